import type { z } from 'zod'
import type { BackorderState } from '../../planning/rules/record/backorder.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type backorderListInput, backorderState, notCounted, type StateFilter } from '../contract/backorders.ts'
import type { BackorderFilter } from '../store/backorder-filter.ts'

type Asked = Omit<z.infer<typeof backorderListInput>, 'sort' | 'cursor' | 'limit'>

/** The filter of the list of backorders that is asked for: of whoever lists them and whoever orders what is listed. A blank text is none. */
export async function askedFilter(tx: ShopSql, asked: Asked): Promise<BackorderFilter> {
  const { state, orderId = null, itemId = null, locationId = null, lineId = null } = asked
  const query = asked.query?.trim() || null
  const shown = asked.shown === undefined ? null : { status: asked.shown, today: await loadShopDay(tx) }
  return { states: recordedStates(state), query, orderId, itemId, locationId, lineId, shown }
}

/** What is recorded where the contract says this. */
const recorded: Readonly<Record<StateFilter, readonly BackorderState[]>> = {
  open: ['open'],
  ready: ['ready'],
  closed: ['closed'],
  cancelled: ['cancelled', ...notCounted.options],
  active: ['open', 'ready'],
  'not-counted': notCounted.options,
}

/** The states that a filter names, each once; all of them where it names none. */
function recordedStates(wanted: readonly StateFilter[] | undefined): BackorderState[] {
  const named = new Set(wanted?.flatMap((state) => recorded[state]))
  const all = [...backorderState.options, ...notCounted.options]
  return all.filter((state) => named.size === 0 || named.has(state))
}

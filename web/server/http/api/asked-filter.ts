import type { z } from 'zod'
import {
  type BackorderState,
  type backorderListInput,
  backorderState,
  type StateFilter,
} from '../../../contract/backorders.ts'
import type { BackorderFilter } from '../../db/backorders/backorder-filter.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import type { ShopSql } from '../../db/with-shop.ts'

type Asked = Omit<z.infer<typeof backorderListInput>, 'sort' | 'cursor' | 'limit'>

/** The filter of the list of backorders that is asked for: of whoever lists them and whoever orders what is listed. A blank text is none. */
export async function askedFilter(tx: ShopSql, shop: string, asked: Asked): Promise<BackorderFilter> {
  const { state, orderId = null, itemId = null, locationId = null, lineId = null } = asked
  const query = asked.query?.trim() || null
  const shown = asked.shown === undefined ? null : { status: asked.shown, today: await loadShopDay(tx, shop) }
  return { states: recordedStates(state), query, orderId, itemId, locationId, lineId, shown }
}

const groups: Readonly<Record<string, readonly BackorderState[]>> = {
  active: ['open', 'ready'],
  'not-counted': ['unpaid', 'scheduled', 'unclaimed', 'moved'],
}

/** The states that a filter names, each once; all of them where it names none. */
function recordedStates(wanted: readonly StateFilter[] | undefined): BackorderState[] {
  const named = new Set<string>(wanted?.flatMap((state): readonly string[] => groups[state] ?? [state]))
  return backorderState.options.filter((state) => named.size === 0 || named.has(state))
}

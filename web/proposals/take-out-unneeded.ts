import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { editOrder } from '../supplier-orders/edit/edit-order.ts'
import { lockFor } from '../supplier-orders/lock-for.ts'
import { done, type Outcome, refused } from '../supplier-orders/outcome.ts'
import { fitClaims } from './rules/group-claims.ts'
import { writeClaims } from './store/proposal-drafts.ts'
import { loadUnneeded } from './unneeded-lines.ts'

export type Choice = {
  readonly supplierOrderId: string
  readonly version: number
  /** Absent: every line of the draft. */
  readonly supplierOrderLineIds?: readonly string[] | undefined
}

export type TakenOut = { readonly units: number; readonly lines: number }

/** Takes out of a draft what nobody needs any more, as far as minimum and pack allow; a line of nothing goes. */
export async function takeOutUnneeded(
  tx: ShopSql,
  { supplierOrderId, version, supplierOrderLineIds }: Choice,
  today: Day,
): Promise<Outcome<TakenOut>> {
  const locked = await lockFor(tx, supplierOrderId, version, 'edit')
  if (!locked.ok) return locked
  if (locked.value.state !== 'draft') return refused({ reason: 'already-ordered', state: locked.value.state })
  const found = await loadUnneeded(tx, supplierOrderId)
  const taken = (found?.lines ?? []).filter(
    (line) => line.removable > 0 && (supplierOrderLineIds?.includes(line.supplierOrderLineId) ?? true),
  )
  if (taken.length === 0) return done({ units: 0, lines: 0 })

  await writeClaims(
    tx,
    taken.flatMap(({ claims, needed }) =>
      fitClaims(claims, needed).filter(({ units }, at) => units !== claims[at]?.units),
    ),
  )
  const removed = taken.filter((line) => line.removable === line.units).map((line) => line.supplierOrderLineId)
  const lines = taken
    .filter((line) => line.removable < line.units)
    .map((line) => ({ supplierOrderLineId: line.supplierOrderLineId, units: line.units - line.removable }))
  const edited = await editOrder(tx, { supplierOrderId, version, lines, removed }, today)
  if (!edited.ok) throw new Error(`a draft that may be edited refuses to be lowered: ${edited.refusal.reason}`)
  return done({ units: taken.reduce((sum, line) => sum + line.removable, 0), lines: taken.length })
}

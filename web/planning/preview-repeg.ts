import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { repeg } from './repeg.ts'
import type { Arrival } from './rules/facts.ts'
import { loadOwed } from './store/owed.ts'
import { loadOpenRecords } from './store/record/recorded-backorders.ts'
import { loadArrivals, loadWishes } from './store/supply.ts'

/** What would be still to come of one supplier order; none where it is cancelled. */
export type ChangedArrivals = {
  readonly supplierOrderId: string
  /** They replace all that this order has; one that is new has any id that no arrival has. */
  readonly arrivals: readonly Arrival[]
  readonly today: Day
}

/** An order line that would get another day, or another number of units. */
export type RepeggedLine = {
  readonly backorderId: string
  readonly orderId: string
  readonly lineId: string
  readonly locationId: string
  readonly itemId: string
  /** Backordered units of the line. */
  readonly units: number
  readonly uncoveredBefore: number
  readonly uncoveredAfter: number
  /** Null: no day can be told. */
  readonly dayBefore: Day | null
  readonly dayAfter: Day | null
}

/** Who would be affected by other arrivals of a supplier order, by item, location and queue. Writes nothing. */
export async function previewRepeg(tx: ShopSql, change: ChangedArrivals): Promise<RepeggedLine[]> {
  const { supplierOrderId, arrivals, today } = change
  const items = await loadItemsOf(tx, supplierOrderId)
  for (const { item } of arrivals) items.add(item)
  const itemIds = [...items].sort()
  const records = await loadOpenRecords(tx, itemIds)
  const others = (await loadArrivals(tx, itemIds)).filter((arrival) => arrival.supplierOrder !== supplierOrderId)
  const wishes = await loadWishes(tx, itemIds)
  const owed = await loadOwed(tx, itemIds)
  const { changes, lines } = repeg(records, [...others, ...arrivals], wishes, owed, today)

  const recordOf = new Map(records.map((record) => [keyOf(record), record]))
  const afterOf = new Map(changes.map((change) => [keyOf(change), change.after]))
  return lines.flatMap((line): RepeggedLine[] => {
    const [record, after] = [recordOf.get(keyOf(line)), afterOf.get(keyOf(line))]
    if (record === undefined || after === undefined) return []
    const before = record.numbers
    if (before.uncovered === after.uncovered && before.readyOn === after.readyOn) return []
    return [
      {
        backorderId: record.backorder,
        orderId: record.order,
        lineId: record.line,
        locationId: record.location,
        itemId: record.item,
        units: before.backordered,
        uncoveredBefore: before.uncovered,
        uncoveredAfter: after.uncovered,
        dayBefore: before.readyOn,
        dayAfter: after.readyOn,
      },
    ]
  })
}

function keyOf({ line, location }: { readonly line: string; readonly location: string }): string {
  return `${line}@${location}`
}

async function loadItemsOf(tx: ShopSql, supplierOrderId: string): Promise<Set<string>> {
  const rows = await tx.query<{ item_id: string }>(
    'select distinct item_id from arrival where shop_id = $1 and supplier_order_id = $2::bigint and is_ordered',
    [supplierOrderId],
  )
  return new Set(rows.map((row) => row.item_id))
}

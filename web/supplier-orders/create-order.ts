import { isOpenLocation } from '../mirror/store/stock/open-locations.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import type { Amount } from '../platform/values/money.ts'
import { loadOrderableItems } from '../suppliers/store/orderable-items.ts'
import { refusalOfGone } from './no-longer-sold.ts'
import { refusalOfMoney } from './order-money.ts'
import { done, type Outcome, type Refusal, refused } from './outcome.ts'
import { unlikelyDays } from './rules/unlikely-day.ts'
import { insertArrivals } from './store/arrivals.ts'
import { recordEvents } from './store/events.ts'
import { loadCurrencyOfSupplier } from './store/ordering-place.ts'
import { addOrderLines, insertSupplierOrders } from './store/supplier-orders.ts'

export type NewLine = {
  readonly itemId: string
  readonly units: number
  /** Absent: what the supplier's catalogue says. */
  readonly cost?: Amount | null | undefined
  readonly due?: Day | null | undefined
}

export type NewOrder = {
  readonly supplierId: string
  readonly locationId: string
  readonly currency?: string | undefined
  readonly notes?: string | undefined
  readonly lines: readonly NewLine[]
  /** Days that are past, or more than a year away, are meant. */
  readonly confirmed?: boolean | undefined
}

/** A draft that a person writes by hand. Answers its id. The transaction of one that is refused must be undone. */
export async function createOrder(tx: ShopSql, given: NewOrder, today: Day): Promise<Outcome<string>> {
  await lockPlans(tx)
  const [unlikely] = unlikelyDays(
    given.lines.map((line) => line.due),
    today,
  )
  if (unlikely && !given.confirmed) return refused({ reason: 'unlikely-day', ...unlikely })
  const { supplierId, locationId } = given
  const usual = await loadCurrencyOfSupplier(tx, supplierId)
  if (usual === null) return refused({ reason: 'no-such-supplier', supplierId })
  if (!(await isOpenLocation(tx, locationId))) return refused({ reason: 'no-such-location', locationId })
  const refusal = await refusalOfNew(tx, supplierId, given.lines)
  if (refusal !== null) return refused(refusal)
  const { currency = usual, notes = '' } = given
  const costs = given.lines.map((line) => line.cost)
  const unpayable = await refusalOfMoney(tx, currency, { costs, sums: [] })
  if (unpayable !== null) return refused(unpayable)
  const [order] = await insertSupplierOrders(tx, [{ supplierId, locationId, currency, notes }])
  if (order === undefined) throw new Error('a supplier order that was inserted has no id')
  await addLinesByHand(tx, { ...given, ...order }, given.lines)
  await recordEvents(tx, [{ ...order, kind: 'created', facts: { lines: given.lines.length, by: 'hand' } }])
  return done(order.supplierOrderId)
}

type Place = { readonly supplierOrderId: string; readonly supplierId: string; readonly locationId: string }

/** Why these cannot be new lines of a draft that has these items already; null: they can. */
export async function refusalOfNew(
  tx: ShopSql,
  supplierId: string,
  lines: readonly NewLine[],
  hasAlready: ReadonlySet<string> = new Set(),
): Promise<Refusal | null> {
  const itemIds = lines.map((line) => line.itemId)
  const twice = itemIds.find((itemId, at) => hasAlready.has(itemId) || itemIds.indexOf(itemId) !== at)
  if (twice !== undefined) return { reason: 'item-twice', itemId: twice }
  const items = await loadOrderableItems(tx, supplierId, itemIds)
  const unknown = itemIds.find((itemId) => !items.has(itemId))
  if (unknown !== undefined) return { reason: 'no-such-item', itemId: unknown }
  return await refusalOfGone(tx, [...items.values()])
}

/** New lines of a draft, which `refusalOfNew` has nothing against. */
export async function addLinesByHand(tx: ShopSql, place: Place, lines: readonly NewLine[]): Promise<void> {
  const itemIds = lines.map((line) => line.itemId)
  const items = await loadOrderableItems(tx, place.supplierId, itemIds)
  const known = lines.flatMap((line) => {
    const item = items.get(line.itemId)
    const cost = line.cost === undefined ? (item?.cost ?? null) : line.cost
    return item ? [{ ...item, ...place, units: line.units, cost, due: line.due ?? null }] : []
  })
  const lineIds = await addOrderLines(tx, known)
  await insertArrivals(
    tx,
    known.map((line) => ({
      ...line,
      supplierOrderLineId: lineIds.get(`${place.supplierOrderId}@${line.itemId}`) ?? '',
      isOrdered: false,
    })),
  )
}

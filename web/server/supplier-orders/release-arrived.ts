import type { Arrival, Day } from '../../domain/planning/facts.ts'
import { type Arrived, releasedByPins } from '../../domain/supplier-orders/receive.ts'
import { loadOpenRecords } from '../db/backorders/recorded-backorders.ts'
import { loadOwed, type OwedAt } from '../db/planning/owed.ts'
import { loadWishes } from '../db/planning/planning-supply.ts'
import { loadArrivalsAt } from '../db/receipts/receipts-facts.ts'
import { releaseLines } from '../db/receipts/receipts-wishes.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { policy } from '../planning/policy.ts'

/** Goods that came to a location. */
export type ArrivedGoods = Arrived & {
  readonly location: string
  readonly items: readonly string[]
  /** The arrivals they are of, as they are recorded still: what is left of them is told here. */
  readonly recorded: readonly Pick<Arrival, 'arrival'>[]
}

/**
 * What pins leave to a line of what came, though the queue would not, is its own from now on. It is worked out from who has what
 * and is pegged to what until now, so it comes before the items are planned with what came. The caller holds `lockPlans`.
 */
export async function releaseArrived(tx: ShopSql, shop: string, goods: ArrivedGoods, today: Day): Promise<void> {
  const { location, items, came, recorded } = goods
  const records = (await loadOpenRecords(tx, shop, items)).filter((record) => record.location === location)
  const wishes = await loadWishes(tx, shop, items)
  const demands = records.map(({ line, order, item, orderedAt, numbers: { covered, backordered } }) => {
    return { ...wishes.get(line), line, order, item, location, orderedAt, units: covered + backordered, covered }
  })
  const owed = owedAt(location, await loadOwed(tx, shop, items))
  const known = new Set(recorded.map(({ arrival }) => arrival))
  const others = (await loadArrivalsAt(tx, shop, items, location)).filter(({ arrival }) => !known.has(arrival))
  const released = releasedByPins(
    { demands, location, owed },
    { came, left: [...goods.left, ...others] },
    policy,
    today,
  )
  const shipped = new Map(records.map((record) => [record.line, record.numbers.shipped]))
  await releaseLines(
    tx,
    shop,
    [...released].map(([lineId, units]) => {
      return { lineId, locationId: location, units: units + (shipped.get(lineId) ?? 0) }
    }),
  )
}

/** By item. */
export function owedAt(location: string, owed: readonly OwedAt[]): Map<string, number> {
  return new Map(owed.filter((one) => one.location === location).map(({ item, units }) => [item, units]))
}

import { policy } from '../planning/policy.ts'
import type { Arrival } from '../planning/rules/facts.ts'
import { loadJustReceived } from '../planning/store/due-items.ts'
import { loadOwed } from '../planning/store/owed.ts'
import { loadOpenRecords } from '../planning/store/record/recorded-backorders.ts'
import { loadReleased, loadWishes } from '../planning/store/supply.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { withJustReceived } from './rules/just-received.ts'
import { type Arrived, releasedByArrival } from './rules/receive.ts'
import { loadArrivalsAt } from './store/facts.ts'
import { releaseLines } from './store/wishes.ts'

type UnitsAtPoint = { readonly item: string; readonly location: string; readonly units: number }

/** Goods that came to a location. */
export type ArrivedGoods = Arrived & {
  readonly location: string
  readonly items: readonly string[]
  /** The arrivals they are of, as they are recorded still: what is left of them is told here. */
  readonly recorded: readonly Pick<Arrival, 'arrival'>[]
}

/**
 * What of what came is left to a line though the queue, or what others lost, would take it, is its own from now on. It is worked out
 * from who has what and is pegged to what until now, so it comes before the items are planned with what came. The caller holds
 * `lockPlans`.
 */
export async function releaseArrived(tx: ShopSql, goods: ArrivedGoods, today: Day): Promise<void> {
  const { location, items, came, recorded } = goods
  const records = (await loadOpenRecords(tx, items)).filter((record) => record.location === location)
  const wishes = await loadWishes(tx, items)
  const shippedOf = new Map(records.map((record) => [record.line, record.numbers.shipped]))
  const own = await loadReleased(
    tx,
    items,
    records.map(({ line, numbers: { shipped } }) => ({ line, location, shipped })),
  )
  const demands = records.map(({ line, order, item, orderedAt, numbers: { covered, backordered } }) => {
    const released = own.get(`${line}@${location}`) ?? 0
    return {
      ...wishes.get(line),
      line,
      order,
      item,
      location,
      orderedAt,
      units: covered + backordered,
      covered,
      released,
    }
  })
  const owed = unitsAt(location, await loadOwed(tx, items))
  const cameBefore = unitsAt(location, await loadJustReceived(tx, items))
  const known = new Set(recorded.map(({ arrival }) => arrival))
  const others = (await loadArrivalsAt(tx, items, location)).filter(({ arrival }) => !known.has(arrival))
  const released = releasedByArrival(
    withJustReceived({ demands, location, owed }, cameBefore, policy, today),
    { came, left: [...goods.left, ...others] },
    policy,
    today,
  )
  await releaseLines(
    tx,
    [...released].map(([lineId, units]) => {
      return { lineId, locationId: location, units: units + (shippedOf.get(lineId) ?? 0) }
    }),
  )
}

/** By item. */
export function unitsAt(location: string, points: readonly UnitsAtPoint[]): Map<string, number> {
  return new Map(points.filter((one) => one.location === location).map(({ item, units }) => [item, units]))
}

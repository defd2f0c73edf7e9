// What a shopper may be told of an item. 5 left on an arrival of Friday: on Friday, for up to 5; by the Wednesday after,
// because nine of ten deliveries of that supplier were at most so late. No arrival, and a lead time of
// ten days: in ten days, for any number. No day is told that neither an arrival nor a lead time stands behind; of what is
// overdue, and comes on no day that anybody knows, it is told that it is delayed.

import { fewLeft } from '../../mirror/rules/few-left.ts'
import type { PlannedItem, Policy, Source } from '../../planning/rules/facts.ts'
import { addDays, type Day, dayNumber, dayOf } from '../../platform/values/day.ts'
import type { ItemStock } from './item-stock.ts'

export type StorefrontPromise = {
  readonly state: 'backorder' | 'made-to-order' | 'discontinued' | 'limit-reached'
  /** When the first unit beyond the shelf can leave, and when if the supplier is late; null: no day can be told. */
  readonly from: Day | null
  readonly to: Day | null
  /** How many more may be sold without stock; null: no limit. */
  readonly room: number | null
  /** For how many units beyond the shelf the day is true; null: for any number. */
  readonly units: number | null
  /** Of what the storefront counts as stock, the units that the next order does not get; below zero: it gets more. Absent: none. */
  readonly elsewhere?: number
  /** What comes next is overdue, and no new day can be told. */
  readonly delayed?: true
  readonly note?: string
  readonly hide?: true
}

export type ItemToPromise = {
  readonly supply: Source['supply']
  readonly hasLimit: boolean
  readonly outlook: Pick<PlannedItem, 'beyondShelf' | 'isDelayed' | 'backorderRoom'>
  readonly hasBackorders: boolean
  readonly hasArrivals: boolean
  readonly stock: ItemStock
  /** By when the next unit has arrived, kept as often as the shop wants; null: nobody can say. */
  readonly arrivesBy: Day | null
}

/** Null where nothing is to be told: there is enough that can leave now, or nothing special about it. */
export function storefrontPromise(item: ItemToPromise, policy: Policy): StorefrontPromise | null {
  const { supply, outlook, stock, arrivesBy } = item
  if (!isOutOfTheOrdinary(item)) return null
  const { day, units } = outlook.beyondShelf ?? { day: null, units: null }
  const room = outlook.backorderRoom
  const told = { state: stateOf(supply, room), from: day, to: lateDay(day, arrivesBy, policy), room, units }
  return {
    ...told,
    ...(stock.elsewhere !== 0 && { elsewhere: stock.elsewhere }),
    ...(outlook.isDelayed && { delayed: true as const }),
  }
}

function isOutOfTheOrdinary({ supply, hasLimit, outlook, hasBackorders, hasArrivals, stock }: ItemToPromise): boolean {
  const isScarce = stock.ready <= 0 || (stock.ready <= fewLeft && outlook.beyondShelf !== null)
  return supply !== 'stocked' || hasLimit || hasBackorders || hasArrivals || isScarce
}

function stateOf(supply: Source['supply'], room: number | null): StorefrontPromise['state'] {
  if (supply === 'discontinued') return 'discontinued'
  if (room === 0) return 'limit-reached'
  return supply === 'made-to-order' ? 'made-to-order' : 'backorder'
}

function lateDay(day: Day | null, arrivesBy: Day | null, policy: Policy): Day | null {
  const [first, arrival] = [day, arrivesBy].map((one) => (one === null ? null : dayNumber(one)))
  if (first == null || arrival == null) return day
  return dayOf(Math.max(first, addDays(arrival, policy.handlingDays, policy.workingDays)))
}

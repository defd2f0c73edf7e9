import type { ShopTruth } from '../running/simulated-shop.ts'

/** What the merchant decided about which open units wait for stock. */
export type CountingRules = {
  /** `paid`: orders that are not paid leave their units to others. */
  readonly countsFrom?: string
  /** False: units that took no stock leave theirs to others. */
  readonly countsUnclaimed?: boolean
  /** So many days before theirs scheduled units wait like others. */
  readonly scheduledDaysBefore?: number
}

/** Open units of a line at a place that do not wait for stock; and why, where none of them does. */
export type LeftOut = { readonly units: number; readonly why: 'scheduled' | 'unpaid' | 'unclaimed' | null }

/**
 * What is open and waits for nothing, by `lineId at locationId`: what is to be sent later, and what the rules of the shop
 * leave out. It shares no code with the app.
 */
export function leftOutUnits(truth: ShopTruth, rules: CountingRules = {}): ReadonlyMap<string, LeftOut> {
  const { countsFrom = 'placed', countsUnclaimed = true, scheduledDaysBefore = 0 } = rules
  const lastDay = dayOf(Date.now() + scheduledDaysBefore * 86_400_000)
  // What is on hold was not opened early; without a day it may be any order.
  const isLater = ({ status, fulfillAt }: Routed) =>
    fulfillAt === null
      ? status === 'SCHEDULED'
      : (status === 'SCHEDULED' || status === 'ON_HOLD') && dayOf(Date.parse(fulfillAt)) > lastDay
  const toBePaid = new Set(
    truth.orders.filter(({ financialStatus }) => isToBePaid(financialStatus)).map(({ orderId }) => orderId),
  )
  const open = (truth.fulfillmentOrders ?? []).filter(({ status }) => status !== 'CLOSED' && status !== 'CANCELLED')
  const units = open.flatMap((routed) =>
    routed.lines.map((line) => ({
      place: `${line.lineId} at ${routed.locationId}`,
      open: line.open,
      later: isLater(routed) ? line.open : 0,
      unpaid: countsFrom === 'paid' && toBePaid.has(routed.orderId) ? line.open : 0,
      unclaimed: countsUnclaimed ? 0 : line.unclaimed,
    })),
  )
  return new Map(
    [...Map.groupBy(units, ({ place }) => place)].flatMap(([place, of]) => {
      const left = of.reduce((sum, one) => sum + Math.max(one.later, one.unpaid, one.unclaimed), 0)
      return left === 0 ? [] : [[place, { units: left, why: whyOf(of, left) }]]
    }),
  )
}

type Routed = NonNullable<ShopTruth['fulfillmentOrders']>[number]
type Units = { readonly open: number; readonly later: number; readonly unpaid: number }

function whyOf(units: readonly Units[], left: number): LeftOut['why'] {
  const open = units.reduce((sum, one) => sum + one.open, 0)
  if (left < open) return null
  if (units.every((one) => one.later === one.open)) return 'scheduled'
  return units.every((one) => one.unpaid === one.open) ? 'unpaid' : 'unclaimed'
}

function isToBePaid(status = 'paid'): boolean {
  return ['pending', 'authorized', 'partially_paid', 'voided', 'expired'].includes(status)
}

/** Where the shop is. */
function dayOf(instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(instant)
}

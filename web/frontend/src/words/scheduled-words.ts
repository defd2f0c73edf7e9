import type { ScheduledUnits } from '../../../contract/orders.ts'
import type { ShopSummary } from '../../../contract/shop.ts'
import { counted } from './counted.ts'
import { calendarDay } from './dates.ts'

/** `1 due to be sent on 3 March`; nothing where nothing is. */
export function scheduledParts(scheduled: readonly Pick<ScheduledUnits, 'units' | 'on'>[] = []): string[] {
  return scheduled.map(({ units, on }) =>
    on === null ? `${units} to be sent on a day that is not set` : `${units} due to be sent on ${calendarDay(on)}`,
  )
}

/** `11 units are due to be sent later, the next on 3 March.` */
export function scheduledNotice({ units, next }: NonNullable<ShopSummary['scheduled']>): string {
  const said = `${counted(units, 'unit')} of subscriptions and pre-orders ${units === 1 ? 'is' : 'are'} due to be sent later`
  return `${said}${next === null ? '' : `, the next on ${calendarDay(next)}`}. They wait for their day: nothing is ordered or promised of them before.`
}

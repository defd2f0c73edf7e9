import { unpaidStatuses } from '../../mirror/rules/payment.ts'
import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { isLater } from '../../mirror/store/orders/scheduled-units.ts'
import { type CountingRules, type CountsFrom, loadCountingRules } from '../../planning/store/counting-rules.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

type Counted = { readonly units: number; readonly items: number }

export type ShopRules = CountingRules & {
  readonly unclaimed: Counted
  readonly unpaid: Counted
  readonly scheduledDaysBefore: number
  readonly keepsFinishedDays: number
}

export async function loadShopRules(tx: ShopSql): Promise<ShopRules> {
  const [unclaimed] = await tx.query<Counted>(
    `select coalesce(sum(least(unclaimed, open)), 0)::float8 as units, count(distinct item_id)::int as items
       from order_line where shop_id = $1 and unclaimed > 0 and open > 0`,
  )
  const [unpaid] = await tx.query<Counted>(
    `select coalesce(sum(line.open), 0)::float8 as units, count(distinct line.item_id)::int as items ${unpaidLines}`,
    [unpaidStatuses],
  )
  const none = { units: 0, items: 0 }
  return {
    ...(await loadCountingRules(tx)),
    unclaimed: unclaimed ?? none,
    unpaid: unpaid ?? none,
    ...(await loadDays(tx)),
  }
}

async function loadDays(tx: ShopSql): Promise<Pick<ShopRules, 'scheduledDaysBefore' | 'keepsFinishedDays'>> {
  const [days] = await tx.query<Pick<ShopRules, 'scheduledDaysBefore' | 'keepsFinishedDays'>>(
    `select scheduled_days_before as "scheduledDaysBefore", keeps_finished_days as "keepsFinishedDays"
       from shop where shop_id = $1`,
  )
  return days ?? { scheduledDaysBefore: 0, keepsFinishedDays: 365 }
}

/** How long finished orders are kept. The upkeep goes by it within the hour. */
export async function setKeepsFinishedDays(tx: ShopSql, days: number): Promise<void> {
  await tx.query('update shop set keeps_finished_days = $2 where shop_id = $1', [days])
}

/** How many days early scheduled units join the queue. Every item with some is planned again. */
export async function setScheduledDaysBefore(tx: ShopSql, days: number): Promise<void> {
  await lockPlans(tx)
  const changed = await tx.query(
    'update shop set scheduled_days_before = $2 where shop_id = $1 and scheduled_days_before <> $2 returning shop_id',
    [days],
  )
  if (changed.length === 0) return
  await takeInOrder(tx, { table: 'scheduled_units', key: 'fulfillment_order_line_id' })
  await tx.query(`update scheduled_units set is_noticed = not ${isLater('fulfill_at')} where shop_id = $1`)
  const items = await tx.query<{ item_id: string }>(
    `select distinct line.item_id from scheduled_units
       join order_line as line on line.shop_id = $1 and line.line_id = scheduled_units.line_id
      where scheduled_units.shop_id = $1 and line.item_id is not null`,
  )
  await planAgain(tx, items, 'rules/scheduled')
}

const unpaidLines = `from shop_order join order_line as line on line.shop_id = $1 and line.order_id = shop_order.order_id
      where shop_order.shop_id = $1 and financial_status = any($2::text[]) and line.open > 0 and line.item_id is not null`

/** From when orders count. Every item that an unpaid order waits for is planned again. */
export async function setCountsFrom(tx: ShopSql, countsFrom: CountsFrom): Promise<void> {
  await lockPlans(tx)
  const changed = await tx.query(
    'update shop set counts_from = $2 where shop_id = $1 and counts_from <> $2 returning shop_id',
    [countsFrom],
  )
  if (changed.length === 0) return
  const items = await tx.query<{ item_id: string }>(`select distinct line.item_id ${unpaidLines}`, [unpaidStatuses])
  await planAgain(tx, items, countsFrom === 'paid' ? 'rules/unpaid-left-out' : 'rules/unpaid-counted')
}

/** Whether units that took no stock are in the queue. Every item that has some is planned again. */
export async function setCountsUnclaimed(tx: ShopSql, countsUnclaimed: boolean): Promise<void> {
  await lockPlans(tx)
  const changed = await tx.query(
    `update shop set counts_unclaimed = $2 where shop_id = $1 and counts_unclaimed <> $2 returning shop_id`,
    [countsUnclaimed],
  )
  if (changed.length === 0) return
  const items = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line where shop_id = $1 and unclaimed > 0 and open > 0 and item_id is not null`,
  )
  await planAgain(tx, items, countsUnclaimed ? 'rules/unclaimed-counted' : 'rules/unclaimed-left-out')
}

async function planAgain(tx: ShopSql, items: readonly { readonly item_id: string }[], topic: string): Promise<void> {
  const cause: Cause = { kind: 'merchant', topic, triggeredAt: await databaseTime(tx) }
  await markItemsDue(tx, new Map(items.map((row) => [row.item_id, [cause]])))
  await tx.query('select nudge_shop($1)')
}

import type { Cause } from '../mirror/rules/shop-facts.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { repeg } from './repeg.ts'
import { applyPlan } from './store/apply-plan.ts'
import { loadJustReceived, markItemsDue } from './store/due-items.ts'
import { loadOwed, recordOwed } from './store/owed.ts'
import { writePegs } from './store/pegs.ts'
import { loadOpenRecords } from './store/record/recorded-backorders.ts'
import { loadArrivals, loadWishes } from './store/supply.ts'

/**
 * Shows at once what new arrivals, days or wishes mean for who waits, inside the transaction that records them, and has
 * the lane plan the items from fresh readings besides. Items whose goods have just come are left to the lane: until it has
 * read them nothing serves their lines but pegs to what came. The caller holds `lockPlans`.
 */
export async function repegItems(tx: ShopSql, itemIds: readonly string[], cause: Cause, today: Day): Promise<void> {
  if (itemIds.length === 0) return
  const touched = [...new Set(itemIds)].sort()
  const justReceived = new Set((await loadJustReceived(tx, touched)).map(({ item }) => item))
  const items = touched.filter((item) => !justReceived.has(item))
  const records = await loadOpenRecords(tx, items)
  const arrivals = await loadArrivals(tx, items)
  const wishes = await loadWishes(tx, items)
  const owed = await loadOwed(tx, items)
  const { changes, lines, points } = repeg(records, arrivals, wishes, owed, today)
  await applyPlan(
    tx,
    changes.map((change) => ({ ...change, cause })),
  )
  await writePegs(tx, items, lines)
  await recordOwed(tx, items, points, owed)
  await markItemsDue(tx, new Map(touched.map((item) => [item, [cause]])))
  await tx.query('select nudge_shop($1)')
}

import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { markEveryOrderDue } from '../../mirror/store/marks/order-marks.ts'
import { markPromisesOfSliceDue } from '../../mirror/store/marks/promise-marks.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { clock } from '../../platform/clock.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { inLine } from '../../platform/line.ts'
import type { Services } from '../../platform/services.ts'
import { finishPart, type PartKey } from '../store/import-parts.ts'
import { finishImport, recordMarkedTo, type ShopImportRecord } from '../store/imports.ts'
import { findEndOfSlice, findItemsToPlan } from '../store/strangers.ts'

const itemsASlice = 2_000

/**
 * One slice of the end of an import: every tight item is due and what shoppers are told of is marked, some items at a time, and with
 * the last of them plans may be made. How far it is stands in the import: a crash repeats one slice. Answers whether that was the last.
 */
export async function endInSlices(
  { db, imports }: Services,
  shop: string,
  { importId, markedTo }: ShopImportRecord,
  part: PartKey,
): Promise<boolean> {
  if (markedTo === null) {
    // So soon PostgreSQL does not know how much came in.
    await inLine(imports, () => withShopSql(db, shop, (tx) => tx.queryWithoutShop('select look_at_filled_tables()')))
    await withShopSql(db, shop, (tx) => recordMarkedTo(tx, importId, ''))
    return false
  }
  return await inLine(imports, () =>
    withShopSql(db, shop, async (tx) => {
      const upTo = await findEndOfSlice(tx, markedTo, itemsASlice)
      await markSlice(tx, markedTo, upTo)
      if (upTo !== null) {
        await recordMarkedTo(tx, importId, upTo)
        return false
      }
      await finishPart(tx, part)
      await finishImport(tx, importId)
      return true
    }),
  )
}

async function markSlice(tx: ShopSql, after: string, upTo: string | null): Promise<void> {
  const cause: Cause = { kind: 'reconcile', topic: 'import', triggeredAt: new Date(clock.now()).toISOString() }
  const tight = await findItemsToPlan(tx, { after, upTo })
  await markItemsDue(tx, new Map(tight.map((item) => [item, [cause]])))
  if (upTo === null) await markEveryOrderDue(tx)
  await markPromisesOfSliceDue(tx, { after, upTo })
}

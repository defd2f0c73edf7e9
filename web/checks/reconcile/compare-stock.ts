import { isDeepStrictEqual } from 'node:util'
import type { Cause, ItemReading } from '../../mirror/rules/shop-facts.ts'
import { isHeardOf, loadMirrorPoints, type MirrorPoint } from '../../mirror/store/stock/mirror-points.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import { loadItemTitles } from '../store/difference-facts.ts'
import { askForCatalogueAndStock, dropReconcileImport, isImportAwaited } from '../store/imports.ts'
import { advanceReconcile, countStockCompared, type ReconcileRecord, recordDifferences } from '../store/reconciles.ts'
import { itemDifferences } from './item-differences.ts'

/**
 * Every variant and the stock of every item, also of those that nobody waits for: how they are sold, and what was sold in a
 * store, or came, decides what shoppers are told and what is owed. Shopify writes it all down in a bulk operation each, which
 * an import of these parts brings. False while it does.
 */
export async function compareStock(
  { db }: Services,
  shop: string,
  { reconcileId, position }: ReconcileRecord,
): Promise<boolean> {
  return await withShopSql(db, shop, async (tx) => {
    if (position === '') {
      const importId = await askForCatalogueAndStock(tx, reconcileId)
      await advanceReconcile(tx, reconcileId, { step: 'stock', position: importId })
      return true
    }
    if (await isImportAwaited(tx, position)) return false
    await dropReconcileImport(tx, reconcileId)
    await advanceReconcile(tx, reconcileId, { step: 'stock', position, isOver: true })
    return true
  })
}

/** What we have of the items that were read, by item. */
export async function loadStockOf(
  tx: ShopSql,
  readings: readonly ItemReading[],
): Promise<ReadonlyMap<string, readonly MirrorPoint[]>> {
  const points = await loadMirrorPoints(
    tx,
    readings.map(({ itemId }) => itemId),
  )
  return Map.groupBy(points, ({ itemId }) => itemId)
}

type Compared = {
  readonly reconcileId: string
  readonly readings: readonly ItemReading[]
  /** What we had before they were recorded. */
  readonly before: ReadonlyMap<string, readonly MirrorPoint[]>
  readonly writtenFrom: string
}

/**
 * Counts these readings as compared, lists what recording them changed, and has those items planned. What was heard after
 * them is no difference.
 */
export async function tellWhatDiffered(
  tx: ShopSql,
  { reconcileId, readings, before, writtenFrom }: Compared,
): Promise<void> {
  await countStockCompared(tx, reconcileId, readings.length)
  const after = await loadStockOf(tx, readings)
  const changed = readings.filter(({ itemId }) => !isDeepStrictEqual(told(before, itemId), told(after, itemId)))
  if (changed.length === 0) return
  const itemIds = changed.map(({ itemId }) => itemId)
  const titles = await loadItemTitles(tx, itemIds)
  const differences = changed.flatMap((reading) =>
    itemDifferences(reading, before.get(reading.itemId) ?? [], titles.get(reading.itemId), new Map()),
  )
  await recordDifferences(tx, reconcileId, differences)
  const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: writtenFrom }
  await markItemsDue(tx, new Map(itemIds.map((itemId) => [itemId, [cause]])))
}

/** What webhooks tell of an item and its stock. */
function told(stock: ReadonlyMap<string, readonly MirrorPoint[]>, itemId: string): Map<string, unknown> {
  const points = stock.get(itemId) ?? []
  return new Map(
    points.map((point) => {
      const { locationId, available, isTracked } = point
      return [locationId, { available, isTracked, isHeardOf: isHeardOf(point) }]
    }),
  )
}

import { readVariants } from '../../mirror/shopify/read-variants.ts'
import { setUntoldAside, takeBackSetAside, type Untold } from '../../mirror/store/inbox/set-aside.ts'
import { recordItems } from '../../mirror/store/items/catalogue.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import { correctVariantItem, loadKnownItems, loadOpenVariants } from '../store/mirror.ts'
import { advanceReconcile, type Difference, type ReconcileRecord, recordDifferences } from '../store/reconciles.ts'
import { repairVariants } from './repair-variants.ts'

const variantsABatch = 250

/** Which item every open line is of, and how its variant is named and sold. */
export async function compareVariants({ db, admin }: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const { reconcileId, position } = running
  const { open, readAt } = await withShopSql(db, shop, async (tx) => ({
    open: await loadOpenVariants(tx, position, variantsABatch),
    readAt: await databaseTime(tx),
  }))
  const untold: Untold[] = []
  const read = await readVariants(
    admin,
    shop,
    open.map(({ variantId }) => variantId),
    (id, why) => untold.push({ thing: 'variant', id, why }),
  )
  await withShopSql(db, shop, async (tx) => {
    await setUntoldAside(tx, untold)
    await takeBackSetAside(
      tx,
      'variant',
      read.map(({ variant }) => variant.variantId),
    )
    // Items that we have are compared in a later step.
    const items = new Map(read.map(({ item }) => [item.itemId, item]))
    for (const known of await loadKnownItems(tx, [...items.keys()])) items.delete(known)
    await recordItems(tx, [...items.values()])
    await repairVariants(
      tx,
      reconcileId,
      read.map(({ variant }) => variant),
      readAt,
    )
    const ours = new Map(open.map(({ variantId, itemIds }) => [variantId, itemIds]))
    const differences = read.flatMap(({ variant, item }): Difference[] => {
      const wrong = (ours.get(variant.variantId) ?? []).filter((itemId) => itemId !== item.itemId)
      if (wrong.length === 0) return []
      // A variant has one item for good, so that we had another one is nothing that Shopify told.
      const cause = wrong.every((itemId) => itemId === null) ? 'lost-webhook' : 'edit-outside'
      const [known = null] = wrong.filter((itemId) => itemId !== null)
      return [
        {
          thing: 'variant',
          thingId: variant.variantId,
          name: variant.title,
          cause,
          ours: { itemId: known },
          theirs: { itemId: item.itemId },
        },
      ]
    })
    for (const { variant, item } of read) {
      if (differences.some((one) => one.thingId === variant.variantId)) {
        await correctVariantItem(tx, variant.variantId, item.itemId)
      }
    }
    await recordDifferences(tx, reconcileId, differences)
    const last = open.at(-1)?.variantId
    await advanceReconcile(
      tx,
      reconcileId,
      last === undefined ? { step: 'changed-orders', position: '' } : { step: 'variants', position: last },
    )
  })
}

import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { gid } from '../../platform/values/ids.ts'

export type StockAdjustment = {
  /** Shopify does it once for each key, however often it is sent. */
  readonly key: string
  readonly locationId: string
  readonly reason: 'received' | 'correction'
  /** Our own document, as Shopify's history of the stock names it. */
  readonly reference: string
  /** At most 250. `from` is what was available before; null skips the comparison. */
  readonly changes: readonly { readonly itemId: string; readonly delta: number; readonly from: number | null }[]
}

/**
 * All of the changes of what is available, or none.
 * Throws `ShopifyBusy`, `AccessLost`, or `ShopifyRefused` with a code of `InventoryAdjustQuantitiesUserErrorCode`:
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/inventoryAdjustQuantities
 */
export async function adjustStock(admin: AdminClient, shop: string, adjustment: StockAdjustment): Promise<void> {
  const { key, locationId, reason, reference, changes } = adjustment
  await admin.run(shop, 'adjust-stock', {
    key,
    input: {
      name: 'available',
      reason,
      referenceDocumentUri: reference,
      changes: changes.map(({ itemId, delta, from }) => ({
        inventoryItemId: gid('InventoryItem', itemId),
        locationId: gid('Location', locationId),
        delta,
        changeFromQuantity: from,
      })),
    },
  })
}

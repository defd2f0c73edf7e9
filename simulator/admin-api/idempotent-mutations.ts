/**
 * Mutations that Shopify refuses without `@idempotent(key: …)` since 2026-04. The schema itself does not say so:
 * https://shopify.dev/docs/api/usage/idempotent-requests
 */
export const idempotentMutations: ReadonlySet<string> = new Set([
  'inventoryActivate',
  'inventoryAdjustQuantities',
  'inventoryMoveQuantities',
  'inventorySetOnHandQuantities',
  'inventorySetQuantities',
  'inventoryShipmentAddItems',
  'inventoryShipmentCreate',
  'inventoryShipmentCreateInTransit',
  'inventoryShipmentReceive',
  'inventoryTransferCreate',
  'inventoryTransferCreateAsReadyToShip',
  'inventoryTransferDuplicate',
  'inventoryTransferSetItems',
  'locationActivate',
  'locationDeactivate',
  'refundCreate',
])

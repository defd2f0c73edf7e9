import { appFields, appInstallationFields } from './app-installation.ts'
import { bulkOperationFields, mutationFields } from './bulk-operation.ts'
import { fulfillmentFields, fulfillmentLineFields } from './fulfillment.ts'
import { assignedLocationFields, fulfillmentOrderFields, fulfillmentOrderLineFields } from './fulfillment-order.ts'
import { inventoryItemFields, inventoryLevelFields, inventoryQuantityFields } from './inventory.ts'
import { fulfillmentServiceFields, locationAddressFields, locationFields } from './location.ts'
import { metafieldFields } from './metafield.ts'
import { attributeFields, lineItemFields, orderFields, sellingPlanFields } from './order.ts'
import { collectionFields, productFields, productVariantFields } from './product.ts'
import { queryRootFields } from './query-root.ts'
import type { Resolvers } from './resolver.ts'
import { shopAddressFields, shopFields } from './shop.ts'
import { stockAdjustmentFields } from './stock-adjustment.ts'
import {
  locationSnapshotFields,
  purchaseOrderFields,
  purchaseOrderLineFields,
  shipmentFields,
  shipmentLineFields,
  supplierFields,
  supplierSnapshotFields,
  trackingFields,
  transferFields,
  transferLineFields,
} from './transfer.ts'

type TypeEntry = { file: string; fields: Resolvers<never> }

/** Which file answers for which type of the slice. Connections, edges and PageInfo answer for themselves. */
export const resolverTable: Readonly<Record<string, TypeEntry>> = {
  App: { file: 'app-installation.ts', fields: appFields },
  AppInstallation: { file: 'app-installation.ts', fields: appInstallationFields },
  Attribute: { file: 'order.ts', fields: attributeFields },
  BulkOperation: { file: 'bulk-operation.ts', fields: bulkOperationFields },
  Collection: { file: 'product.ts', fields: collectionFields },
  Fulfillment: { file: 'fulfillment.ts', fields: fulfillmentFields },
  FulfillmentLineItem: { file: 'fulfillment.ts', fields: fulfillmentLineFields },
  FulfillmentService: { file: 'location.ts', fields: fulfillmentServiceFields },
  FulfillmentOrder: { file: 'fulfillment-order.ts', fields: fulfillmentOrderFields },
  FulfillmentOrderAssignedLocation: { file: 'fulfillment-order.ts', fields: assignedLocationFields },
  FulfillmentOrderLineItem: { file: 'fulfillment-order.ts', fields: fulfillmentOrderLineFields },
  LineItemSellingPlan: { file: 'order.ts', fields: sellingPlanFields },
  InventoryAdjustmentGroup: { file: 'stock-adjustment.ts', fields: stockAdjustmentFields },
  InventoryItem: { file: 'inventory.ts', fields: inventoryItemFields },
  InventoryLevel: { file: 'inventory.ts', fields: inventoryLevelFields },
  InventoryQuantity: { file: 'inventory.ts', fields: inventoryQuantityFields },
  InventoryPurchaseOrder: { file: 'transfer.ts', fields: purchaseOrderFields },
  InventoryPurchaseOrderLineItem: { file: 'transfer.ts', fields: purchaseOrderLineFields },
  InventoryShipment: { file: 'transfer.ts', fields: shipmentFields },
  InventoryShipmentLineItem: { file: 'transfer.ts', fields: shipmentLineFields },
  InventoryShipmentTracking: { file: 'transfer.ts', fields: trackingFields },
  InventorySupplier: { file: 'transfer.ts', fields: supplierFields },
  InventorySupplierSnapshot: { file: 'transfer.ts', fields: supplierSnapshotFields },
  InventoryTransfer: { file: 'transfer.ts', fields: transferFields },
  InventoryTransferLineItem: { file: 'transfer.ts', fields: transferLineFields },
  LineItem: { file: 'order.ts', fields: lineItemFields },
  Location: { file: 'location.ts', fields: locationFields },
  LocationSnapshot: { file: 'transfer.ts', fields: locationSnapshotFields },
  LocationAddress: { file: 'location.ts', fields: locationAddressFields },
  Metafield: { file: 'metafield.ts', fields: metafieldFields },
  Mutation: { file: 'bulk-operation.ts', fields: mutationFields },
  Order: { file: 'order.ts', fields: orderFields },
  Product: { file: 'product.ts', fields: productFields },
  ProductVariant: { file: 'product.ts', fields: productVariantFields },
  QueryRoot: { file: 'query-root.ts', fields: queryRootFields },
  Shop: { file: 'shop.ts', fields: shopFields },
  ShopAddress: { file: 'shop.ts', fields: shopAddressFields },
}

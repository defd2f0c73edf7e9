import { appFields, appInstallationFields } from './app-installation.ts'
import { bulkOperationFields, mutationFields } from './bulk-operation.ts'
import { inventoryItemFields, inventoryLevelFields, inventoryQuantityFields } from './items/inventory.ts'
import { fulfillmentServiceFields, locationAddressFields, locationFields } from './items/location.ts'
import { collectionFields, productFields, productVariantFields } from './items/product.ts'
import { stockAdjustmentFields } from './items/stock-adjustment.ts'
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
} from './items/transfer.ts'
import { metafieldFields } from './metafield.ts'
import { fulfillmentFields, fulfillmentLineFields } from './orders/fulfillment.ts'
import {
  assignedLocationFields,
  fulfillmentOrderFields,
  fulfillmentOrderLineFields,
} from './orders/fulfillment-order.ts'
import { attributeFields, lineItemFields, orderFields, sellingPlanFields } from './orders/order.ts'
import { queryRootFields } from './query-root.ts'
import type { Resolvers } from './resolver.ts'
import { shopAddressFields, shopFields } from './shop.ts'

type TypeEntry = { file: string; fields: Resolvers<never> }

/** Which file answers for which type of the slice. Connections, edges and PageInfo answer for themselves. */
export const resolverTable: Readonly<Record<string, TypeEntry>> = {
  App: { file: 'app-installation.ts', fields: appFields },
  AppInstallation: { file: 'app-installation.ts', fields: appInstallationFields },
  Attribute: { file: 'orders/order.ts', fields: attributeFields },
  BulkOperation: { file: 'bulk-operation.ts', fields: bulkOperationFields },
  Collection: { file: 'items/product.ts', fields: collectionFields },
  Fulfillment: { file: 'orders/fulfillment.ts', fields: fulfillmentFields },
  FulfillmentLineItem: { file: 'orders/fulfillment.ts', fields: fulfillmentLineFields },
  FulfillmentService: { file: 'items/location.ts', fields: fulfillmentServiceFields },
  FulfillmentOrder: { file: 'orders/fulfillment-order.ts', fields: fulfillmentOrderFields },
  FulfillmentOrderAssignedLocation: { file: 'orders/fulfillment-order.ts', fields: assignedLocationFields },
  FulfillmentOrderLineItem: { file: 'orders/fulfillment-order.ts', fields: fulfillmentOrderLineFields },
  LineItemSellingPlan: { file: 'orders/order.ts', fields: sellingPlanFields },
  InventoryAdjustmentGroup: { file: 'items/stock-adjustment.ts', fields: stockAdjustmentFields },
  InventoryItem: { file: 'items/inventory.ts', fields: inventoryItemFields },
  InventoryLevel: { file: 'items/inventory.ts', fields: inventoryLevelFields },
  InventoryQuantity: { file: 'items/inventory.ts', fields: inventoryQuantityFields },
  InventoryPurchaseOrder: { file: 'items/transfer.ts', fields: purchaseOrderFields },
  InventoryPurchaseOrderLineItem: { file: 'items/transfer.ts', fields: purchaseOrderLineFields },
  InventoryShipment: { file: 'items/transfer.ts', fields: shipmentFields },
  InventoryShipmentLineItem: { file: 'items/transfer.ts', fields: shipmentLineFields },
  InventoryShipmentTracking: { file: 'items/transfer.ts', fields: trackingFields },
  InventorySupplier: { file: 'items/transfer.ts', fields: supplierFields },
  InventorySupplierSnapshot: { file: 'items/transfer.ts', fields: supplierSnapshotFields },
  InventoryTransfer: { file: 'items/transfer.ts', fields: transferFields },
  InventoryTransferLineItem: { file: 'items/transfer.ts', fields: transferLineFields },
  LineItem: { file: 'orders/order.ts', fields: lineItemFields },
  Location: { file: 'items/location.ts', fields: locationFields },
  LocationSnapshot: { file: 'items/transfer.ts', fields: locationSnapshotFields },
  LocationAddress: { file: 'items/location.ts', fields: locationAddressFields },
  Metafield: { file: 'metafield.ts', fields: metafieldFields },
  Mutation: { file: 'bulk-operation.ts', fields: mutationFields },
  Order: { file: 'orders/order.ts', fields: orderFields },
  Product: { file: 'items/product.ts', fields: productFields },
  ProductVariant: { file: 'items/product.ts', fields: productVariantFields },
  QueryRoot: { file: 'query-root.ts', fields: queryRootFields },
  Shop: { file: 'shop.ts', fields: shopFields },
  ShopAddress: { file: 'shop.ts', fields: shopAddressFields },
}

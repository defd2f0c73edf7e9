import { backorderRoutes } from '../backorders/contract/backorder-routes.ts'
import { orderRoutes } from '../backorders/contract/order-routes.ts'
import { importRoutes } from '../checks/contract/import-routes.ts'
import { rebuildRoutes } from '../checks/contract/rebuild-routes.ts'
import { reconcileRoutes } from '../checks/contract/reconcile-routes.ts'
import { deliveryRoutes } from '../mirror/contract/delivery-routes.ts'
import { nativeOrderRoutes } from '../native/contract/native-order-routes.ts'
import { storefrontRoutes } from '../promises/contract/storefront-routes.ts'
import { proposalRoutes } from '../proposals/contract/proposal-routes.ts'
import { heldBackRoutes, pickListRoutes, receiptRoutes, wishRoutes } from '../receiving/contract/receipt-routes.ts'
import { dataRequestRoutes } from '../shop/contract/data-request-routes.ts'
import { letterheadRoutes } from '../shop/contract/letterhead-routes.ts'
import { shopRoutes } from '../shop/contract/shop-routes.ts'
import { supplierOrderRoutes } from '../supplier-orders/contract/supplier-order-routes.ts'
import { catalogueRoutes, itemRoutes } from '../suppliers/contract/catalogue-routes.ts'
import { csvUploadRoutes } from '../suppliers/contract/csv-upload-routes.ts'
import { supplierRoutes } from '../suppliers/contract/supplier-routes.ts'

/** What server and dashboard say to each other; the OpenAPI document is made from it. */
export const contract = {
  backorders: backorderRoutes,
  orders: orderRoutes,
  deliveries: deliveryRoutes,
  imports: importRoutes,
  rebuild: rebuildRoutes,
  reconcile: reconcileRoutes,
  dataRequests: dataRequestRoutes,
  suppliers: supplierRoutes,
  catalogue: catalogueRoutes,
  items: itemRoutes,
  csvUploads: csvUploadRoutes,
  supplierOrders: supplierOrderRoutes,
  nativeOrders: nativeOrderRoutes,
  receipts: receiptRoutes,
  wishes: wishRoutes,
  heldBack: heldBackRoutes,
  pickList: pickListRoutes,
  proposals: proposalRoutes,
  storefront: storefrontRoutes,
  shop: shopRoutes,
  letterhead: letterheadRoutes,
}

import { implement } from '@orpc/server'
import { backorders } from '../../backorders/api/backorders.ts'
import { orders } from '../../backorders/api/orders.ts'
import { imports } from '../../checks/api/imports.ts'
import { rebuild } from '../../checks/api/rebuild.ts'
import { reconcile } from '../../checks/api/reconcile.ts'
import { parkedDeliveries } from '../../mirror/api/parked-deliveries.ts'
import { nativeOrders } from '../../native/api/native-orders.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { storefront } from '../../promises/api/storefront.ts'
import { proposals } from '../../proposals/api/proposals.ts'
import { pickList } from '../../receiving/api/pick-list.ts'
import { receipts } from '../../receiving/api/receipts.ts'
import { heldBack, wishes } from '../../receiving/api/wishes.ts'
import { dataRequests } from '../../shop/api/data-requests.ts'
import { letterhead } from '../../shop/api/letterhead.ts'
import { shop } from '../../shop/api/shop.ts'
import { supplierOrders } from '../../supplier-orders/api/supplier-orders.ts'
import { writeOrdersOfFile } from '../../supplier-orders/from-file/write-orders.ts'
import { csvUploads } from '../../suppliers/api/csv-uploads.ts'
import { items } from '../../suppliers/api/items.ts'
import { supplierCatalogue } from '../../suppliers/api/supplier-catalogue.ts'
import { suppliers } from '../../suppliers/api/suppliers.ts'
import { contract } from '../contract.ts'

const api = implement(contract).$context<ApiContext>()

export const procedures = api.router({
  backorders,
  orders,
  deliveries: parkedDeliveries,
  imports,
  rebuild,
  reconcile,
  dataRequests,
  suppliers,
  catalogue: supplierCatalogue,
  items,
  csvUploads: csvUploads(writeOrdersOfFile),
  supplierOrders,
  nativeOrders,
  receipts,
  wishes,
  heldBack,
  pickList,
  proposals,
  storefront,
  shop,
  letterhead,
})

import { oc } from '@orpc/contract'
import { z } from 'zod'
import { backorderListInput, backorderListOutput } from './backorders.ts'
import { parkedChoice, parkedListOutput, parkedOutcome } from './deliveries.ts'
import { currentImport } from './imports.ts'
import { backorderDetail } from './ledger.ts'
import { pageInput } from './pages.ts'
import { findRebuildOutput, rebuildChoice, startedRebuild } from './rebuild.ts'
import { findReconcileOutput, startedReconcile } from './reconcile.ts'
import { catalogueRoutes, itemRoutes } from './routes/catalogue.ts'
import { csvUploadRoutes } from './routes/csv-uploads.ts'
import { dataRequestRoutes } from './routes/data-requests.ts'
import { nativeOrderRoutes } from './routes/native-orders.ts'
import { orderRoutes } from './routes/orders.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { heldBackRoutes, pickListRoutes, receiptRoutes, wishRoutes } from './routes/receipts.ts'
import { shopRoutes } from './routes/shop.ts'
import { storefrontRoutes } from './routes/storefront.ts'
import { supplierOrderRoutes } from './routes/supplier-orders.ts'
import { supplierRoutes } from './routes/suppliers.ts'

/** What server and dashboard say to each other; the OpenAPI document is made from it. */
export const contract = {
  backorders: {
    list: oc
      .route({ method: 'GET', path: '/backorders', summary: 'Backordered lines, newest first', tags: ['Backorders'] })
      .input(backorderListInput)
      .output(backorderListOutput),
    find: oc
      .route({
        method: 'GET',
        path: '/backorders/{backorderId}',
        summary: 'One backordered line and why each of its units is where it is',
        tags: ['Backorders'],
      })
      .input(z.object({ backorderId: z.string() }))
      .output(backorderDetail),
  },
  orders: orderRoutes,
  deliveries: {
    parked: oc
      .route({
        method: 'GET',
        path: '/deliveries/parked',
        summary: 'Deliveries that could not be processed, the last to arrive first',
        tags: ['Deliveries'],
      })
      .input(pageInput)
      .output(parkedListOutput),
    retry: oc
      .route({
        method: 'POST',
        path: '/deliveries/parked/retry',
        summary: 'Process parked deliveries once more',
        tags: ['Deliveries'],
      })
      .input(parkedChoice)
      .output(parkedOutcome),
    discard: oc
      .route({
        method: 'POST',
        path: '/deliveries/parked/discard',
        summary: 'Give up parked deliveries for good',
        tags: ['Deliveries'],
      })
      .input(parkedChoice)
      .output(parkedOutcome),
  },
  imports: {
    current: oc
      .route({
        method: 'GET',
        path: '/imports/current',
        summary: 'How far the import of the shop is, or how the last one ended',
        tags: ['Imports'],
      })
      .output(currentImport),
    start: oc
      .route({
        method: 'POST',
        path: '/imports',
        summary: 'Import the shop again; nothing where an import is under way',
        tags: ['Imports'],
      })
      .output(currentImport),
  },
  rebuild: {
    find: oc
      .route({
        method: 'GET',
        path: '/rebuild',
        summary: 'The last rebuild: how far it is, and which lines it would change',
        tags: ['Rebuild'],
      })
      .input(pageInput)
      .output(findRebuildOutput),
    apply: oc
      .route({
        method: 'POST',
        path: '/rebuild/apply',
        summary: 'Plan every line anew in which a rebuild found a difference',
        tags: ['Rebuild'],
      })
      .input(rebuildChoice)
      .output(startedRebuild),
    preview: oc
      .route({
        method: 'POST',
        path: '/rebuild/preview',
        summary: 'Work out every plan anew, and change nothing',
        tags: ['Rebuild'],
      })
      .output(startedRebuild),
  },
  reconcile: {
    find: oc
      .route({
        method: 'GET',
        path: '/reconcile',
        summary: 'The last comparison with Shopify, and what differed',
        tags: ['Reconcile'],
      })
      .input(pageInput)
      .output(findReconcileOutput),
    start: oc
      .route({
        method: 'POST',
        path: '/reconcile',
        summary: 'Compare what is kept of the shop with Shopify, and repair it',
        tags: ['Reconcile'],
      })
      .output(startedReconcile),
  },
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
}

import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../../contract/contract.ts'
import { loadBackorder } from '../../db/backorders/backorder-detail.ts'
import { listBackorders } from '../../db/backorders/backorder-list.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import { withShopSql } from '../../db/with-shop.ts'
import type { ApiContext } from './api-context.ts'
import { askedFilter } from './asked-filter.ts'
import { contractDetail, contractList } from './contract-rows.ts'
import { csvUploads } from './csv-uploads.ts'
import { dataRequests } from './data-requests.ts'
import { imports } from './imports.ts'
import { items } from './items.ts'
import { nativeOrders } from './native-orders.ts'
import { orders } from './orders.ts'
import { parkedDeliveries } from './parked-deliveries.ts'
import { proposals } from './proposals.ts'
import { rebuild } from './rebuild.ts'
import { receipts } from './receipts.ts'
import { pickList } from './receipts-pick-list.ts'
import { heldBack, wishes } from './receipts-wishes.ts'
import { reconcile } from './reconcile.ts'
import { shop } from './shop.ts'
import { storefront } from './storefront.ts'
import { supplierCatalogue } from './supplier-catalogue.ts'
import { supplierOrders } from './supplier-orders.ts'
import { suppliers } from './suppliers.ts'

const api = implement(contract).$context<ApiContext>()

/** Ids beyond what the database counts to are nobody's. */
const ownId = /^[0-9]{1,18}$/

export const procedures = api.router({
  backorders: {
    list: api.backorders.list.handler(async ({ input, context: { db, shop } }) => {
      return await withShopSql(db, shop, async (tx) => {
        const today = await loadShopDay(tx)
        const filter = await askedFilter(tx, input)
        return contractList(
          await listBackorders(tx, filter, input.sort ?? 'newest', input.cursor ?? null, input.limit),
          shop,
          today,
        )
      })
    }),
    find: api.backorders.find.handler(async ({ input: { backorderId }, context: { db, shop } }) => {
      return await withShopSql(db, shop, async (tx) => {
        const found = ownId.test(backorderId) ? await loadBackorder(tx, backorderId) : null
        if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such backorder.' })
        return contractDetail(found, shop, await loadShopDay(tx))
      })
    }),
  },
  orders,
  deliveries: parkedDeliveries,
  imports,
  rebuild,
  reconcile,
  dataRequests,
  suppliers,
  catalogue: supplierCatalogue,
  items,
  csvUploads,
  supplierOrders,
  nativeOrders,
  receipts,
  wishes,
  heldBack,
  pickList,
  proposals,
  storefront,
  shop,
})

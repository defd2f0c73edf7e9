import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { queryByQuery, type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { gid } from '../../platform/values/ids.ts'
import { dataRequestRoutes } from '../contract/data-request-routes.ts'
import type { DataRequest } from '../contract/data-requests.ts'
import { type DataRequestRecord, listDataRequests, loadDataRequest, setAnswered } from '../store/data-requests.ts'
import { loadKeptOfOrders } from '../store/kept-of-orders.ts'

const api = implement(dataRequestRoutes).$context<ApiContext>()

export const dataRequests = api.router({
  list: api.list.handler(async ({ input: { cursor, limit }, context: { db, shop } }) => {
    const page = await withShopSql(db, shop, (tx) => listDataRequests(tx, cursor ?? null, limit))
    return {
      rows: page.rows.map(contractRow),
      total: page.total,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  }),
  file: api.file.handler(async ({ input: { dataRequestId }, context: { db, shop } }) => {
    const sql = queryByQuery(db, shop)
    const request = await found(sql, dataRequestId)
    const orderIds = request.orders.map(({ orderId }) => orderId)
    const kept = await loadKeptOfOrders(sql, orderIds)
    const said = {
      About: aboutFile,
      Shop: shop,
      Asked: request.askedAt,
      'Orders that Shopify named': request.ordersNamed,
      'Orders that were erased since, as the shopper asked': request.ordersNamed - orderIds.length,
      Orders: orderIds.map((orderId) => kept.get(orderId) ?? { [nothingKept]: orderId }),
    }
    const name = `data-request-${request.askedAt.slice(0, 10)}-${dataRequestId}.json`
    return new File([`${JSON.stringify(said, null, 2)}\n`], name, { type: 'application/json' })
  }),
  setAnswered: api.setAnswered.handler(({ input: { dataRequestId, isAnswered }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await setAnswered(tx, dataRequestId, isAnswered)
      return contractRow(await found(tx, dataRequestId))
    }),
  ),
})

const aboutFile =
  'What Backline keeps of these orders. Backline keeps no name, email address, phone number or postal address of shoppers, and nothing else of whoever asked.'
const nothingKept = 'Nothing is kept of the order that Shopify numbers'

async function found(sql: ShopSql, dataRequestId: string): Promise<DataRequestRecord> {
  const request = await loadDataRequest(sql, dataRequestId)
  if (request === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such request.' })
  return request
}

function contractRow({
  dataRequestId,
  askedAt,
  dueAt,
  answeredAt,
  ordersNamed,
  orders,
}: DataRequestRecord): DataRequest {
  return {
    ...{ dataRequestId, askedAt, dueAt, answeredAt, ordersNamed },
    orders: orders.map(({ orderId, name }) => ({ orderId: gid('Order', orderId), orderName: name })),
  }
}

import { implement, ORPCError } from '@orpc/server'
import { supplierOrderRoutes } from '../../../contract/routes/supplier-orders.ts'
import type { Database } from '../../db/client.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import { loadMessageFiles } from '../../db/supplier-orders/supplier-messages.ts'
import { withShopSql } from '../../db/with-shop.ts'
import { orderCsv } from '../../documents/order-document.ts'
import { loadOrderDocument } from '../../supplier-orders/order-document.ts'
import { letterOf, sendOrder } from '../../supplier-orders/send-order.ts'
import { inThread } from '../../threads/in-thread.ts'
import type { ApiContext } from './api-context.ts'
import { noSuchOrder, whatWasDone } from './supplier-order-refusals.ts'
import { supplierMessage } from './supplier-order-rows.ts'

const api = implement(supplierOrderRoutes).$context<ApiContext>()

/** What a supplier is given: drawn from the order as it is, or exactly as it was sent. */
export const supplierOrderDocuments = {
  letter: api.letter.handler(async ({ input: { supplierOrderId }, context: { db, shop, isMailed } }) => {
    return { ...letterOf(await documentOf(db, shop, supplierOrderId)), isMailed }
  }),
  send: api.send.handler(async ({ input, context: { db, shop } }) => {
    const today = await withShopSql(db, shop, loadShopDay)
    const sent = await sendOrder((work) => withShopSql(db, shop, work), input, today)
    return supplierMessage(whatWasDone(sent))
  }),
  document: api.document.handler(async ({ input: { supplierOrderId, format }, context: { db, shop } }) => {
    const document = await documentOf(db, shop, supplierOrderId)
    const content = format === 'pdf' ? await inThread('drawOrder', document) : orderCsv(document)
    return fileOf(document.number, format, content)
  }),
  messageDocument: api.messageDocument.handler(async ({ input: { messageId, format }, context: { db, shop } }) => {
    const files = await withShopSql(db, shop, (tx) => loadMessageFiles(tx, messageId))
    if (files === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such message.' })
    const content = files[format]
    if (content === null) throw new ORPCError('NOT_FOUND', { message: filesForgotten })
    return fileOf(files.number, format, content)
  }),
}

async function documentOf(db: Pick<Database, 'pool'>, shop: string, supplierOrderId: string) {
  const document = await withShopSql(db, shop, async (tx) => {
    return loadOrderDocument(tx, supplierOrderId, await loadShopDay(tx))
  })
  if (document === null) throw noSuchOrder()
  return document
}

const filesForgotten = 'Files of a message are kept for 90 days. The order can be downloaded as it is now.'

const types = { pdf: 'application/pdf', csv: 'text/csv;charset=utf-8' }

function fileOf(number: number, format: keyof typeof types, content: string | Uint8Array): File {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  return new File([part], `order-${number}.${format}`, { type: types[format] })
}

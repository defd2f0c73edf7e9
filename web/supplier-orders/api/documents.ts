import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import type { Database } from '../../platform/db/client.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { loadLetterhead } from '../../shop/store/letterhead.ts'
import { noAddresses } from '../../suppliers/rules/addresses.ts'
import { supplierOrderRoutes } from '../contract/supplier-order-routes.ts'
import { drawInThread } from '../documents/draw-in-thread.ts'
import { orderCsv } from '../documents/order-document.ts'
import { sampleOrder } from '../documents/sample-order.ts'
import { loadOrderDocument } from '../send/order-document.ts'
import { letterOf, sendOrder } from '../send/send-order.ts'
import { loadAddressesFor, loadMessageFiles } from '../store/messages.ts'
import { noSuchOrder, whatWasDone } from './refusals.ts'
import { supplierMessageAnswer } from './rows.ts'

const api = implement(supplierOrderRoutes).$context<ApiContext>()

/** What a supplier is given: drawn from the order as it is, or exactly as it was sent. */
export const supplierOrderDocuments = {
  letter: api.letter.handler(async ({ input: { supplierOrderId }, context: { db, shop, isMailed } }) => {
    const letter = letterOf(await documentOf(db, shop, supplierOrderId))
    const kept = await withShopSql(db, shop, (tx) => loadAddressesFor(tx, supplierOrderId))
    const { email, alsoTo, cc } = kept ?? noAddresses
    return { ...letter, to: email, alsoTo: [...alsoTo], cc: [...cc], isMailed }
  }),
  send: api.send.handler(async ({ input, context: { db, shop } }) => {
    const today = await withShopSql(db, shop, loadShopDay)
    const sent = await sendOrder((work) => withShopSql(db, shop, work), input, today)
    return supplierMessageAnswer(whatWasDone(sent))
  }),
  document: api.document.handler(async ({ input: { supplierOrderId, format }, context: { db, shop } }) => {
    const document = await documentOf(db, shop, supplierOrderId)
    const content = format === 'pdf' ? await drawInThread(document) : orderCsv(document)
    return fileOf(document.number, format, content)
  }),
  sample: api.sample.handler(async ({ input: { language, ...texts }, context: { db, shop } }) => {
    const { today, letterhead } = await withShopSql(db, shop, async (tx) => {
      return { today: await loadShopDay(tx), letterhead: await loadLetterhead(tx) }
    })
    const sample = sampleOrder({ ...letterhead, ...texts }, { language, today, name: letterhead.shop.name ?? shop })
    return fileOf(sample.number, 'pdf', await drawInThread(sample))
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

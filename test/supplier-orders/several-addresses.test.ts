import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventWords } from '../../web/frontend/src/supplier-orders/words/order-event-words.ts'
import { createMailer } from '../../web/platform/mail/mailer.ts'
import type { Services } from '../../web/platform/services.ts'
import type { SupplierLetter } from '../../web/supplier-orders/contract/letters.ts'
import type { SupplierMessage } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { sendSupplierMessages } from '../../web/supplier-orders/jobs/send-supplier-messages.ts'
import type { SupplierDetail } from '../../web/suppliers/contract/suppliers.ts'
import { shop as mugs } from '../support/an-api.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { quiet } from '../support/shopify/app-parts.ts'
import { aMailServer, type MailServer } from '../support/smtp-server.ts'
import { aPurchase, type Purchase, type Refused } from './a-purchase.ts'

const orders = 'orders@toepferei.example'
const sales = 'sales@toepferei.example'
const kim = 'kim@toepferei.example'

let shop: Purchase
let server: MailServer
let folder: string
beforeEach(async () => {
  shop = await aPurchase()
  server = await aMailServer()
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
})
afterEach(async () => {
  await shop.close()
  await server.close()
  await rm(folder, { recursive: true })
})

/** One round of the job of the queue. */
async function sends() {
  const mailer = createMailer({ mail: { smtpUrl: server.url, from: 'orders@backline.example' }, dataDir: folder })
  // The job uses no more of the services than these.
  const services = { db: shop.db, log: quiet, mailer, failpoint: () => undefined } as unknown as Services
  await sendSupplierMessages(services, mugs).finally(() => mailer.close())
}

const supplier = async () => (await shop.get<SupplierDetail>(`/api/suppliers/${shop.supplierId}`)).body
async function saved(said: object) {
  const { alsoTo: _, cc: __, ...kept } = await supplier()
  return await shop.post<SupplierDetail & Refused>(`/api/suppliers/${shop.supplierId}/edit`, { ...kept, ...said })
}
const press = <Body = SupplierMessage>(id: string, said: object = {}) =>
  shop.post<Body>(shop.path(id, '/send'), { key: randomUUID(), to: orders, ...said })
const later = (seconds: number) =>
  queryAsOwner(shop.databaseUrl, 'update supplier_message set due_at = due_at - make_interval(secs => $1)', [seconds])

describe('a supplier with several addresses', () => {
  it('keeps them through the edits of a program that knows of one', async () => {
    expect((await saved({ alsoTo: [sales], cc: [kim] })).body).toMatchObject({
      email: orders,
      alsoTo: [sales],
      cc: [kim],
    })
    expect((await saved({ notes: 'Closed in August' })).body).toMatchObject({ alsoTo: [sales], cc: [kim] })
    expect((await saved({ email: 'new@toepferei.example' })).body).toMatchObject({
      email: 'new@toepferei.example',
      alsoTo: [sales],
      cc: [kim],
    })
    expect((await saved({ email: 'Kim@toepferei.example' })).body).toMatchObject({ alsoTo: [sales], cc: [] })
    expect((await saved({ email: null })).body).toMatchObject({ email: null, alsoTo: [], cc: [] })
  })

  it('has each once, ten at most, and none that gets copies only', async () => {
    const said = { alsoTo: [sales, orders.toUpperCase(), sales], cc: [kim, sales] }
    expect((await saved(said)).body).toMatchObject({ email: orders, alsoTo: [sales], cc: [kim] })
    expect((await saved({ email: null, alsoTo: [sales], cc: [kim] })).body).toMatchObject({ email: sales, alsoTo: [] })
    expect((await saved({ email: null, cc: [kim] })).body.message).toMatch(/not only copies/)
    const many = Array.from({ length: 9 }, (_, at) => `a${at}@toepferei.example`)
    expect((await saved({ email: orders, alsoTo: many, cc: [] })).status).toBe(200)
    expect(await saved({ email: orders, alsoTo: many, cc: [kim] })).toMatchObject({
      status: 422,
      body: { message: 'The supplier has more than 10 addresses.' },
    })
  })

  it('has no address with a line break in it, nor two in one', async () => {
    for (const address of [`${kim}\r\nBcc: all@elsewhere.example`, `${kim}, all@elsewhere.example`, `Kim <${kim}>`]) {
      expect((await saved({ email: address })).status).toBe(400)
      expect((await saved({ alsoTo: [address] })).status).toBe(400)
      expect((await saved({ cc: [address] })).status).toBe(400)
      const { supplierOrderId } = await shop.ordered({ '901': 1 })
      expect((await press(supplierOrderId, { cc: [address] })).status).toBe(400)
    }
    expect(await supplier()).toMatchObject({ email: orders, alsoTo: [], cc: [] })
  })

  it('says of each change what they were and are', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    await saved({ alsoTo: [], cc: [kim] })
    expect((await supplier()).addressChanges.map(({ from, to }) => [from, to])).toEqual([
      [`${orders}, ${sales}; Cc: ${kim}`, `${orders}; Cc: ${kim}`],
      [orders, `${orders}, ${sales}; Cc: ${kim}`],
    ])
  })

  it('is found by any of them', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    for (const query of ['sales@', 'kim@toepferei']) {
      expect((await shop.get<{ total: number }>(`/api/suppliers?query=${query}`)).body.total).toBe(1)
    }
  })
})

describe('an order to several addresses', () => {
  it('is one letter, with all of them in its head, and says to whom it went', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const letter = (await shop.get<SupplierLetter>(shop.path(supplierOrderId, '/letter'))).body
    expect(letter).toMatchObject({ to: orders, alsoTo: [sales], cc: [kim] })
    expect((await press(supplierOrderId)).body).toMatchObject({ to: orders, alsoTo: [sales], cc: [kim] })
    await sends()
    expect(server.envelopes).toEqual([[orders, sales, kim]])
    const [mail] = server.mails
    expect(mail?.headers.get('to')).toMatchObject({ text: `${orders}, ${sales}` })
    expect(mail?.headers.get('cc')).toMatchObject({ text: kim })
    const { messages, events, lastSent } = await shop.find(supplierOrderId)
    expect(messages).toMatchObject([{ state: 'sent', trouble: null, to: orders, alsoTo: [sales], cc: [kim] }])
    expect(lastSent).toMatchObject({ alsoTo: [sales], cc: [kim] })
    expect(eventWords(events[0] ?? { eventId: '', at: '', kind: '', facts: {} }).text).toBe(
      `It was sent to ${orders}, ${sales}; Cc: ${kim}.`,
    )
  })

  it('goes to those of them that are named, in To or in Cc, and to nobody else', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    expect((await press(supplierOrderId, { to: kim, alsoTo: [], cc: [orders] })).status).toBe(200)
    expect(await press<Refused>(supplierOrderId, { cc: ['all@elsewhere.example'] })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining(`${orders}, ${sales}, ${kim}`), data: { to: 'all@elsewhere.example' } },
    })
    await sends()
    expect(server.envelopes).toEqual([[kim, orders]])
  })

  it('counts for each address that it goes to', async () => {
    const cc = Array.from({ length: 9 }, (_, at) => `a${at}@toepferei.example`)
    await saved({ cc })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    expect((await press(supplierOrderId)).status).toBe(200)
    expect((await press(supplierOrderId, { cc: cc.slice(0, 8) })).status).toBe(200)
    expect(await press<Refused>(supplierOrderId, { cc: cc.slice(8) })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('20 emails a day in its first week, counting each address') },
    })
    expect((await press(supplierOrderId, { cc: [] })).status).toBe(200)
    for (const _ of ['4th', '5th']) expect((await press(supplierOrderId, { cc: [] })).status).toBe(422)
  })

  it('reaches those who take it, once, and whoever does not take it yet, later', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId)
    server.refuses({ [sales]: { code: 450, message: 'greylisted' }, [kim]: { code: 550, message: 'no such mailbox' } })
    await sends()
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([
      { state: 'waiting', trouble: expect.stringMatching(/^sales@.*greylisted.*; kim@.*no such mailbox/) },
    ])
    server.refuses({ [kim]: { code: 550, message: 'no such mailbox' } })
    await later(31)
    await sends()
    expect(server.envelopes).toEqual([[orders], [sales]])
    expect(server.mails[1]?.headers.get('to')).toMatchObject({ text: `${orders}, ${sales}` })
    const { messages, events } = await shop.find(supplierOrderId)
    expect(messages).toMatchObject([{ state: 'sent', trouble: expect.stringMatching(/^kim@.*no such mailbox/) }])
    expect(events[0]).toMatchObject({ kind: 'sent', facts: { notTo: expect.stringContaining('no such mailbox') } })
    expect((await supplier()).refusedMail).toMatchObject({ to: kim, count: 1 })
  })

  it('leaves alone that of them which refused two, and no other', async () => {
    await saved({ cc: [kim] })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    server.refuses({ [kim]: { code: 550, message: 'no such mailbox' } })
    for (const _ of ['one', 'two', 'three']) await press(supplierOrderId)
    await sends()
    expect((await shop.find(supplierOrderId)).messages[0]?.trouble).toMatch(/^kim@.*the address refused others/)
    expect(await press<Refused>(supplierOrderId)).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(/^kim@toepferei.example has refused/) },
    })
    expect((await press(supplierOrderId, { cc: [] })).status).toBe(200)
    await sends()
    expect(server.envelopes).toEqual([[orders], [orders], [orders], [orders]])
  })

  it('is forgotten with its supplier, though not how many it went to', async () => {
    await saved({ alsoTo: [sales], cc: [kim] })
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId)
    await sends()
    await shop.change(supplierOrderId, 'cancel')
    await shop.post(`/api/suppliers/${shop.supplierId}/archive`, { version: (await supplier()).version })
    const { version } = await supplier()
    expect((await shop.post(`/api/suppliers/${shop.supplierId}/delete`, { version })).status).toBe(200)
    expect(
      await queryAsOwner(shop.databaseUrl, 'select to_address, also_to, cc, recipients from supplier_message'),
    ).toEqual([{ to_address: '', also_to: [], cc: [], recipients: 3 }])
    expect(
      await queryAsOwner(shop.databaseUrl, `select from supplier_order_event where facts::text like '%@%'`),
    ).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMailer } from '../../web/platform/mail/mailer.ts'
import type { Services } from '../../web/platform/services.ts'
import type { Letterhead } from '../../web/shop/contract/letterhead.ts'
import { sendSupplierMessages } from '../../web/supplier-orders/jobs/send-supplier-messages.ts'
import { shop as mugs, otherShop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { pdfPictures, pdfText } from '../support/pdf-text.ts'
import { aJpeg, aPng, aPrintersJpeg } from '../support/pictures.ts'
import { quiet } from '../support/shopify/app-parts.ts'
import { sessionToken } from '../support/shopify/session-tokens.ts'
import { aMailServer, type MailServer } from '../support/smtp-server.ts'
import { aPurchase, type Purchase, type Refused } from './a-purchase.ts'

let shop: Purchase
beforeAll(async () => {
  shop = await aPurchase()
})
afterAll(() => shop.close())
beforeEach(() => asOwner(shop.databaseUrl, 'truncate letterhead'))

const texts = {
  address: ['Mugs GmbH', 'Einkauf', '10115 Berlin'],
  footer: 'IBAN DE02 1203 0000 0000\nVAT DE123456789',
  terms: 'Payment within 30 days.\n\nGoods stay ours.',
}

async function call<Body>(
  method: string,
  path: string,
  said?: object,
  as = mugs,
): Promise<{ status: number; body: Body }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await sessionToken(as)}` }
  const body = said === undefined ? {} : { body: JSON.stringify(said) }
  const reply = await fetch(`${shop.url}/api${path}`, { method, headers, ...body })
  return { status: reply.status, body: (await reply.json()) as Body }
}
const find = async (as?: string) => (await call<Letterhead>('GET', '/letterhead', undefined, as)).body
const write = (version: number, said: object = texts) =>
  call<Letterhead & Refused>('PUT', '/letterhead', { version, ...said })
const putLogo = (file: Buffer) =>
  call<Letterhead & Refused>('PUT', '/letterhead/logo', { bytes: file.toString('base64') })

describe('the letterhead of a shop', () => {
  it('is what Shopify tells, until something else is written', async () => {
    const none = { address: [], footer: '', terms: '', logo: null, version: 0 }
    expect(await find()).toEqual({ ...none, shop: { name: 'Mugs & Co', address: ['Main Street 1', 'Berlin'] } })
    expect((await write(0)).body).toMatchObject({ ...texts, version: 1 })
    expect(await find()).toMatchObject({ ...texts, version: 1 })
    expect(await find(otherShop)).toMatchObject(none)
  })

  it('is nobody’s who was slower', async () => {
    await write(0)
    expect(await write(0, { ...texts, terms: 'None.' })).toMatchObject({
      status: 409,
      body: { message: 'Somebody else changed the letterhead meanwhile. Nothing of yours was saved.' },
    })
    expect((await write(1, { ...texts, terms: 'None.' })).body).toMatchObject({ terms: 'None.', version: 2 })
  })

  it.each([
    ['nine lines of an address', { address: Array.from({ length: 9 }, () => 'a') }],
    ['an address with a line break in a line', { address: ['a\nb'] }],
    ['a line of more than 100 characters', { address: ['a'.repeat(101)] }],
    ['a footer of seven lines', { footer: '\n'.repeat(6) }],
    ['terms that are a book', { terms: 'a'.repeat(20_001) }],
    ['terms of hundreds of empty pages', { terms: `a${'\n'.repeat(500)}b` }],
  ])('does not have %s', async (_what, said) => {
    expect((await write(0, { ...texts, ...said })).status).toBe(400)
    expect(await find()).toMatchObject({ version: 0 })
  })

  it('has a logo, another one, and none any more, whatever is written beside it', async () => {
    const { status, body } = await putLogo(aPng({ width: 40, height: 10 }))
    expect([status, body.message]).toEqual([200, undefined])
    expect(body.logo).toMatchObject({ kind: 'png', width: 40, height: 10 })
    expect((await write(body.version)).body.logo).toEqual(body.logo)
    expect((await putLogo(aJpeg)).body).toMatchObject({ ...texts, version: 1, logo: { kind: 'jpeg', width: 8 } })
    expect((await call<Letterhead>('POST', '/letterhead/logo/remove')).body).toMatchObject({ ...texts, logo: null })
  })

  it.each([
    ['SVG', Buffer.from('<svg onload="alert(1)"/>'), /not a PNG or JPEG/],
    ['half a PNG', aPng().subarray(0, 60), /damaged or not complete/],
    ['a bomb', aPng({ width: 100_000, height: 100_000, points: Buffer.alloc(50_000_000) }), /2,000 pixels/],
    ['a bomb with a small head', aPng({ points: Buffer.alloc(50_000_000) }), /damaged/],
    ['an interlaced PNG', aPng({ interlaced: true }), /isn’t interlaced/],
    ['a JPEG for printers', aPrintersJpeg, /RGB/],
  ])('takes no %s, and says why', async (_what, file, why) => {
    await putLogo(aJpeg)
    expect(await putLogo(file)).toMatchObject({ status: 422, body: { message: expect.stringMatching(why) } })
    expect(await find()).toMatchObject({ logo: { kind: 'jpeg' } })
  })

  it('takes no file of more than 180,000 bytes', async () => {
    expect((await putLogo(Buffer.alloc(180_003))).status).toBe(400)
  })

  it('is shown on an order that there is not, before it is saved', async () => {
    await putLogo(aPng({ width: 400, height: 100 }))
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await sessionToken(mugs)}` }
    const body = JSON.stringify({ ...texts, language: 'de' })
    const reply = await fetch(`${shop.url}/api/letterhead/sample`, { method: 'POST', headers, body })
    const pdf = Buffer.from(await reply.arrayBuffer())
    for (const words of ['Bestellung 1', 'Mugs GmbH', 'IBAN DE02', 'Payment within 30 days.']) {
      expect(pdfText(pdf)).toContain(words)
    }
    expect(pdfPictures(pdf)).toHaveLength(1)
    expect(await find()).toMatchObject({ footer: '' })
  })
})

describe('an order that is sent with a letterhead', () => {
  let server: MailServer
  let folder: string
  beforeEach(async () => {
    server = await aMailServer()
    folder = await mkdtemp(join(tmpdir(), 'mail-'))
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('goes to two addresses and as a copy to one, with its texts and logo in the PDF', async () => {
    const [orders, sales, kim] = ['orders@toepferei.example', 'sales@toepferei.example', 'kim@toepferei.example']
    await write(0)
    await putLogo(aPng({ width: 400, height: 100, color: 6 }))
    const supplier = (await call<object>('GET', `/suppliers/${shop.supplierId}`)).body
    const several = { ...supplier, alsoTo: [sales], cc: [kim] }
    expect((await call('POST', `/suppliers/${shop.supplierId}/edit`, several)).status).toBe(200)
    const { supplierOrderId } = await shop.ordered({ '901': 3 })
    expect((await shop.post(shop.path(supplierOrderId, '/send'), { key: randomUUID(), to: orders })).status).toBe(200)

    const mailer = createMailer({ mail: { smtpUrl: server.url, from: 'orders@backline.example' }, dataDir: folder })
    // The job uses no more of the services than these.
    const services = { db: shop.db, log: quiet, mailer, failpoint: () => undefined } as unknown as Services
    await sendSupplierMessages(services, mugs).finally(() => mailer.close())

    expect(server.envelopes).toEqual([[orders, sales, kim]])
    const [mail] = server.mails
    expect(mail?.headers.get('to')).toMatchObject({ text: `${orders}, ${sales}` })
    expect(mail?.headers.get('cc')).toMatchObject({ text: kim })
    const pdf = mail?.attachments[0]?.content ?? Buffer.alloc(0)
    for (const words of [
      'Mugs GmbH',
      'Einkauf',
      'IBAN DE02',
      'VAT DE123456789',
      'Payment within 30 days.',
      'Goods stay ours.',
    ]) {
      expect(pdfText(pdf)).toContain(words)
    }
    expect(pdfPictures(pdf)).toHaveLength(1)
  })
})

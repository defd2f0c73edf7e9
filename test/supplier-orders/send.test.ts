import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventWords } from '../../web/frontend/src/supplier-orders/words/order-event-words.ts'
import type { Failpoint } from '../../web/platform/failpoints.ts'
import { createMailer } from '../../web/platform/mail/mailer.ts'
import type { Services } from '../../web/platform/services.ts'
import type { SupplierLetter } from '../../web/supplier-orders/contract/letters.ts'
import type { SupplierMessage } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { sendSupplierMessages } from '../../web/supplier-orders/jobs/send-supplier-messages.ts'
import type { SupplierDetail } from '../../web/suppliers/contract/suppliers.ts'
import { shop as mugs, otherShop } from '../support/an-api.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { pdfText } from '../support/pdf-text.ts'
import { quiet } from '../support/shopify/app-parts.ts'
import { aMailServer, type MailServer } from '../support/smtp-server.ts'
import { aPurchase, type Purchase, type Refused } from './a-purchase.ts'

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

/** One round of the job of the queue; `failpoint` may throw where a process would die. */
async function sends(smtpUrl: string | null = server.url, failpoint: (reached: Failpoint) => void = () => undefined) {
  const mail = { smtpUrl, from: 'orders@backline.example' }
  const mailer = createMailer({ mail, dataDir: folder })
  // The job uses no more of the services than these.
  const services = { db: shop.db, log: quiet, mailer, failpoint } as unknown as Services
  await sendSupplierMessages(services, mugs).finally(() => mailer.close())
}

const press = <Body = SupplierMessage>(id: string, key: string, said: object = {}) =>
  shop.post<Body>(shop.path(id, '/send'), { key, to: 'orders@toepferei.example', ...said })

/** As if this much time had passed. */
const later = (seconds: number) =>
  queryAsOwner(shop.databaseUrl, 'update supplier_message set due_at = due_at - make_interval(secs => $1)', [seconds])

describe('an order that is sent', () => {
  it('arrives with its PDF and CSV, in the supplier’s language, and a copy is kept', async () => {
    const { supplierOrderId, number } = await shop.ordered({ '901': 1200, '902': 3 }, '2026-12-01')
    const letter = (await shop.get<SupplierLetter>(shop.path(supplierOrderId, '/letter'))).body
    expect(letter).toMatchObject({ to: 'orders@toepferei.example', subject: `Bestellung ${number} · Mugs & Co` })

    const pressed = (await press(supplierOrderId, randomUUID())).body
    expect(pressed).toMatchObject({ state: 'waiting', subject: letter.subject, text: letter.text })
    await sends()
    const [mail] = server.mails
    expect(mail?.from?.text).toBe('"Mugs & Co" <orders@backline.example>')
    expect(mail?.subject).toBe(letter.subject)
    expect(mail?.text?.trim()).toBe(letter.text)
    expect(mail?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      [`order-${number}.pdf`, 'application/pdf'],
      [`order-${number}.csv`, 'text/csv'],
    ])
    const [pdf, csv] = mail?.attachments ?? []
    expect(pdf?.content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(csv?.content.toString()).toBe(
      `\ufefforder,supplier_sku,sku,item,units,unit_cost,currency,due\r\n${number},,SKU-1,SKU-1,1200,2.5,EUR,2026-12-01\r\n${number},,SKU-2,SKU-2,3,2.5,EUR,2026-12-01\r\n`,
    )

    const { messages, events } = await shop.find(supplierOrderId)
    expect(messages).toMatchObject([{ messageId: pressed.messageId, state: 'sent', isSaved: false }])
    expect(events.map(({ kind }) => kind).slice(0, 2)).toEqual(['sent', 'send-asked'])
    const kept = await shop.download(`/api/supplier-messages/${pressed.messageId}/document/pdf`)
    expect(kept.bytes.equals(pdf?.content ?? Buffer.alloc(0))).toBe(true)
    expect(kept.name).toContain(`order-${number}.pdf`)
    expect((await shop.get(`/api/supplier-messages/${pressed.messageId}/document/pdf`, otherShop)).status).toBe(404)
  })

  it('bears the shop’s day on which it was ordered, as a draft bears the shop’s today', async () => {
    const { supplierOrderId, number } = await shop.ordered({ '901': 1 })
    await queryAsOwner(
      shop.databaseUrl,
      `with zone as (update shop set time_zone = 'America/New_York' where shop_id = $2)
       update supplier_order set ordered_at = '2026-11-29T01:00:00Z' where supplier_order_id = $1`,
      [supplierOrderId, mugs],
    )
    const { bytes } = await shop.download(`/api/supplier-orders/${supplierOrderId}/document/pdf`)
    expect(pdfText(bytes)).toContain(`Bestellung ${number} · 28.11.2026`)
    await queryAsOwner(shop.databaseUrl, 'update shop set time_zone = null')
  })

  it('is sent once though the button is pressed by fifty at once, and again by another press', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const key = randomUUID()
    const pressed = await Promise.all(Array.from({ length: 50 }, () => press(supplierOrderId, key)))
    expect(new Set(pressed.map(({ status, body }) => `${status} ${body.messageId}`)).size).toBe(1)
    await Promise.all([sends(), sends(), sends()])
    expect(server.mails).toHaveLength(1)
    await press(supplierOrderId, randomUUID(), { subject: 'Once more' })
    await sends()
    expect(server.mails.map(({ subject }) => subject)).toEqual([expect.anything(), 'Once more'])
  })

  it('is as it was when the button was pressed, whatever is changed before the mail goes out', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 7 })
    await press(supplierOrderId, randomUUID())
    const [line] = await shop.linesOf(supplierOrderId)
    const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, units: 9 }]
    await shop.change(supplierOrderId, 'edit', { lines })
    await sends()
    expect(server.mails[0]?.attachments[1]?.content.toString()).toContain(',7,2.5,EUR')
  })

  it('cannot be sent once it is cancelled, nor with the key of another order', async () => {
    const key = randomUUID()
    const other = await shop.ordered({ '901': 1 })
    await press(other.supplierOrderId, key)
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    expect((await press<Refused>(supplierOrderId, key)).body.message).toBe('This key has sent another order.')
    await shop.change(supplierOrderId, 'cancel')
    expect(await press<Refused>(supplierOrderId, randomUUID())).toMatchObject({
      status: 422,
      body: { message: 'It is cancelled.' },
    })
  })
})

describe('a draft that is sent and ordered in one step', () => {
  const orderWith = (version: number, said: object = {}) => ({ order: { version, ...said } })

  it('is ordered with the day that its files name, however often it is pressed', async () => {
    const { supplierOrderId, version } = await shop.draft({ '901': 5 })
    const key = randomUUID()
    const said = orderWith(version, { due: '2999-12-09', confirmed: true })
    const pressed = await Promise.all(Array.from({ length: 5 }, () => press(supplierOrderId, key, said)))
    expect(new Set(pressed.map(({ status, body }) => `${status} ${body.messageId}`)).size).toBe(1)
    await sends()
    expect(server.mails).toHaveLength(1)
    const [pdf, csv] = server.mails[0]?.attachments ?? []
    expect(csv?.content.toString()).toContain(',5,2.5,EUR,2999-12-09')
    expect(pdfText(pdf?.content ?? Buffer.alloc(0))).toContain('09.12.2999')
    const order = await shop.find(supplierOrderId)
    expect(order).toMatchObject({ state: 'ordered', nextDue: '2999-12-09', sending: 'sent' })
    expect(order.lastSent?.isChangedSince).toBe(false)
    expect(order.events.map(({ kind }) => kind).filter((kind) => kind === 'ordered')).toHaveLength(1)
    const now = await shop.download(`/api/supplier-orders/${supplierOrderId}/document/csv`)
    expect(now.bytes.toString()).toBe(csv?.content.toString())
  })

  it('comes by its supplier’s lead time where no day is said', async () => {
    const { supplierOrderId, version, suggestedDue } = await shop.draft({ '901': 5 })
    await press(supplierOrderId, randomUUID(), orderWith(version))
    expect(suggestedDue?.day).toBeTruthy()
    expect(await shop.find(supplierOrderId)).toMatchObject({ state: 'ordered', nextDue: suggestedDue?.day })
  })

  it('is neither sent nor ordered where one of both cannot be', async () => {
    const { supplierOrderId, version } = await shop.draft({ '901': 5 })
    const refusedWith = async (said: object) => (await press<Refused>(supplierOrderId, randomUUID(), said)).body
    expect((await refusedWith(orderWith(version, { due: '2020-01-01' }))).data).toMatchObject({
      reason: 'unlikely-day',
      doubt: 'past',
    })
    expect((await refusedWith(orderWith(version - 1))).data).toMatchObject({ reason: 'changed-meanwhile' })
    expect((await refusedWith({ ...orderWith(version), to: 'somebody@elsewhere.example' })).data).toMatchObject({
      reason: 'not-the-suppliers-address',
    })
    expect(await shop.find(supplierOrderId)).toMatchObject({ state: 'draft', version, sending: null })
    await shop.change(supplierOrderId, 'order')
    const ordered = await shop.find(supplierOrderId)
    expect((await refusedWith(orderWith(ordered.version))).message).toBe('It is ordered already.')
    expect(await shop.find(supplierOrderId)).toMatchObject({ sending: null })
  })
})

describe('an order is sent to its supplier and nobody else', () => {
  const stranger = 'somebody@elsewhere.example'
  const waiting = async () => (await queryAsOwner(shop.databaseUrl, 'select 1 from supplier_message')).length

  it('not to a stranger, before the address is saved with the supplier', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const key = randomUUID()
    expect(await press<Refused>(supplierOrderId, key, { to: stranger })).toMatchObject({
      status: 422,
      body: {
        message: expect.stringContaining('orders@toepferei.example'),
        data: { reason: 'not-the-suppliers-address' },
      },
    })
    expect(await waiting()).toBe(0)
    const { body } = await shop.get<object>(`/api/suppliers/${shop.supplierId}`)
    await shop.post(`/api/suppliers/${shop.supplierId}/edit`, { ...body, email: stranger })
    expect((await press(supplierOrderId, key, { to: ' Somebody@Elsewhere.example'.trim() })).status).toBe(200)
    expect((await press<Refused>(supplierOrderId, randomUUID())).status).toBe(422)
  })

  it('twenty times a day in the first week of a shop, ten of them to one address, though all are pressed at once', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const pressed = await Promise.all(Array.from({ length: 14 }, () => press<Refused>(supplierOrderId, randomUUID())))
    expect(pressed.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(pressed.find(({ status }) => status !== 200)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('10 emails a day to one address'), data: { reason: 'too-many-mails' } },
    })
    const day = `update supplier_message set created_at = created_at - interval '25 hours'`
    await queryAsOwner(shop.databaseUrl, day)
    expect((await press(supplierOrderId, randomUUID())).status).toBe(200)
  })

  it('and what is pressed again with its key is answered, whatever the day has left', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const keys = Array.from({ length: 10 }, () => randomUUID())
    for (const key of keys) expect((await press(supplierOrderId, key)).status).toBe(200)
    expect((await press(supplierOrderId, keys[9] ?? '')).status).toBe(200)
    expect((await press(supplierOrderId, randomUUID())).status).toBe(422)
  })

  it('and to nobody while whoever runs the app has mail switched off; what waits goes out when it is on again', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    await queryAsOwner(shop.databaseUrl, 'update shop set mail_off = true')
    expect(await press<Refused>(supplierOrderId, randomUUID())).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('switched off') },
    })
    await sends()
    expect(server.mails).toHaveLength(0)
    expect(await queryAsOwner(shop.databaseUrl, 'select shops_with_mail()')).toEqual([])
    await queryAsOwner(shop.databaseUrl, 'update shop set mail_off = false')
    await sends()
    expect(server.mails).toHaveLength(1)
  })

  it('with a subject of one line', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    expect(
      (await press(supplierOrderId, randomUUID(), { subject: 'Order\r\nBcc: all@elsewhere.example' })).status,
    ).toBe(400)
    expect(await waiting()).toBe(0)
  })
})

describe('after 90 days', () => {
  it('the files of a message are forgotten, and what was sent to whom and when is not', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    const { messageId } = (await press(supplierOrderId, randomUUID())).body
    await sends()
    const waiting = (await press(supplierOrderId, randomUUID())).body.messageId
    const forget = () => queryAsOwner<{ count: number }>(shop.databaseUrl, 'select forget_old_message_files() as count')
    await queryAsOwner(shop.databaseUrl, `update supplier_message set created_at = now() - interval '89 days'`)
    expect(await forget()).toEqual([{ count: 0 }])
    await queryAsOwner(shop.databaseUrl, `update supplier_message set created_at = now() - interval '91 days'`)
    expect(await forget()).toEqual([{ count: 1 }])
    expect(await shop.get<Refused>(`/api/supplier-messages/${messageId}/document/pdf`)).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('90 days') },
    })
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([
      { messageId: waiting, state: 'waiting' },
      { messageId, to: 'orders@toepferei.example', state: 'sent', areFilesForgotten: true },
    ])
    await sends()
    expect(server.mails).toHaveLength(2)
  })
})

describe('a mail server in trouble', () => {
  it('is asked again later, and says meanwhile what the trouble is', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    server.answers({ code: 451, message: 'greylisted' })
    await sends()
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([
      { state: 'waiting', trouble: expect.stringContaining('greylisted') },
    ])
    server.answers(null)
    await sends()
    expect(server.mails).toHaveLength(0)
    await later(31)
    await sends()
    expect(server.mails).toHaveLength(1)
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([{ state: 'sent', trouble: null }])
  })

  it('that is not there at all is asked again later too', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    const gone = await aMailServer()
    await gone.close()
    await sends(gone.url)
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([{ state: 'waiting' }])
  })

  it('that refuses the mail for good is not asked again, and the merchant sees why', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    server.answers({ code: 550, message: 'no such mailbox' })
    await sends()
    await later(100_000)
    server.answers(null)
    await sends()
    expect(server.mails).toHaveLength(0)
    const { messages, events } = await shop.find(supplierOrderId)
    expect(messages).toMatchObject([{ state: 'refused', trouble: expect.stringContaining('no such mailbox') }])
    expect(events[0]).toMatchObject({ kind: 'send-failed' })
  })
})

describe('an address that refuses mail for good', () => {
  const supplier = async () => (await shop.get<SupplierDetail>(`/api/suppliers/${shop.supplierId}`)).body
  async function refuses(id: string): Promise<void> {
    expect((await press(id, randomUUID())).status).toBe(200)
    server.answers({ code: 550, message: 'no such mailbox' })
    await sends()
    server.answers(null)
  }

  it('is told of at the supplier, and is sent no third one', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    expect(await supplier()).not.toHaveProperty('refusedMail')
    await refuses(supplierOrderId)
    expect((await supplier()).refusedMail).toMatchObject({
      count: 1,
      trouble: expect.stringContaining('no such mailbox'),
    })
    await refuses(supplierOrderId)
    expect(await press<Refused>(supplierOrderId, randomUUID())).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('no such mailbox'), data: { reason: 'address-refuses' } },
    })
    await sends()
    expect(server.mails).toHaveLength(0)
  })

  it('is told of with the day that it was where the shop is', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    for (const _ of [1, 2]) await refuses(supplierOrderId)
    await queryAsOwner(shop.databaseUrl, `update shop set time_zone = 'Pacific/Kiritimati' where shop_id = $1`, [mugs])
    const [refused] = await queryAsOwner<{ day: string }>(
      shop.databaseUrl,
      `update supplier_message set refused_at = date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - interval '1 hour'
       returning to_char((refused_at at time zone 'UTC')::date + 1, 'YYYY-MM-DD') as day`,
    )
    const { body } = await press<Refused>(supplierOrderId, randomUUID())
    expect(body.message).toContain(`the last on ${refused?.day}`)
  })

  it('is not sent either what was asked for before it had refused two', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    for (const _ of ['one', 'two']) await press(supplierOrderId, randomUUID())
    await refuses(supplierOrderId)
    const { messages } = await shop.find(supplierOrderId)
    expect(messages.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused'])
    expect(
      messages.filter(({ trouble }) => trouble?.startsWith('Not sent, as the address refused others')),
    ).toHaveLength(1)
    expect((await supplier()).refusedMail).toMatchObject({ count: 2 })
  })

  it('is left behind with another address, and is tried again after a week', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    for (const _ of ['once', 'twice']) await refuses(supplierOrderId)
    const old = (await supplier()).email
    await shop.post(`/api/suppliers/${shop.supplierId}/edit`, { ...(await supplier()), email: 'new@toepferei.example' })
    expect(await supplier()).not.toHaveProperty('refusedMail')
    expect((await press(supplierOrderId, randomUUID(), { to: 'new@toepferei.example' })).status).toBe(200)
    await shop.post(`/api/suppliers/${shop.supplierId}/edit`, { ...(await supplier()), email: old })
    expect((await press<Refused>(supplierOrderId, randomUUID())).status).toBe(422)
    const week = `update supplier_message set created_at = created_at - interval '7 days'`
    await queryAsOwner(shop.databaseUrl, week)
    expect((await press(supplierOrderId, randomUUID())).status).toBe(200)
  })

  it('starts anew with one that it takes', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await refuses(supplierOrderId)
    await press(supplierOrderId, randomUUID())
    await sends()
    expect(server.mails).toHaveLength(1)
    await refuses(supplierOrderId)
    expect((await supplier()).refusedMail).toMatchObject({ count: 1 })
    expect((await press(supplierOrderId, randomUUID())).status).toBe(200)
  })

  it('is not one whose server never took anything', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    server.answers({ code: 450, message: 'try again later' })
    await queryAsOwner(shop.databaseUrl, 'update supplier_message set attempts = 13')
    await sends()
    expect((await shop.find(supplierOrderId)).messages).toMatchObject([{ state: 'refused' }])
    expect(await supplier()).not.toHaveProperty('refusedMail')
  })
})

describe('a process that dies after the server took the mail', () => {
  it('has it sent once more under the same id, and never a third time', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    const dies = (reached: Failpoint) => {
      if (reached === 'after-mail') throw new Error('the process dies')
    }
    await expect(sends(server.url, dies)).rejects.toThrow('the process dies')
    await sends()
    expect(server.mails).toHaveLength(1)
    await later(91)
    await sends()
    await later(91)
    await sends()
    expect(server.mails).toHaveLength(2)
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
  })
})

describe('without a mail server', () => {
  it('the mail is saved as a file that any mail program opens', async () => {
    const { supplierOrderId, number } = await shop.ordered({ '901': 1 })
    await press(supplierOrderId, randomUUID())
    await sends(null)
    const { messages, events } = await shop.find(supplierOrderId)
    expect(messages).toMatchObject([{ state: 'sent', isSaved: true }])
    expect(events.slice(0, 2).map((event) => eventWords(event).text)).toEqual([
      'The email to orders@toepferei.example was saved to a folder, as there is no mail server.',
      'It is being sent to orders@toepferei.example.',
    ])
    const [{ file } = { file: '' }] = await queryAsOwner<{ file: string }>(
      shop.databaseUrl,
      'select saved_as as file from supplier_message',
    )
    const mail = await simpleParser(await readFile(join(folder, 'mail', file)))
    const modes = ['.', join(file, '..'), file].map(async (at) => (await stat(join(folder, 'mail', at))).mode & 0o777)
    expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o600])
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([`order-${number}.pdf`, `order-${number}.csv`])
  })
})

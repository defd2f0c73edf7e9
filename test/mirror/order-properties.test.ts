import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDeliveries } from '../../web/lane/read-deliveries.ts'
import { withoutOtherProperties } from '../../web/mirror/webhooks/without-other-properties.ts'
import { payload } from '../fuzz/payloads.ts'
import { asOwner, type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { order } from '../support/lane/payloads.ts'
import { deliver, startWebProcess, type WebProcess } from '../support/running/web-process.ts'

const told = { from: '2026-12-01', to: '2026-12-09', at: '2026-11-22T09:00:00.000Z' }
const promise = { name: '_promise', value: JSON.stringify(told) }
const engraving = { name: 'Engraving', value: 'For Ada, with love' }
const kept = (body: string) => withoutOtherProperties(Buffer.from(body)).toString()

describe('of what a shopper typed on a line', () => {
  const id = '820982911946154508'

  it('nothing is kept, and of the order everything', () => {
    const typed = order({ id, lines: [{ id: '9007199254740993', units: 2, properties: [engraving] }] })
    expect(kept(typed)).toBe(order({ id, lines: [{ id: '9007199254740993', units: 2, properties: [] }] }))
  })

  it('the promise that the cart wrote stays', () => {
    const typed = order({ id, lines: [{ id: '1', units: 2, properties: [engraving, promise] }] })
    expect(kept(typed)).toBe(order({ id, lines: [{ id: '1', units: 2, properties: [promise] }] }))
  })

  it('of a promise the days stay, and not the sentence before them', () => {
    const sentence = `Dear Ada, by 9 December. [${told.from}/${told.to}, ${told.at}]`
    const typed = order({ id, lines: [{ id: '1', units: 2, properties: [{ name: '_promise', value: sentence }] }] })
    expect(kept(typed)).toBe(order({ id, lines: [{ id: '1', units: 2, properties: [promise] }] }))
  })

  it.each([
    ['a promise that holds a message', [{ name: '_promise', value: JSON.stringify({ ...told, note: 'Dear Ada' }) }]],
    ['a promise that is a message', [{ name: '_promise', value: 'Dear Ada' }]],
    ['properties that are no list', { Engraving: 'Dear Ada', _promise: promise.value }],
  ])('%s is not kept', (_, properties) => {
    expect(kept(`{"id":1,"line_items":[{"id":2,"properties":${JSON.stringify(properties)}}]}`)).toBe(
      '{"id":1,"line_items":[{"id":2,"properties":[]}]}',
    )
  })

  it.each([
    ['under a name written with escapes', '{"line_items":[{"\\u0070roperties":[{"name":"a","value":"Dear Ada"}]}]}'],
    ['in a line of a refund', '{"refund_line_items":[{"line_item":{"properties":[{"name":"a","value":"Dear Ada"}]}}]}'],
    ['in a body that breaks off', '{"line_items":[{"properties":[{"name":"a","value":"Dear Ada"}'],
    ['in a body that is too deep', `${'['.repeat(100)}{"properties":["Dear Ada"]}${']'.repeat(100)}`],
    ['under a name that is there twice', '{"properties":[{"name":"Dear Ada"}],"properties":["Dear Ada"]}'],
  ])('not even %s', (_, body) => {
    expect(kept(body)).not.toContain('Ada')
  })

  it.each([
    ['without properties', '{"id": 12,  "name":"Mug ☕"}'],
    ['with none on any line', '{"line_items":[{"id":1,"properties": [ ] }]}'],
    ['that cannot be read', '{"id": 12'],
  ])('a body %s is kept to the byte', (_, body) => {
    expect(kept(body)).toBe(body)
  })

  it('no order says less or more than it did, whatever is in it', () => {
    const topic = 'orders/updated'
    const read = (body: Buffer) => readDeliveries([{ webhookId: 'w', topic, body, heardAt: told.at }])
    fc.assert(
      fc.property(payload(topic), (text) => {
        const before = read(Buffer.from(text))
        const body = withoutOtherProperties(Buffer.from(text))
        expect(body.toString()).not.toContain('typed by a shopper')
        if (before.unreadable.size > 0) return
        expect(read(body).told.map(({ fact }) => fact)).toEqual(before.told.map(({ fact }) => fact))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a delivery with properties', () => {
  let fresh: FreshDatabase
  let web: WebProcess
  beforeAll(async () => {
    fresh = await freshDatabase()
    web = await startWebProcess(fresh.url)
    await openedIn(fresh.url, 'mugs.myshopify.com')
  })
  afterAll(async () => {
    await web.stop()
    await fresh.drop()
  })
  beforeEach(() => asOwner(fresh.url, 'TRUNCATE delivery'))

  it.each(['orders/create', 'orders/updated', 'refunds/create'])('of the topic %s is stored without', async (topic) => {
    const body = order({ id: '1', lines: [{ id: '1', units: 2, properties: [engraving, promise] }] })
    expect((await deliver(web.url, { topic, body })).status).toBe(200)
    const [stored] = await queryAsOwner<{ body: Buffer }>(fresh.url, 'SELECT body FROM delivery')
    expect(stored?.body.toString()).toBe(order({ id: '1', lines: [{ id: '1', units: 2, properties: [promise] }] }))
  })
})

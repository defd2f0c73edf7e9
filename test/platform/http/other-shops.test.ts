import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CsvUpload } from '../../../web/suppliers/contract/csv-uploads.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { deliver } from '../../support/running/web-process.ts'
import { secret } from '../../support/shopify/app-parts.ts'

const mugs = 'mugs.myshopify.com'
const lamps = 'lamps.myshopify.com'
const linesOfOrder = 1_000
const pressed = 50
const deliveries = 20

let database: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
let supplierOrderId: string

async function post<Body>(shop: string, path: string, said: object, signal?: AbortSignal) {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(said), ...(signal && { signal }) }
  const { status, text } = await app.ask(shop, path, request)
  return { status, body: JSON.parse(text) as Body }
}

beforeAll(async () => {
  database = await freshDatabase()
  app = await aWebApp(database.url)
  for (const shop of [mugs, lamps]) {
    await asOwner(database.url, `insert into shop (shop_id, currency) values ($1, 'EUR')`, [shop])
    await asOwner(
      database.url,
      `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Harbour', true, now())`,
      [shop],
    )
    await asOwner(
      database.url,
      `insert into item (shop_id, item_id, sku, tracked, changed_at)
       select $1, (1000 + n)::text, 'SKU-' || n, true, now() from generate_series(1, $2::int) as n`,
      [shop, linesOfOrder],
    )
    await asOwner(
      database.url,
      `insert into supplier (shop_id, name, language, currency, lead_time_days) values ($1, 'Acme', 'en', 'EUR', 7)`,
      [shop],
    )
  }
  const [supplier] = await queryAsOwner<{ id: string }>(
    database.url,
    'select supplier_id::text as id from supplier where shop_id = $1',
    [mugs],
  )
  const draft = { supplierId: supplier?.id, locationId: '1', confirmed: true, lines: [{ itemId: '1001', units: 5 }] }
  const drafted = await post<{ supplierOrderId: string }>(mugs, '/api/supplier-orders', draft)
  supplierOrderId = drafted.body.supplierOrderId
  await asOwner(
    database.url,
    `insert into supplier_order_line (shop_id, supplier_order_id, item_id, title, units, cost)
     select $1, $2::bigint, item_id, 'A mug of some length in red, the ' || item_id || 'th', 3, 2.5
       from item where shop_id = $1 and item_id <> '1001'`,
    [mugs, supplierOrderId],
  )
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

/** Presses of one shop at once, and how many of them are answered when another shop's deliveries all are. */
async function whilePressed(press: (at: number, signal: AbortSignal) => Promise<{ status: number }>) {
  const gone = new AbortController()
  const statuses: number[] = []
  const presses = Array.from({ length: pressed }, async (_, at) => {
    const answer = await press(at, gone.signal).catch(() => null)
    if (answer !== null) statuses.push(answer.status)
  })
  while (statuses.length === 0) await turn()
  const acknowledged: number[] = []
  for (let at = 0; at < deliveries; at += 1) {
    acknowledged.push((await deliver(app.url, { shop: lamps, secret, body: `{"id":${at}}` })).status)
  }
  const answered = statuses.length
  gone.abort()
  await Promise.all(presses)
  return { answered, acknowledged, statuses }
}

const allOf = <T>(one: T, count: number) => Array.from({ length: count }, () => one)

describe('while a shop presses fifty times, another’s deliveries are acknowledged before half of that is done:', () => {
  test('documents of an order with a thousand lines', async () => {
    const path = `/api/supplier-orders/${supplierOrderId}/document/pdf`
    const { answered, acknowledged, statuses } = await whilePressed((_, signal) => app.ask(mugs, path, { signal }))
    expect(acknowledged).toEqual(allOf(200, deliveries))
    expect(answered).toBeLessThan(pressed / 2)
    expect(new Set(statuses)).toEqual(new Set([200]))
    // Who hung up stands before nobody.
    expect((await app.ask(mugs, path)).status).toBe(200)
  })

  test('checks of files with more empty lines than a file may have', async () => {
    const file = Buffer.from(`Name,Currency\n${'\n'.repeat(150_000)}`)
    const uploads: string[] = []
    for (let at = 0; at < 12; at += 1) {
      const begun = await post<CsvUpload>(mugs, '/api/csv-uploads', { kind: 'suppliers', fileName: 'empty.csv' })
      const { uploadId } = begun.body
      await post(mugs, `/api/csv-uploads/${uploadId}/parts`, { part: 0, bytes: file.toString('base64') })
      uploads.push(uploadId)
    }
    const { answered, acknowledged, statuses } = await whilePressed((at, signal) =>
      post(mugs, `/api/csv-uploads/${uploads[at % uploads.length]}/check`, {}, signal),
    )
    expect(acknowledged).toEqual(allOf(200, deliveries))
    expect(answered).toBeLessThan(pressed / 2)
    expect(statuses.every((status) => status === 422 || status === 429)).toBe(true)
  })
})

test('a shop’s one call is answered before the rest of another’s fifty', async () => {
  const path = `/api/supplier-orders/${supplierOrderId}/document/pdf`
  const gone = new AbortController()
  let answered = 0
  const presses = Array.from({ length: pressed }, async () => {
    const answer = await app.ask(mugs, path, { signal: gone.signal }).catch(() => null)
    if (answer !== null) answered += 1
  })
  while (answered === 0) await turn()
  const begun = await post(lamps, '/api/csv-uploads', { kind: 'suppliers', fileName: 'ours.csv' })
  expect(begun.status).toBe(200)
  expect(answered).toBeLessThan(pressed / 2)
  gone.abort()
  await Promise.all(presses)
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '../../../web/app/contract.ts'
import { addHeldBack } from '../../../web/planning/store/held-back.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import type { FoundProposal, ProposedLinesOutput } from '../../../web/proposals/contract/proposals.ts'
import { recount } from '../../backorders/some-backorders.ts'
import { aShopToOrderFor } from '../../proposals/a-shop-to-order-for.ts'
import { shop } from '../../support/an-api.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

/** As many units as a line may have, and so many lines that what sums them up does not fit into 32 bits. */
const most = 1_000_000
const lines = 2_200
const all = most * lines

let buying: Awaited<ReturnType<typeof aShopToOrderFor>>
/** By the name of a parameter, something that there is in this shop. */
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  buying = await aShopToOrderFor()
  const { run, query } = buying
  const idOf = async (sql: string, values: unknown[] = []) => (await query<{ id: string }>(sql, values))[0]?.id ?? ''
  const many = `generate_series(1, ${lines}) as n`

  await run(`update shop set currency = 'EUR', name = 'Mugs & Co', messages_on = true, scopes = 'read_orders'`)
  await run(
    `insert into location (shop_id, location_id, name, active, fulfils_online, changed_at)
     values ($1, '2', 'Kiosk', true, false, now()), ($1, '3', 'Harbour', true, true, now())`,
    [shop],
  )
  await run(
    `insert into item (shop_id, item_id, sku, tracked, changed_at)
     select $1, item, 'SKU-' || item, true, now() from unnest('{900,901,902}'::text[]) as item`,
    [shop],
  )
  await run(
    `insert into variant (shop_id, variant_id, product_id, item_id, title, vendor, sells_without_stock, changed_at)
     select $1, item, '70', item, 'Mug ' || item, 'Potter', true, now() from unnest('{900,901,902}'::text[]) as item`,
    [shop],
  )
  const supplier = await buying.supplier('Potter', { leadTimeDays: 10 })
  await run(`update supplier set email = 'orders@potter.example'`)
  for (const item of ['900', '901']) await buying.sells(supplier, item, { cost: '999999.99' })

  await run(
    `insert into stock_point (shop_id, item_id, location_id, available, committed, on_hand, strangers, held_back, changed_at, heard_at)
     select $1, item, place, -1000000000, 2000000000, 1000000000, 1000000000, 1000000000, now(), now()
       from unnest('{900,901,902}'::text[]) as item, unnest('{1,2,3}'::text[]) as place`,
    [shop],
  )
  await run(
    `insert into owed_stock (shop_id, item_id, location_id, units)
     select $1, '900', place, 1000000000 from unnest('{1,3}'::text[]) as place`,
    [shop],
  )
  await run(
    `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at, financial_status, unread_since)
     values ($1, '1', '#1', now(), now(), now(), 'pending', now())`,
    [shop],
  )
  await run(
    `insert into order_line (shop_id, line_id, order_id, variant_id, item_id, title, units, open, unclaimed, placeless)
     select $1, n::text, '1', '900', '900', 'Mug', $2, $2, $2, $2 from ${many}`,
    [shop, most],
  )
  await run(
    `insert into backorder (shop_id, order_id, line_id, item_id, variant_id, location_id, order_name, sku, title, ordered_at, units,
                            shipped, covered, backordered, pegged, uncovered, state, opened_at, changed_at, ready_on)
     select $1, '1', n::text || place, '900', '900', place, '#1', 'MUG', 'Mug', now(), $2, 0, case state when 'open' then 0 else $2 end,
            case state when 'open' then $2 else 0 end, 0, case state when 'open' then $2 else 0 end, state, now(), now(),
            case state when 'open' then null else date '2026-03-02' end
       from ${many}, (values ('1', 'open'), ('3', 'ready')) as at(place, state)`,
    [shop, most],
  )
  await recount(buying.databaseUrl)
  await buying.short('901', 5)
  await run(
    `insert into scheduled_units (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, fulfill_at)
     select $1, n::text, n::text, '1', n::text, '1', $2, date '2999-12-01' from ${many}`,
    [shop, most],
  )

  const supplierOrderId = await idOf(
    `insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state, ordered_at)
     values ($1, 1, $2, '1', 'EUR', 'ordered', now()) returning supplier_order_id::text as id`,
    [shop, supplier],
  )
  await run('insert into supplier_order_number (shop_id, last) values ($1, 1)', [shop])
  await run(
    `insert into supplier_order_line (shop_id, supplier_order_id, item_id, title, units, cost, accepted, rejected)
     select $1, $2, (10000 + n)::text, 'Mug', $3, 999999.99, $3 / 2, $3 / 4 from ${many}`,
    [shop, supplierOrderId, most],
  )
  await run(
    `insert into arrival (shop_id, supplier_order_id, supplier_order_line_id, item_id, location_id, units, due, is_ordered)
     select shop_id, supplier_order_id, supplier_order_line_id, '902', '1', units, date '2999-12-01', true from supplier_order_line`,
  )
  await run(
    `insert into ordered_for (shop_id, supplier_order_line_id, line_id, location_id, units)
     select shop_id, supplier_order_line_id, supplier_order_line_id || '1', '1', units from supplier_order_line`,
  )
  await run(
    `insert into native_document (shop_id, kind, document_id, name, status) values ($1, 'transfer', '5', '#T5', 'READY_TO_SHIP')`,
    [shop],
  )
  await run(
    `insert into arrival (shop_id, native_kind, native_document, native_shipment, item_id, location_id, units, is_ordered)
     select $1, 'transfer', '5', '', n::text, '1', $2, true from ${many}`,
    [shop, most],
  )
  const receiptId = await idOf(
    `insert into receipt (shop_id, supplier_id, location_id, key, state, posted_at)
     values ($1, $2, '1', gen_random_uuid(), 'posted', now()) returning receipt_id::text as id`,
    [shop, supplier],
  )
  await run(
    `insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, rejected,
                               reject_reason, held_back, part)
     select shop_id, $2, supplier_order_line_id, supplier_order_id, item_id, accepted, rejected, 'damaged', accepted, 1
       from supplier_order_line where shop_id = $1`,
    [shop, receiptId],
  )
  await run(
    `insert into released_line (shop_id, line_id, location_id, units) select $1, n::text || '3', '3', $2 from ${many}`,
    [shop, most],
  )

  const proposalId = await buying.propose()
  const proposed = (await buying.get<FoundProposal>(`/api/proposals/${proposalId}`)).body.rows[0]?.proposedOrderId ?? ''
  const [line] = (await buying.get<ProposedLinesOutput>(`/api/proposed-orders/${proposed}/lines`)).body.rows
  const draft = await buying.post<{ supplierOrderId: string; version: number }>('/api/supplier-orders', {
    supplierId: supplier,
    locationId: '3',
    lines: ['900', '901'].map((itemId) => ({ itemId, units: most, cost: '999999.99' })),
    confirmed: true,
  })
  const sent = await buying.post<{ messageId: string }>(`/api/supplier-orders/${draft.body.supplierOrderId}/send`, {
    version: draft.body.version,
    key: randomUUID(),
    to: 'orders@potter.example',
  })
  const upload = await buying.post<{ uploadId: string }>('/api/csv-uploads', {
    kind: 'suppliers',
    fileName: 'suppliers.csv',
  })
  const dataRequestId = await idOf(
    `insert into data_request (shop_id, shopify_id, asked_at, orders_named) values ($1, '1', now(), 1)
     returning data_request_id::text as id`,
    [shop],
  )
  await run(`insert into data_request_order (shop_id, data_request_id, order_id) values ($1, $2, '1')`, [
    shop,
    dataRequestId,
  ])
  ids = {
    backorderId: await idOf('select max(backorder_id)::text as id from backorder'),
    orderId: '1',
    supplierId: supplier,
    itemId: '900',
    supplierOrderId: draft.body.supplierOrderId,
    receiptId,
    proposalId,
    proposedOrderId: proposed,
    proposedLineId: line?.proposedLineId ?? '',
    messageId: sent.body.messageId,
    uploadId: upload.body.uploadId,
    format: 'csv',
    dataRequestId,
  }
})
afterAll(async () => await buying.close())

type Procedure = { readonly '~orpc': { readonly route: { readonly method?: string; readonly path?: string } } }

/** Every address that can be read, as the contract has it. */
function readable(routes: object): string[] {
  return Object.values(routes).flatMap((one: Procedure | object) => {
    if (!('~orpc' in one)) return readable(one)
    const { method, path = '' } = one['~orpc'].route
    return method === 'GET' ? [path] : []
  })
}

const addresses = readable(contract)

it.each(addresses)('%s is answered, however many units there are', async (address) => {
  const path = address.replace(/\{(\w+)\}/g, (_, name: string) => {
    expect(ids, `of a new parameter this test is to know something: ${name}`).toHaveProperty(name)
    return ids[name] ?? ''
  })
  const headers = { authorization: `Bearer ${await sessionToken(shop)}` }
  const reply = await fetch(`${buying.url}/api${path}`, { headers })
  expect(reply.status, await reply.clone().text()).toBe(200)
})

it.each(['suppliers', 'catalogue'])('the file of %s is made', async (what) => {
  const headers = { authorization: `Bearer ${await sessionToken(shop)}` }
  const reply = await fetch(`${buying.url}/api/csv-exports/${what}`, { headers })
  expect(reply.status).toBe(200)
  expect(await reply.text()).toContain('Potter')
})

it('none of the sums is cut off', async () => {
  const body = async (path: string) => (await buying.get<never>(path)).body
  expect(await body('/api/shop/rules')).toMatchObject({ unpaid: { units: all }, unclaimed: { units: all } })
  expect(await body('/api/shop')).toMatchObject({ olderOrders: { unlistedUnits: 9_000_000_000 } })
  expect(await body(`/api/proposals/${ids['proposalId']}/refusals`)).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ needed: all + 1_000_000_000, owed: 1_000_000_000 })]),
  })
  expect(await body('/api/native-orders')).toMatchObject({ rows: [{ units: all }] })
})

it('what is held back at a place ends at what Shopify counts there', async () => {
  const more = { itemId: '902', locationId: '3', heldBack: most }
  await withShopSql(buying.db, shop, (tx) =>
    addHeldBack(
      tx,
      Array.from({ length: lines }, () => more),
    ),
  )
  const { body } = await buying.get<{ rows: { units: number }[] }>('/api/held-back')
  expect(Math.max(...body.rows.map((row) => row.units))).toBe(2_147_483_647)
})

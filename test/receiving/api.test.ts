import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import type { HeldBackList, HeldBackRow } from '../../web/receiving/contract/held-back.ts'
import type { PickList } from '../../web/receiving/contract/pick-list.ts'
import type {
  ConfirmedOutput,
  OpenLines,
  ReceiptDetail,
  ReceiptListOutput,
  ReceiptProposal,
} from '../../web/receiving/contract/receipts.ts'
import { receivePosted } from '../../web/receiving/receive-posted.ts'
import { aPurchase, type Purchase, type Refused } from '../supplier-orders/a-purchase.ts'
import { otherShop, shop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'

let shopping: Purchase
beforeAll(async () => {
  shopping = await aPurchase()
  await asOwner(
    shopping.databaseUrl,
    `insert into variant (shop_id, variant_id, item_id, title, sku, barcode, changed_at)
     select $1, (800 + n)::text, (900 + n)::text, 'Mug ' || n, 'SKU-' || n, '40110000000' || n, now()
       from generate_series(1, 9) as n`,
    [shop],
  )
})
afterAll(async () => await shopping.close())

const open = async (filter: string) => (await shopping.get<OpenLines>(`/api/receipts/open-lines?${filter}`)).body
/** The line of an order that was just placed for so many units of an item. */
async function ordered(item: string, units: number) {
  const { supplierOrderId } = await shopping.ordered({ [item]: units }, '2999-12-02')
  const [line] = (await open(`supplierOrderId=${supplierOrderId}`)).rows
  if (!line) throw new Error('the order has no line')
  return line
}
const confirm = (said: object) =>
  shopping.post<ConfirmedOutput & Refused>('/api/receipts', { key: randomUUID(), ...said })
/** As the lane tells it once Shopify has the units. */
const isPosted = (receiptId: string) =>
  withShopSql(shopping.db, shop, (tx) => receivePosted(tx, receiptId, 1, '2026-03-02'))
async function received(line: { supplierOrderLineId: string }, came: object) {
  const { body } = await confirm({ lines: [{ supplierOrderLineId: line.supplierOrderLineId, ...came }] })
  const receiptId = body.receipts[0]?.receiptId ?? ''
  await isPosted(receiptId)
  return receiptId
}

describe('what goods can be received for', () => {
  it('is found by SKU, by barcode or by what the supplier calls it, in capitals or not', async () => {
    const line = await ordered('901', 4)
    await asOwner(shopping.databaseUrl, `update supplier_order_line set supplier_sku = 'TÖ-7' where item_id = '901'`)
    for (const code of ['sku-1', '401100000001', 'tö-7', '%20SKU-1%20']) {
      const found = await open(`code=${encodeURIComponent(decodeURIComponent(code))}`)
      expect(
        found.rows.map((row) => row.supplierOrderLineId),
        code,
      ).toContain(line.supplierOrderLineId)
    }
    expect((await open('code=SKU')).rows).toEqual([])
    expect((await open('code=sku-1&locationId=1')).total).toBeGreaterThan(0)
    expect((await open('code=sku-1&locationId=2')).rows).toEqual([])
    expect(line).toMatchObject({ sku: 'SKU-1', barcode: '401100000001', outstanding: 4, came: 0, due: '2999-12-02' })
  })

  it('counts what is being received at this moment as come', async () => {
    const line = await ordered('902', 10)
    await confirm({ lines: [{ supplierOrderLineId: line.supplierOrderLineId, accepted: 6, cameBefore: 0 }] })
    const [now] = (await open(`supplierOrderId=${line.supplierOrderId}`)).rows
    expect(now).toMatchObject({ came: 6, outstanding: 4, accepted: 0 })
  })

  it('is told page by page, what is complete last', async () => {
    const { supplierOrderId } = await shopping.ordered({ 903: 1, 904: 2, 905: 3 })
    const of = `supplierOrderId=${supplierOrderId}&limit=2`
    const first = await open(of)
    const second = await open(`${of}&cursor=${first.next}`)
    expect([first.total, first.rows.length, second.rows.length, second.next]).toEqual([3, 2, 1, null])
    expect(await open(`${of}&cursor=${second.previous}`)).toEqual(first)
    await received(first.rows[0] ?? { supplierOrderLineId: '' }, { accepted: 9 })
    const after = await open(of.replace('limit=2', 'limit=3'))
    expect(after.rows.at(-1)).toMatchObject({ supplierOrderLineId: first.rows[0]?.supplierOrderLineId, outstanding: 0 })
  })

  it('is nobody else’s', async () => {
    const { body } = await shopping.get<OpenLines>('/api/receipts/open-lines', otherShop)
    expect(body).toEqual({ rows: [], total: 0, next: null, previous: null })
  })
})

describe('a receipt over the API', () => {
  it('is proposed, confirmed, posted, found, listed and corrected', async () => {
    await shopping.waiting([{ line: '71', order: '7001', item: '906', units: 4 }])
    const line = await ordered('906', 10)
    const lines = [{ supplierOrderLineId: line.supplierOrderLineId, accepted: 6, rejected: 1, rejectReason: 'broken' }]
    const proposed = await shopping.post<ReceiptProposal>('/api/receipts/proposal', { lines })
    expect(proposed.body).toMatchObject({
      locationId: 'gid://shopify/Location/1',
      items: [{ itemId: 'gid://shopify/InventoryItem/906', accepted: 6, given: 4, surplus: 2, overReceived: 0 }],
      rows: [
        {
          lineId: 'gid://shopify/LineItem/71',
          ...{ units: 4, covered: 0, gets: 4, backordered: 0, isLineComplete: true, isOrderComplete: true },
          pinnableTo: [line.supplierOrderLineId],
        },
      ],
      orders: { complete: 1, partial: 0 },
    })

    const confirmed = await confirm({ lines, note: 'two boxes' })
    const receiptId = confirmed.body.receipts[0]?.receiptId ?? ''
    expect(confirmed.body.receipts).toMatchObject([{ state: 'posting', accepted: 6, rejected: 1, note: 'two boxes' }])
    await isPosted(receiptId)
    const list = await shopping.get<ReceiptListOutput>(
      `/api/receipts?supplierOrderId=${line.supplierOrderId}&state=posted`,
    )
    expect(list.body.rows).toMatchObject([{ receiptId, supplierOrders: [{ supplierOrderId: line.supplierOrderId }] }])

    const wish = { key: randomUUID(), note: 'one more was broken' }
    const difference = { supplierOrderLineId: line.supplierOrderLineId, accepted: -1, rejected: 1 }
    const corrected = await shopping.post<ReceiptDetail>(`/api/receipts/${receiptId}/corrections`, {
      ...{ ...wish, lines: [difference] },
    })
    expect(corrected.body).toMatchObject({
      receiptLines: [{ accepted: 6, acceptedNow: 5, rejectedNow: 2, rejectReason: 'broken' }],
      corrections: [{ corrects: receiptId, accepted: -1, rejected: 1, note: 'one more was broken' }],
    })
    expect((await shopping.get<ReceiptDetail>(`/api/receipts/${receiptId}`)).body).toEqual(corrected.body)
  })

  it('is received once for fifty presses with one key, and for fifty people who counted the same', async () => {
    const line = await ordered('907', 5)
    const said = { supplierOrderLineId: line.supplierOrderLineId, accepted: 5, cameBefore: line.came }
    const key = randomUUID()
    const pressed = await Promise.all(Array.from({ length: 50 }, () => confirm({ key, lines: [said] })))
    expect(new Set(pressed.map(({ body }) => body.receipts[0]?.receiptId)).size).toBe(1)
    const people = await Promise.all(Array.from({ length: 50 }, () => confirm({ lines: [said] })))
    expect(new Set(people.map(({ status }) => status))).toEqual(new Set([409]))
    expect(people[0]?.body).toMatchObject({ data: { reason: 'received-meanwhile' } })
  })

  it('is refused in words, with a reason for programs', async () => {
    const { supplierOrderId } = await shopping.draft({ 908: 1 })
    const [draft] = await shopping.linesOf(supplierOrderId)
    const refused = await confirm({ lines: [{ supplierOrderLineId: draft?.supplierOrderLineId, accepted: 1 }] })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      data: { reason: 'not-ordered-yet' },
      message: expect.stringContaining('draft'),
    })
    expect((await confirm({ lines: [{ supplierOrderLineId: '999999', accepted: 1 }] })).status).toBe(404)
    expect((await confirm({ lines: [{ supplierOrderLineId: 'x', accepted: -1 }] })).status).toBe(400)
    expect((await shopping.get('/api/receipts/999999')).status).toBe(404)
    expect((await shopping.post('/api/receipts/999999/settle', { settle: 'give-up' })).status).toBe(404)
    expect((await shopping.post('/api/wishes', { lineIds: ['1'], arrivalId: '999999' })).status).toBe(404)
  })
})

describe('held-back stock over the API', () => {
  it('is listed, and given back to the queue', async () => {
    const line = await ordered('909', 8)
    await received(line, { accepted: 8, heldBack: 3 })
    const held = (await shopping.get<HeldBackList>('/api/held-back')).body
    expect(held).toMatchObject({
      rows: [{ sku: 'SKU-9', title: 'Mug 9', units: 3, locationName: 'Harbour' }],
      total: 1,
    })
    const place = { itemId: '909', locationId: '1' }
    const late = await shopping.post<Refused>('/api/held-back', { ...place, before: 2, units: 0 })
    expect(late.status).toBe(409)
    const freed = await shopping.post<HeldBackRow>('/api/held-back', { ...place, before: 3, units: 1 })
    expect(freed.body).toMatchObject({ units: 1 })
  })
})

describe('the pick list', () => {
  it('has the orders that waited and can leave whole; those that leave in part when asked; as a PDF file too', async () => {
    await asOwner(shopping.databaseUrl, 'delete from backorder where shop_id = $1', [shop])
    await shopping.waiting([
      { line: '81', order: '8001', item: '901', units: 2, covered: 2, backordered: 0, state: 'ready' },
      { line: '82', order: '8002', item: '902', units: 3, covered: 3, backordered: 0, state: 'ready' },
      { line: '83', order: '8003', item: '903', units: 5, covered: 1, backordered: 4, state: 'open' },
    ])
    const whole = (await shopping.get<PickList>('/api/pick-list')).body
    expect(whole.rows.map((order) => order.orderId)).toEqual(['gid://shopify/Order/8001', 'gid://shopify/Order/8002'])
    expect(whole.rows[0]).toMatchObject({
      isComplete: true,
      lines: [{ lineId: 'gid://shopify/LineItem/81', units: 2 }],
    })
    const all = (await shopping.get<PickList>('/api/pick-list?partial=true&limit=1&offset=2')).body
    expect(all).toMatchObject({ total: 3, rows: [{ isComplete: false, lines: [{ units: 1 }] }] })

    const { bytes, name } = await shopping.download('/api/pick-list/document')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(name).toMatch(/pick-list-\d{4}-\d\d-\d\d\.pdf/)
  })

  it('of a receipt has only orders with what came', async () => {
    const receiptId = await received(await ordered('902', 3), { accepted: 3 })
    const { rows } = (await shopping.get<PickList>(`/api/pick-list?receiptId=${receiptId}`)).body
    expect(rows.map((order) => order.orderId)).toEqual(['gid://shopify/Order/8002'])
  })
})

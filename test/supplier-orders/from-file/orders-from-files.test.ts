import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SupplierOrderListOutput } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { filesOf } from '../../suppliers/csv/a-csv-shop.ts'
import { shop } from '../../support/an-api.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aPurchase, type Purchase } from '../a-purchase.ts'

let purchase: Purchase
let files: ReturnType<typeof filesOf>
beforeAll(async () => {
  purchase = await aPurchase()
  files = filesOf(purchase)
})
afterAll(() => purchase.close())
beforeEach(async () => {
  await asOwner(
    purchase.databaseUrl,
    `truncate supplier_order, supplier_order_line, supplier_order_event, supplier_order_number, arrival, csv_upload,
              csv_upload_row, csv_upload_part, backorder, peg, ledger, shop_order, order_line`,
  )
  await asOwner(purchase.databaseUrl, `delete from supplier where name <> 'Töpferei Hamburg'`)
  await asOwner(purchase.databaseUrl, `delete from location where location_id <> '1'`)
})

const kind = 'supplier-orders' as const
const preview = (file: string, said: object = {}) => files.preview(file, { kind, said })
const messages = (rows: { problems: { header: string | null; message: string }[] }[]) =>
  rows.map(({ problems }) => problems.map(({ header, message }) => `${header}: ${message}`).join('; '))
const arrivals = () =>
  queryAsOwner<Record<string, unknown>>(
    purchase.databaseUrl,
    `select o.reference, o.state, s.name as supplier, a.item_id as item, a.units, a.due::text, a.is_ordered as "isOrdered",
            a.location_id as place, trim_scale(l.cost)::text as cost, to_char(o.ordered_at, 'YYYY-MM-DD') as ordered
       from arrival a join supplier_order o using (shop_id, supplier_order_id) join supplier s using (shop_id, supplier_id)
       join supplier_order_line l using (shop_id, supplier_order_line_id)
      order by o.number, a.item_id, a.due`,
  )

const stocky = `PO number,Supplier,Status,Location,Order date,Expected date,SKU,Quantity,Received,Cost price
1041,Töpferei Hamburg,Received,Harbour,2026-10-01,2026-10-20,SKU-1,5,5,2.50
1042,Töpferei Hamburg,Ordered,Harbour,2026-11-02,2999-12-04,SKU-1,10,4,2.50
1042,Töpferei Hamburg,Ordered,Harbour,2026-11-02,2999-12-04,SKU-2,3,0,1.25
1043,Töpferei Hamburg,Draft,Harbour,,,SKU-3,7,0,
1044,Töpferei Hamburg,Cancelled,Harbour,,,SKU-4,7,0,
`.replaceAll('2999-12-04', daysFromNow(10))

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

describe('a file of purchase orders', () => {
  test('brings in what is still on its way, and says why the rest stays out', async () => {
    const { uploadId, upload, rows } = await preview(stocky)
    expect(upload.counts).toMatchObject({ rows: 5, create: 2, problem: 3 })
    expect(upload.leftOut.map(({ header, message, count }) => `${header} ${message}: ${count}`)).toEqual([
      'Status is received: nothing of it is on its way: 1',
      'Status is not ordered yet: only orders that are on their way come in: 1',
      'Status is cancelled: nothing of it is on its way: 1',
    ])
    expect(rows[1]?.meanings).toEqual([null, null, null, null, null, null, null, '6', null, '2.5'])
    expect(await arrivals()).toEqual([])

    expect((await files.confirm(uploadId)).body.written).toBe(2)
    const all = {
      ...{ reference: '1042', state: 'ordered', supplier: 'Töpferei Hamburg', due: daysFromNow(10), isOrdered: true },
      ...{ place: '1', ordered: '2026-11-02' },
    }
    expect(await arrivals()).toEqual([
      { ...all, item: '901', units: 6, cost: '2.5' },
      { ...all, item: '902', units: 3, cost: '1.25' },
    ])
  })

  test('promises its day to whoever waits, at once', async () => {
    await purchase.waiting([{ line: 'l1', units: 2 }])
    const { uploadId } = await preview(stocky)
    await files.confirm(uploadId)
    expect(await purchase.waits()).toMatchObject([{ line: 'l1', pegged: 2, uncovered: 0, readyOn: daysFromNow(10) }])
    expect(await purchase.ledger()).toMatchObject([{ kind: 'supplier-order', cause: { number: 1, what: 'ordered' } }])
  })

  test('writes nothing the second time, whatever became of its orders here', async () => {
    await files.confirm((await preview(stocky)).uploadId)
    const [row] = (await purchase.get<SupplierOrderListOutput>('/api/supplier-orders?query=1042')).body.rows
    expect(row).toMatchObject({ number: 1, reference: '1042' })
    const id = row?.supplierOrderId ?? ''
    const [line] = await purchase.linesOf(id)
    const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, arrivals: [{ units: 6, due: daysFromNow(20) }] }]
    expect((await purchase.change(id, 'edit', { lines })).status).toBe(200)
    const before = await arrivals()

    const again = await preview(stocky.replace('1042,Töpferei', '  1042 ,TÖPFEREI'))
    expect(again.upload.counts).toMatchObject({ create: 0, update: 0, same: 2, problem: 3 })
    expect(messages(again.rows)[1]).toBe('PO number: is here as PO-1 already: what became of that stays')
    expect((await files.confirm(again.uploadId)).body.written).toBe(0)
    expect(await arrivals()).toEqual(before)
  })

  test('confirmed twice at the same moment is written once', async () => {
    const [one, other] = [await preview(stocky), await preview(stocky)]
    const both = await Promise.all([files.confirm(one.uploadId), files.confirm(other.uploadId)])
    expect(both.map(({ body }) => body.written).sort()).toEqual([0, 2])
    expect(await arrivals()).toHaveLength(2)
  })

  test('one file confirmed twice at the same moment is written once, and both are told how many rows were', async () => {
    const { uploadId } = await preview(stocky)
    const both = await Promise.all([files.confirm(uploadId), files.confirm(uploadId)])
    expect(both.map(({ status, body }) => [status, body.written])).toEqual([
      [200, 2],
      [200, 2],
    ])
    expect(await arrivals()).toHaveLength(2)
  })

  test('what was lost in between goes on, and counts every row that was written', async () => {
    const file = ['L-1', 'L-2', 'L-3'].map((number) => `${number},Töpferei Hamburg,SKU-1,2`).join('\n')
    const { uploadId } = await preview(`PO,Supplier,SKU,Qty\n${file}\n`)
    await asOwner(
      purchase.databaseUrl,
      `alter table supplier_order add constraint lost check (reference <> 'L-3') not valid`,
    )
    try {
      expect((await files.confirm(uploadId)).status).toBe(500)
    } finally {
      await asOwner(purchase.databaseUrl, 'alter table supplier_order drop constraint lost')
    }
    expect(await arrivals()).toHaveLength(2)
    expect((await files.confirm(uploadId)).body).toMatchObject({ written: 3, upload: { state: 'confirmed' } })
    expect(await arrivals()).toHaveLength(3)
  })

  test('adds nothing to an order here that goes to another place than the row says', async () => {
    await asOwner(
      purchase.databaseUrl,
      `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '2', 'Attic', true, now())`,
      [shop],
    )
    const file = (sku: string, place: string) => `PO,Supplier,SKU,Qty,Ship to\nM,Töpferei Hamburg,${sku},2,${place}\n`
    await files.confirm((await preview(file('SKU-1', 'Attic'))).uploadId)
    const other = await preview(file('SKU-2', 'Harbour'))
    expect(messages(other.rows)).toEqual(['Ship to: is another than that of PO-1, in which this order is here already'])
    const unsaid = await preview(file('SKU-3', ''), { locationId: 'gid://shopify/Location/1' })
    await files.confirm(unsaid.uploadId)
    expect(await arrivals()).toMatchObject([
      { item: '901', place: '2' },
      { item: '903', place: '2' },
    ])
  })

  test('says which day counts where an order is said to be ordered on two', async () => {
    const { uploadId, rows } = await preview(
      `PO,Supplier,SKU,Qty,Order date\nN,Töpferei Hamburg,SKU-1,2,\nN,Töpferei Hamburg,SKU-2,2,2026-11-02
N,Töpferei Hamburg,SKU-3,2,2026-11-09\n`,
    )
    expect(messages(rows)).toEqual([
      '',
      '',
      'Order date: is another than that of row 3, of the same order: that one counts',
    ])
    await files.confirm(uploadId)
    expect((await arrivals()).map(({ ordered }) => ordered)).toEqual(['2026-11-02', '2026-11-02', '2026-11-02'])
  })

  test('adds the item that could not be found before to the order that came in without it', async () => {
    const file = `PO,Supplier,SKU,Qty\nA-7,Töpferei Hamburg,SKU-1,2\nA-7,Töpferei Hamburg,SKU-77,3\n`
    const first = await preview(file)
    expect(messages(first.rows)).toEqual(['', 'SKU: is not the SKU of an item of the shop'])
    await files.confirm(first.uploadId)
    await asOwner(purchase.databaseUrl, `update item set sku = 'SKU-77' where item_id = '907'`)
    const second = await preview(file)
    expect(second.upload.counts).toMatchObject({ create: 0, update: 1, same: 1 })
    expect((await files.confirm(second.uploadId)).body.written).toBe(1)
    await asOwner(purchase.databaseUrl, `update item set sku = 'SKU-7' where item_id = '907'`)
    expect(await arrivals()).toMatchObject([
      { reference: 'A-7', item: '901', units: 2, due: null, ordered: null },
      { reference: 'A-7', item: '907', units: 3, due: null },
    ])
  })

  test('adds nothing to an order that was cancelled here', async () => {
    const file = (sku: string) => `PO,Supplier,SKU,Qty\nA-8,Töpferei Hamburg,${sku},2\n`
    await files.confirm((await preview(file('SKU-1'))).uploadId)
    const [row] = (await purchase.get<SupplierOrderListOutput>('/api/supplier-orders')).body.rows
    await purchase.change(row?.supplierOrderId ?? '', 'cancel')
    const { rows } = await preview(file('SKU-2'))
    expect(messages(rows)).toEqual(['PO: is here as PO-1, which is cancelled: nothing is added to it'])
  })

  test('keeps the days of an item that comes in two parts, and adds up what comes on one', async () => {
    const [soon, later] = [daysFromNow(5), daysFromNow(9)]
    const { uploadId, rows } = await preview(
      `PO,Supplier,SKU,Outstanding,ETA\nB,Töpferei Hamburg,SKU-1,2,${soon}\nB,Töpferei Hamburg,SKU-1,3,${later}
B,Töpferei Hamburg,SKU-1,4,${later}\n`,
    )
    expect(messages(rows)).toEqual(['', '', 'null: is the same item as row 3: their units are added up'])
    await files.confirm(uploadId)
    expect(await arrivals()).toMatchObject([
      { units: 2, due: soon },
      { units: 7, due: later },
    ])
    expect(await queryAsOwner(purchase.databaseUrl, 'select units from supplier_order_line')).toEqual([{ units: 9 }])
  })

  test('creates suppliers that nobody knows where a currency is chosen for them', async () => {
    const file = 'Order ref,Company name,Item code,Item qty\nPO-1,Acme,SKU-1,2\n'
    const refused = await preview(file)
    expect(messages(refused.rows)).toEqual(['Company name: is no supplier of this shop'])
    const { uploadId, upload } = await files.preview(file, { kind, newSuppliersIn: 'USD' })
    expect(upload.newSuppliers).toEqual(['Acme'])
    await files.confirm(uploadId)
    expect(await arrivals()).toMatchObject([{ supplier: 'Acme', reference: 'PO-1', units: 2 }])
  })

  test('asks where orders go that name no location, and refuses one that the shop has not', async () => {
    await asOwner(
      purchase.databaseUrl,
      `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '2', 'Attic', true, now())`,
      [shop],
    )
    const file = `PO,Supplier,SKU,Qty,Ship to\nC,Töpferei Hamburg,SKU-1,2,\nD,Töpferei Hamburg,SKU-1,2,Moon\n`
    expect(messages((await preview(file)).rows)).toEqual([
      'Ship to: is missing: say where such orders go',
      'Ship to: is no location of this shop that goods can be sent to',
    ])
    const { uploadId, upload } = await preview(file, { locationId: 'gid://shopify/Location/2' })
    expect(upload.said.locationId).toBe('gid://shopify/Location/2')
    await files.confirm(uploadId)
    expect(await arrivals()).toMatchObject([{ reference: 'C', place: '2' }])
  })

  test('names what is wrong with its rows', async () => {
    const file = `PO,Supplier,SKU,Ordered,Received,Status
,Töpferei Hamburg,SKU-1,2,0,Open
E,,SKU-1,2,0,Open
F,Töpferei Hamburg,,2,0,Open
G,Töpferei Hamburg,SKU-1,,0,Open
H,Töpferei Hamburg,SKU-1,2,two,Open
I,Töpferei Hamburg,SKU-1,2,2,Open
J,Töpferei Hamburg,SKU-1,0,0,Open
K,Töpferei Hamburg,SKU-1,2,0,Frobnicated
`
    expect(messages((await preview(file)).rows)).toEqual([
      'PO: is missing',
      'Supplier: is missing',
      'null: does not say which item it is about',
      'Ordered: is missing',
      'Received: is not a whole number',
      'Received: has all come: nothing of it is on its way',
      'Ordered: is 0: nothing of it is on its way',
      'Status: is no status that is known, such as ordered, partially received, draft, cancelled or received',
    ])
  })
})

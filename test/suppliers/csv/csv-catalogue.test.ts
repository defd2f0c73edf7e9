import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { otherShop } from '../../support/an-api.ts'
import { aWare, stock } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.empty()
  await stock(shop.databaseUrl, [
    aWare('900', { sku: 'MUG-RED', barcode: '4006381333931' }),
    aWare('901', { sku: 'MUG-BLUE' }),
    aWare('902', { sku: 'TWIN' }),
    aWare('903', { sku: 'twin' }),
    aWare('904', { sku: null, barcode: 'X-77' }),
  ])
})

async function supplier(name: string): Promise<string> {
  const fields = { contact: null, email: null, leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' }
  const { body } = await shop.post<SupplierDetail>('/api/suppliers', {
    ...fields,
    name,
    language: 'en',
    currency: 'EUR',
  })
  return body.supplierId
}
const plain = { code: null, cost: null, least: 1, pack: 1, days: null, rank: 1, discontinued: false }
const messages = (rows: { problems: { header: string | null; message: string }[] }[]) =>
  rows.map(({ problems }) => problems.map(({ header, message }) => `${header}: ${message}`).join('; '))

describe('a file of what suppliers sell', () => {
  test('finds items by SKU, barcode or id, and writes what it says of them', async () => {
    await supplier('Hartley')
    const { uploadId, upload, rows } = await shop.preview(
      `Supplier,SKU,Barcode,Supplier SKU,Cost,MOQ,Pack size,Lead time,Discontinued
hartley,mug-red,,H-1,"2,35",12,6,10 days,no
Hartley,,x-77,H-2,,,,,yes
`,
      { kind: 'catalogue' },
    )
    expect([messages(rows), upload.decimalSign]).toEqual([['', ''], ','])
    expect((await shop.confirm(uploadId)).body.written).toBe(2)
    expect(await shop.entries()).toEqual([
      { ...plain, supplier: 'Hartley', item: '900', code: 'H-1', cost: '2.35', least: 12, pack: 6, days: 10 },
      { ...plain, supplier: 'Hartley', item: '904', code: 'H-2', discontinued: true },
    ])
  })

  test('of one supplier need not name it', async () => {
    const hartley = await supplier('Hartley')
    const file = 'Inventory item ID,Price\ngid://shopify/InventoryItem/901,3.50\n900,4\n'
    const { uploadId } = await shop.preview(file, { kind: 'catalogue', supplierId: hartley })
    await shop.confirm(uploadId)
    expect(await shop.entries()).toEqual([
      { ...plain, supplier: 'Hartley', item: '900', cost: '4' },
      { ...plain, supplier: 'Hartley', item: '901', cost: '3.5' },
    ])
  })

  test('that names suppliers nobody knows creates them where a currency is given for them', async () => {
    await supplier('Hartley')
    const file = 'Vendor,SKU\nHartley,MUG-RED\nNordlys,MUG-RED\nnordlys,MUG-BLUE\nCasa Azul,MUG-RED\nGhost,NO-SUCH\n'
    const { uploadId, upload, rows } = await shop.preview(file, { kind: 'catalogue' })
    expect(messages(rows).slice(0, 2)).toEqual(['', 'Vendor: is no supplier of this shop'])
    expect(upload).toMatchObject({ newSupplierCount: 0, counts: { create: 1, problem: 4 } })

    const { body: checked } = await shop.check(uploadId, 'NOK')
    expect(checked).toMatchObject({ newSupplierCount: 2, counts: { create: 4, problem: 1 }, newSuppliersIn: 'NOK' })
    expect(checked.newSuppliers.map((name) => name.toLowerCase())).toEqual(['casa azul', 'nordlys'])
    expect((await shop.confirm(uploadId)).body.written).toBe(4)
    expect((await shop.suppliers()).map(({ name, currency }) => `${String(name).toLowerCase()} ${currency}`)).toEqual([
      'casa azul NOK',
      'hartley EUR',
      'nordlys NOK',
    ])
    const ranks = (await shop.entries()).filter(({ item }) => item === '900').map(({ rank }) => rank)
    expect(ranks.sort()).toEqual([1, 2, 3])
  })

  test('changes only what it says, and says nothing new when it comes again', async () => {
    const hartley = await supplier('Hartley')
    const file = 'SKU,Supplier code,Cost,Pack\nMUG-RED,H-1,2.35,6\nMUG-BLUE,H-2,2.35,6\n'
    const handed = { kind: 'catalogue', supplierId: hartley } as const
    await shop.confirm((await shop.preview(file, handed)).uploadId)
    const again = await shop.preview(file, handed)
    expect(again.upload.counts).toMatchObject({ same: 2, create: 0, update: 0 })
    expect((await shop.confirm(again.uploadId)).body.written).toBe(0)
    const cheaper = await shop.preview('Cost,SKU\n1.99,MUG-RED\n,MUG-BLUE\n', handed)
    expect(cheaper.upload.counts).toMatchObject({ same: 1, update: 1 })
    await shop.confirm(cheaper.uploadId)
    expect(await shop.entries()).toMatchObject([
      { item: '900', code: 'H-1', cost: '1.99', pack: 6 },
      { item: '901', code: 'H-2', cost: '2.35', pack: 6 },
    ])
  })

  test('shows what is wrong with each row', async () => {
    await supplier('Hartley')
    await stock(shop.databaseUrl, [aWare('999', { sku: 'THEIRS' })], otherShop)
    const { rows } = await shop.preview(
      `Supplier,SKU,Barcode,Cost,Pack size,Rank
Hartley,NO-SUCH,,,,
Hartley,THEIRS,,,,
Hartley,Twin,,,,
Hartley,,,,,
,MUG-RED,,,,
Hartley,MUG-RED,,cheap,0,best
Hartley,MUG-BLUE,,,,
Hartley,mug-blue,,,,
Hartley,NO-SUCH,4006381333931,,,
`,
      { kind: 'catalogue' },
    )
    expect(messages(rows)).toEqual([
      'SKU: is not the SKU of an item of the shop',
      'SKU: is not the SKU of an item of the shop',
      'SKU: is of 2 items',
      'null: does not say which item it is about',
      'Supplier: is missing',
      'Cost: is not an amount; Pack size: is not a whole number of 1 or more; Rank: is not a rank: 1 is the preferred supplier',
      '',
      'null: is in line 8 already: the same item of the same supplier',
      '',
    ])
  })

  test('in another currency than its supplier’s is refused those rows', async () => {
    await supplier('Hartley')
    const file = 'Supplier,SKU,Cost,Currency\nHartley,MUG-RED,2,USD\nHartley,MUG-BLUE,2,eur\nNordlys,MUG-RED,20,SEK\n'
    const { rows } = await shop.preview(file, { kind: 'catalogue', newSuppliersIn: 'NOK' })
    expect(messages(rows)).toEqual([
      'Currency: is not the supplier’s, which is EUR',
      '',
      'Currency: is not the supplier’s, which is NOK',
    ])
  })

  test('is read page by page, and by what would become of its rows', async () => {
    const hartley = await supplier('Hartley')
    const lines = ['MUG-RED', 'A', 'B', 'MUG-BLUE', 'C'].join('\n')
    const { uploadId } = await shop.preview(`SKU\n${lines}\n`, { kind: 'catalogue', supplierId: hartley })
    const first = await shop.rows(uploadId, '?limit=2&outcome=problem')
    expect([first.rows.map(({ line }) => line), first.total, first.previous]).toEqual([[3, 4], 3, null])
    const second = await shop.rows(uploadId, `?limit=2&outcome=problem&cursor=${first.next}`)
    expect([second.rows.map(({ line }) => line), second.next]).toEqual([[6], null])
    const back = await shop.rows(uploadId, `?limit=2&outcome=problem&cursor=${second.previous}`)
    expect(back.rows.map(({ line }) => line)).toEqual([3, 4])
    expect((await shop.rows(uploadId, '?outcome=create')).total).toBe(2)
  })

  test.each([
    ['no column of items', 'Supplier,Cost\nHartley,1\n', /No column has SKUs/],
    ['no column of suppliers', 'SKU,Cost\nMUG-RED,1\n', /No column says which supplier/],
  ])('with %s is refused in words', async (_what, file, message) => {
    const { status, body } = await shop.check(await shop.handIn(file, { kind: 'catalogue' }))
    expect([status, body]).toEqual([422, expect.objectContaining({ message: expect.stringMatching(message) })])
  })

  test('of a supplier that is not this shop’s cannot be begun', async () => {
    const said = { kind: 'catalogue', fileName: 'ours.csv', supplierId: await supplier('Hartley') }
    expect((await shop.post('/api/csv-uploads', said, otherShop)).status).toBe(404)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { aWare, stock, type Ware } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
let supplierId: string
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.empty()
  supplierId = await aSupplier('Müller GmbH')
})

async function aSupplier(name: string): Promise<string> {
  const fields = { contact: null, email: null, leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' }
  const said = { ...fields, name, language: 'en', currency: 'EUR' }
  return (await shop.post<SupplierDetail>('/api/suppliers', said)).body.supplierId
}

/** Which items the rows of a file are about, of a shop with these; or what is wrong with the row. */
async function found(file: string, wares: readonly Partial<Ware>[]) {
  await stock(
    shop.databaseUrl,
    wares.map((ware, at) => aWare(String(1 + at), { sku: null, ...ware })),
  )
  const { uploadId, rows } = await shop.preview(file, { kind: 'catalogue', supplierId })
  await shop.confirm(uploadId)
  const entries = (await shop.entries()).map(({ item, cost }) => [item, cost])
  return { entries, problems: rows.map(({ problems }) => problems.map(({ message }) => message).join('; ')) }
}

describe('a row finds its item', () => {
  test.each([
    ['with an accent that is built in another way', 'SKU,Cost\nCAFE\u0301-1,1\n', { sku: 'CAFÉ-1' }],
    ['with an accent that the shop builds in another way', 'SKU,Cost\nCAFÉ-1,1\n', { sku: 'CAFE\u0301-1' }],
    ['where the shop wrote a space behind the SKU', 'SKU,Cost\nA-1,1\n', { sku: 'A-1 ' }],
    ['where the file has single spaces and the shop two', 'SKU,Cost\nB 2,1\n', { sku: 'B  2' }],
    ['with wide letters', 'SKU,Cost\nＡＢＣ－１,1\n', { sku: 'abc-1' }],
    ['with the apostrophe of a spreadsheet', "SKU,Cost\n'00420,1\n", { sku: '00420' }],
    ['with the formula of a spreadsheet', 'SKU,Cost\n"=""00420""",1\n', { sku: '00420' }],
    ['by a UPC for an EAN', 'Barcode,Cost\n036000291452,1\n', { barcode: '0036000291452' }],
    ['by an EAN for a UPC', 'Barcode,Cost\n0036000291452,1\n', { barcode: '036000291452' }],
    ['by a UPC without its zero', 'Barcode,Cost\n36000291452,1\n', { barcode: '036000291452' }],
    ['by an EAN with an apostrophe', "Barcode,Cost\n'5901234123457,1\n", { barcode: '5901234123457' }],
    ['by an ISBN with hyphens', 'Barcode,Cost\n978-3-16-148410-0,1\n', { barcode: '9783161484100' }],
    ['by an ISBN that the shop has with hyphens', 'Barcode,Cost\n9783161484100,1\n', { barcode: '978-3-16-148410-0' }],
    ['with signs that searches know', 'SKU,Cost\nA\\B%_,1\n', { sku: 'A\\B%_' }],
    ['with inches', 'SKU,Cost\nTEST3/4",1\n', { sku: 'TEST3/4"' }],
  ])('%s', async (_how, file, ware) => {
    expect(await found(file, [ware])).toEqual({ entries: [['1', '1']], problems: [''] })
  })

  test('exactly as it is written before any that looks the same', async () => {
    const wares = [{ sku: 'twin' }, { sku: 'TWIN' }, { sku: 'TWIN ' }]
    expect(await found('SKU,Cost\nTWIN,1\ntwin,2\nTwin,3\n', wares)).toEqual({
      entries: [
        ['1', '2'],
        ['2', '1'],
      ],
      problems: ['', '', 'is of 2 items'],
    })
  })

  test('not by a number of the shop’s own that differs in its zeros', async () => {
    const { entries } = await found('Barcode,SKU,Cost\n116,,1\n,420,2\n', [{ barcode: '0116' }, { sku: '00420' }])
    expect(entries).toEqual([])
  })

  test('past a code that a spreadsheet rounded, and past one that is none', async () => {
    const file =
      'Inventory item ID,SKU,Barcode,Cost\n8.20983E+17,MUG,4.00638E+12,1\n8.20983E+17,420,5.90123E+12,2\nn/a,,116,3\n'
    expect(await found(file, [{ sku: 'MUG', barcode: '4006381333931' }, { sku: '00420' }, { barcode: '116' }])).toEqual(
      {
        entries: [
          ['1', '1'],
          ['2', '2'],
          ['3', '3'],
        ],
        problems: ['', '', ''],
      },
    )
  })

  test('not where a spreadsheet rounded all it has, and that is said', async () => {
    const { problems } = await found('Barcode,Cost\n4.00638E+12,1\n', [{ barcode: '4006381333931' }])
    expect(problems).toEqual([expect.stringMatching(/scientific notation: a spreadsheet has rounded it/)])
  })

  test('not where its codes are of different items', async () => {
    const { entries, problems } = await found('SKU,Barcode,Cost\nMUG,116,1\n', [{ sku: 'MUG' }, { barcode: '116' }])
    expect([entries, problems]).toEqual([[], ['is of another item than Barcode']])
  })

  test('by the code that tells two items of one SKU apart', async () => {
    const wares = [
      { sku: 'MUG', barcode: '115' },
      { sku: 'MUG', barcode: '116' },
    ]
    expect((await found('SKU,Barcode,Cost\nMUG,116,1\n', wares)).entries).toEqual([['2', '1']])
  })
})

describe('a supplier that looks the same is the same', () => {
  test('in a file of suppliers', async () => {
    const { uploadId, rows } = await shop.preview(
      'Name,Currency,Notes\nMu\u0308ller GmbH,EUR,a\nMÜLLER\u00a0 GmbH ,EUR,b\nAcme ,EUR,\nAcme\u00a0,EUR,\nAc me,EUR,\n',
    )
    expect(rows.map(({ outcome, problems }) => [outcome, problems[0]?.message])).toEqual([
      ['update', undefined],
      ['problem', 'is in line 2 already'],
      ['create', undefined],
      ['problem', 'is in line 4 already'],
      ['create', undefined],
    ])
    await shop.confirm(uploadId)
    expect((await shop.suppliers()).map(({ name }) => name)).toEqual(['Ac me', 'Acme', 'Müller GmbH'])
  })

  test('in a catalogue, where a new one is created once', async () => {
    await stock(shop.databaseUrl, [aWare('1', { sku: 'A' }), aWare('2', { sku: 'B' }), aWare('3', { sku: 'C' })])
    const file = 'Supplier,SKU\nMu\u0308ller GmbH,A\nNordlys AS,B\nNORDLYS\u00a0AS,C\n'
    const { uploadId, upload } = await shop.preview(file, { kind: 'catalogue', newSuppliersIn: 'NOK' })
    expect(upload.newSuppliers).toEqual(['Nordlys AS'])
    await shop.confirm(uploadId)
    expect((await shop.entries()).map(({ supplier, item }) => [supplier, item])).toEqual([
      ['Müller GmbH', '1'],
      ['Nordlys AS', '2'],
      ['Nordlys AS', '3'],
    ])
  })
})

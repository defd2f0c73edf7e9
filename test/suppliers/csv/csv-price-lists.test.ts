import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CsvUpload } from '../../../web/suppliers/contract/csv-uploads.ts'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { aWare, stock } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
let supplierId: string
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.empty()
  await stock(shop.databaseUrl, [
    aWare('1', { sku: 'MUG' }),
    aWare('2', { sku: '00420' }),
    aWare('3', { sku: 'TEE RED' }),
  ])
  const fields = { contact: null, email: null, leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' }
  const hartley = { ...fields, name: 'Hartley', language: 'en', currency: 'EUR' }
  supplierId = (await shop.post<SupplierDetail>('/api/suppliers', hartley)).body.supplierId
})

/** What a price list of the supplier's would do: the problems of each row, and what is there once it is confirmed. */
async function imported(file: string) {
  const { uploadId, upload, rows } = await shop.preview(file, { kind: 'catalogue', supplierId })
  await shop.confirm(uploadId)
  const problems = rows.map((row) => row.problems.map(({ header, message }) => `${header}: ${message}`).join('; '))
  return { upload, rows, problems, entries: await shop.entries() }
}

describe('a price list', () => {
  test('with thousands among its quantities is read as its costs are written', async () => {
    const file = 'SKU,Cost,MOQ,Pack size\nMUG,2.50,"1,000",1\n00420,0.04,"10,000","2,000"\n'
    const { entries, rows } = await imported(file)
    expect(entries).toMatchObject([
      { item: '1', cost: '2.5', least: 1_000, pack: 1 },
      { item: '2', cost: '0.04', least: 10_000, pack: 2_000 },
    ])
    expect(rows.map(({ meanings }) => meanings)).toEqual([
      [null, '2.5', '1000', null],
      [null, null, '10000', '2000'],
    ])
  })

  test('with an eighth among its costs has no groups of thousands, whatever parts its cells', async () => {
    const { entries, upload } = await imported('SKU;Cost\nMUG;0.125\n00420;1.250\n')
    expect(upload.decimalSign).toBe('.')
    expect(entries.map(({ cost }) => cost)).toEqual(['0.125', '1.25'])
  })

  test('that does not show how it writes decimals is asked about, and nothing of the row is written', async () => {
    const { entries, upload, problems } = await imported('SKU;Cost;MOQ\nMUG;1.250;6\n00420;12;6\n')
    expect(upload.decimalSign).toBe('')
    expect(problems).toEqual(['Cost: could be 1.250 or 1250: the file does not show which', ''])
    expect(entries).toMatchObject([{ item: '2', cost: '12' }])
  })

  test('in other money than the supplier’s is refused, wherever it says so', async () => {
    const inCells = await imported('SKU,Cost\nMUG,$12.50\n00420,USD 3.00\nTEE RED,£1.00\n')
    expect(inCells.problems).toEqual([
      'Cost: is in $, and the supplier is paid in EUR',
      'Cost: is in USD, and the supplier is paid in EUR',
      'Cost: is in £, and the supplier is paid in EUR',
    ])
    const inHeader = await imported('SKU,Cost (USD)\nMUG,12.50\n')
    expect(inHeader.problems).toEqual(['Cost (USD): is in USD, and the supplier is paid in EUR'])
    expect(inHeader.entries).toEqual([])
    const ours = await imported('SKU,Cost €\nMUG,12.50\n00420,EUR 3\nTEE RED,€4\n')
    expect(ours.entries.map(({ cost }) => cost)).toEqual(['12.5', '3', '4'])
  })

  test.each([
    ['in two kinds of money', 'SKU,Cost EUR,Cost USD\nMUG,2,3\n'],
    ['before and after tax', 'SKU,Cost excl. VAT,Cost incl. VAT\nMUG,2,3\n'],
    ['of the country before and after tax', 'SKU;EK netto;EK brutto\nMUG;2;3\n'],
    ['twice', 'SKU,Cost,Purchase price\nMUG,2,3\n'],
  ])('that says the cost %s asks which, and writes none', async (_how, file) => {
    const { upload, entries } = await imported(file)
    expect(upload.columns.map(({ field }) => field)).toEqual(['sku', null, null])
    expect(upload.columns[1]?.note).toMatch(/^says the cost, and so do others/)
    expect(entries).toMatchObject([{ item: '1', cost: null }])
  })

  test('with a discount that is still to be taken off asks, and writes no cost', async () => {
    const { upload, entries } = await imported('SKU,Price,Discount %\nMUG,10,20\n')
    expect(upload.columns[1]).toMatchObject({ field: null, note: expect.stringContaining('Discount') })
    expect(entries).toMatchObject([{ item: '1', cost: null }])
  })

  test('with a price beside the cost has the cost', async () => {
    const { entries } = await imported('SKU,Price,Cost per item\nMUG,10,4\n')
    expect(entries).toMatchObject([{ item: '1', cost: '4' }])
  })

  test.each([
    ['a column of price units', 'SKU;Preiseinheit;Preis;Währung\nMUG;100;4,50;EUR\n'],
    ['its header', 'SKU;Preis pro 100 Stk\nMUG;4,50\n'],
    ['its cells', 'SKU;Preis\nMUG;4,50 €/100\n'],
  ])('per hundred, by %s, is written per piece', async (_where, file) => {
    expect((await imported(file)).entries).toMatchObject([{ item: '1', cost: '0.045' }])
  })

  test('per kilogram is left out by name', async () => {
    const { upload, entries } = await imported('SKU,Price per kg\nMUG,10\n')
    expect(upload.columns[1]?.note).toBe('is a price per kg: Backline keeps the price of one')
    expect(entries).toMatchObject([{ cost: null }])
    const { problems } = await imported('SKU,MOQ,Price,Price unit\n00420,6,10,kg\n')
    expect(problems).toEqual(['Price unit: is a price per kg: Backline keeps the price of one'])
    expect(await shop.entries()).toMatchObject([{ item: '1' }, { item: '2', cost: null, least: 6 }])
  })

  test('may end its prices as people do', async () => {
    const { entries } = await imported('SKU;Cost\nMUG;12,-\n00420;12,50 €/Stk\nTEE RED;,99\n')
    expect(entries.map(({ cost }) => cost)).toEqual(['12', '12.5', '0.99'])
  })

  test('with signs for nothing says nothing there, and loses no row', async () => {
    const { entries, problems } = await imported(
      'SKU,Cost,MOQ,Lead time\nMUG,-,-,-\n00420,n/a,N/A,TBC\nTEE RED,2.5,–,7\n',
    )
    expect(problems).toEqual(['', '', ''])
    expect(entries).toMatchObject([
      { item: '1', cost: null, least: 1, days: null },
      { item: '2', cost: null, least: 1, days: null },
      { item: '3', cost: '2.5', least: 1, days: 7 },
    ])
  })

  test('with one odd cell loses the cell and not the row', async () => {
    const { entries, rows } = await imported('SKU,Cost,Pack size,Lead time\nMUG,2.50,0,5-7 days\n00420,cheap,,\n')
    expect(rows.map(({ outcome, problems }) => [outcome, problems])).toEqual([
      [
        'create',
        [
          { header: 'Pack size', message: 'is not a whole number of 1 or more', leaves: 'cell' },
          { header: 'Lead time', message: 'is read as 7 days', leaves: 'nothing' },
        ],
      ],
      // All that it says could not be read.
      ['problem', [{ header: 'Cost', message: 'is not an amount', leaves: 'row' }]],
    ])
    expect(entries).toMatchObject([{ item: '1', cost: '2.5', pack: 1, days: 7 }])
  })

  test('from Germany has the article’s number, and leaves out the supplier’s own', async () => {
    const { upload, entries } = await imported(
      'Artikelnummer;Lieferantennummer;Lieferantenartikelnummer;EK-Preis\nMUG;70001;M-4711;2,50\n',
    )
    expect(upload.columns[1]).toMatchObject({ field: null, note: expect.stringContaining('supplier’s') })
    expect(entries).toMatchObject([{ item: '1', code: 'M-4711', cost: '2.5' }])
  })
})

describe('what the columns are can be said', () => {
  const again = async (uploadId: string, columns: { header: string; field: string | null }[]) => {
    const { body, status } = await shop.post<CsvUpload>(`/api/csv-uploads/${uploadId}/check`, { columns })
    await shop.confirm(uploadId)
    return { status, upload: body, entries: await shop.entries() }
  }

  test('where two say the cost', async () => {
    const { uploadId } = await shop.preview('SKU,Cost EUR,Cost USD\nMUG,2,3\n', { kind: 'catalogue', supplierId })
    const { upload, entries } = await again(uploadId, [{ header: 'Cost EUR', field: 'cost' }])
    expect(upload.columns).toMatchObject([
      { field: 'sku', note: null },
      { field: 'cost', note: null },
      { field: null, note: null },
    ])
    expect(upload.said.columns).toEqual([{ header: 'Cost EUR', field: 'cost' }])
    expect(entries).toMatchObject([{ item: '1', cost: '2' }])
  })

  test('where none is called by a usual name, and the money in a header counts still', async () => {
    const file = 'Our list\nNr,Dingsbums,Was es kostet (EUR)\nMUG,6,2.50\n'
    const uploadId = await shop.handIn(file, { kind: 'catalogue', supplierId })
    expect((await shop.check(uploadId)).status).toBe(422)
    const { upload, entries } = await again(uploadId, [
      { header: 'Nr', field: 'sku' },
      { header: 'Dingsbums', field: 'packSize' },
      { header: 'Was es kostet (EUR)', field: 'cost' },
    ])
    expect(upload.counts).toMatchObject({ create: 1, problem: 0 })
    expect(entries).toMatchObject([{ item: '1', cost: '2.5', pack: 6 }])
  })

  test('where a column is not to be written', async () => {
    const { uploadId } = await shop.preview('SKU,Cost,MOQ\nMUG,2,6\n', { kind: 'catalogue', supplierId })
    expect((await again(uploadId, [{ header: 'MOQ', field: null }])).entries).toMatchObject([{ cost: '2', least: 1 }])
  })

  test('and is remembered for the next file with such a header, until it is said otherwise', async () => {
    const file = 'Nr,Was es kostet,MOQ\nMUG,2.50,6\n'
    const columns = [
      { header: 'Nr', field: 'sku' },
      { header: 'Was es kostet', field: 'cost' },
      { header: 'MOQ', field: null },
    ]
    await again(await shop.handIn(file, { kind: 'catalogue', supplierId }), columns)
    const { upload, uploadId } = await shop.preview('MOQ,Nr,Was es kostet\n12,MUG,3\n', {
      ...{ kind: 'catalogue', supplierId },
    })
    expect(upload.columns.map(({ field }) => field)).toEqual([null, 'sku', 'cost'])
    expect(upload.said.columns).toHaveLength(3)
    const { entries } = await again(uploadId, [{ header: 'MOQ', field: 'minimumQuantity' }])
    expect(entries).toMatchObject([{ item: '1', cost: '3', least: 12 }])
    const third = await shop.preview('Nr,MOQ\nMUG,6\n', { kind: 'catalogue', supplierId })
    expect(third.upload.columns.map(({ field }) => field)).toEqual(['sku', 'minimumQuantity'])
  })

  test('and is not remembered where the file was thrown away, nor for files of another kind or shop', async () => {
    const file = 'Nr,Was es kostet\nMUG,2.50\n'
    const columns = [
      { header: 'Nr', field: 'sku' },
      { header: 'Was es kostet', field: 'cost' },
    ]
    const uploadId = await shop.handIn(file, { kind: 'catalogue', supplierId })
    expect((await shop.post(`/api/csv-uploads/${uploadId}/check`, { columns })).status).toBe(200)
    await shop.cancel(uploadId)
    expect((await shop.check(await shop.handIn(file, { kind: 'catalogue', supplierId }))).status).toBe(422)
    await again(await shop.handIn(file, { kind: 'catalogue', supplierId }), columns)
    expect((await shop.check(await shop.handIn('Nr\nMUG\n', { kind: 'suppliers' }))).status).toBe(422)
    expect((await shop.check(await shop.handIn(file, { kind: 'catalogue', supplierId }))).status).toBe(200)
  })

  test('of a file whose columns say nothing by their names, from what stands in them', async () => {
    const uploadId = await shop.handIn('Our list 2026\n\nNr;Was;MOQ\nMUG;2,50;6\nCUP;3;\nMUG;2,50;\n', {
      ...{ kind: 'catalogue', supplierId },
    })
    const { body } = await shop.check(uploadId)
    expect(body).toMatchObject({
      message: expect.stringContaining('No column has SKUs'),
      data: {
        unnamedColumns: [
          { header: 'Nr', field: null, samples: ['MUG', 'CUP'] },
          { header: 'Was', field: null, samples: ['2,50', '3'] },
          { header: 'MOQ', field: 'minimumQuantity', samples: ['6'] },
        ],
      },
    })
  })

  test('but not of a picture: it is no CSV file', async () => {
    const picture = Buffer.from('\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR', 'latin1')
    const { status, body } = await shop.check(await shop.handIn(picture, { kind: 'catalogue', supplierId }))
    expect(status).toBe(422)
    expect(body).toMatchObject({ message: 'This is no CSV file: it has bytes that no text has.' })
    expect(body).not.toHaveProperty('data.unnamedColumns')
  })
})

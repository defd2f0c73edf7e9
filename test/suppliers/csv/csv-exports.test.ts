import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { csvExportPaths } from '../../../web/suppliers/contract/csv-uploads.ts'
import { shop as mugs, otherShop } from '../../support/an-api.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'
import { aWare, stock } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.empty()
  await stock(shop.databaseUrl, [aWare('900', { title: 'Mug, red', barcode: '40063' }), aWare('901')])
  await shop.confirm((await shop.preview(suppliers)).uploadId)
  await shop.confirm((await shop.preview(catalogue, { kind: 'catalogue' })).uploadId)
})

const suppliers = `Name,Contact,Email,Language,Currency,Lead time,Minimum order value,Order days,Notes
=SUM(A1),+49 30 123,a@b.example,de,EUR,7,100.5,"Mon, Fri","say ""hi"", twice"
Nordlys,,,,NOK,,,,
`
const catalogue = `Supplier,SKU,Supplier SKU,Cost,MOQ,Pack,Lead time,Rank,Discontinued
=SUM(A1),SKU-900,-1,2.35,12,6,9,1,no
Nordlys,SKU-900,N-1,20,,,,2,
Nordlys,SKU-901,,,,,,,yes
`

async function download(path: string, as: string | null = mugs) {
  const headers = as === null ? {} : { authorization: `Bearer ${await sessionToken(as)}` }
  const reply = await fetch(shop.url + path, { headers })
  const bytes = Buffer.from(await reply.arrayBuffer())
  return { status: reply.status, type: reply.headers.get('content-type'), bytes, lines: bytes.toString().split('\r\n') }
}

describe('the file of suppliers', () => {
  test('says all of them, and nothing a spreadsheet would work out', async () => {
    const { status, type, lines } = await download(csvExportPaths.suppliers)
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(lines).toEqual([
      '\uFEFFSupplier ID,Supplier name,Contact,Email,Language,Currency,Lead time (days),Minimum order value,Order days,Notes',
      expect.stringMatching(/^\d+,'=SUM\(A1\),'\+49 30 123,a@b\.example,de,EUR,7,100\.5,Mon Fri,"say ""hi"", twice"$/),
      expect.stringMatching(/^\d+,Nordlys,,,en,NOK,,,,$/),
      '',
    ])
  })

  test('changes nothing when it is imported as it is, and brings all back to an empty shop', async () => {
    const { bytes } = await download(csvExportPaths.suppliers)
    expect((await shop.preview(bytes)).upload.counts).toMatchObject({ rows: 2, same: 2 })
    const before = await shop.suppliers()
    const withoutIds = bytes.toString().replace(/^\d+/gm, '')
    await shop.empty()
    await shop.confirm((await shop.preview(withoutIds)).uploadId)
    expect(await shop.suppliers()).toEqual(before)
  })
})

describe('several e-mail addresses of a supplier', () => {
  const [both, copy] = ['a@b.example, sales@b.example', 'kim@b.example']

  test('stand in one cell, and come back as they were', async () => {
    await shop.confirm((await shop.preview(`Name,Email\nNordlys,"${both}; Cc: ${copy}"\n`)).uploadId)
    const { bytes, lines } = await download(csvExportPaths.suppliers)
    expect(lines[2]).toMatch(/^\d+,Nordlys,,"a@b\.example, sales@b\.example; Cc: kim@b\.example",en,NOK/)
    expect((await shop.preview(bytes)).upload.counts).toMatchObject({ rows: 2, same: 2 })
    await shop.empty()
    await shop.confirm((await shop.preview(bytes.toString().replace(/^\d+/gm, ''))).uploadId)
    expect((await download(csvExportPaths.suppliers)).lines[2]?.replace(/^\d+/, '')).toBe(lines[2]?.replace(/^\d+/, ''))
  })

  test('are shown in the preview as they will be kept; copies that a cell does not name go on', async () => {
    await shop.confirm((await shop.preview(`Name,Email\nNordlys,"a@b.example; Cc: ${copy}"\n`)).uploadId)
    const { uploadId, rows } = await shop.preview(`Name,Email\nNordlys,a@b.example;A@b.example;sales@b.example\n`)
    expect(rows).toMatchObject([
      { outcome: 'update', meanings: [null, both], problems: [{ message: 'names an address twice: it is kept once' }] },
    ])
    await shop.confirm(uploadId)
    expect((await download(csvExportPaths.suppliers)).lines[2]).toContain(`"${both}; Cc: ${copy}"`)
    const moved = await shop.preview(`Name,Email\nNordlys,${copy}\n`)
    await shop.confirm(moved.uploadId)
    expect((await download(csvExportPaths.suppliers)).lines[2]).toContain(`,Nordlys,,${copy},en`)
  })
})

describe('the file of the catalogue', () => {
  test('says what each supplier sells', async () => {
    const { lines } = await download(csvExportPaths.catalogue)
    expect(lines.map((line) => line.replace(/^\d+,/, ''))).toEqual([
      '\uFEFFSupplier ID,Supplier name,Inventory item ID,SKU,Barcode,Title,Supplier SKU,Cost,Currency,Minimum quantity,Pack size,Lead time (days),Rank,Discontinued',
      `'=SUM(A1),900,SKU-900,40063,"Mug, red",'-1,2.35,EUR,12,6,9,1,no`,
      'Nordlys,900,SKU-900,40063,"Mug, red",N-1,20,NOK,1,1,,2,no',
      'Nordlys,901,SKU-901,,Ware 901,,,NOK,1,1,,1,yes',
      '',
    ])
  })

  test('of one supplier has only its items', async () => {
    const all = await download(csvExportPaths.catalogue)
    const nordlys = /^(\d+),Nordlys/m.exec(all.bytes.toString())?.[1]
    const { lines } = await download(`${csvExportPaths.catalogue}?supplierId=${nordlys}`)
    expect(lines).toHaveLength(4)
    expect((await download(`${csvExportPaths.catalogue}?supplierId=x`)).status).toBe(400)
  })

  test('changes nothing when it is imported as it is', async () => {
    const { bytes } = await download(csvExportPaths.catalogue)
    expect((await shop.preview(bytes, { kind: 'catalogue' })).upload.counts).toMatchObject({ rows: 3, same: 3 })
  })
})

describe('another shop', () => {
  test.each(Object.values(csvExportPaths))('finds none of it at %s', async (path) => {
    const { lines } = await download(path, otherShop)
    expect(lines).toHaveLength(2)
    expect((await download(path, null)).status).toBe(401)
  })

  test('finds no other files', async () => {
    for (const path of ['/api/csv-exports/sessions', '/api/csv-exports/toString']) {
      expect((await download(path)).status).toBe(404)
    }
  })
})

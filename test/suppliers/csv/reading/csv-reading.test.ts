import { describe, expect, test } from 'vitest'
import { answerOf, languageOf } from '../../../../web/suppliers/csv/cells/cell-values.ts'
import { columnsOf } from '../../../../web/suppliers/csv/columns.ts'
import { csvRow } from '../../../../web/suppliers/csv/export/write-row.ts'
import { decodeFile } from '../../../../web/suppliers/csv/file-encoding.ts'
import { fileRows } from '../../../../web/suppliers/csv/file-rows.ts'
import { splitOff } from '../../../../web/suppliers/csv/file-text.ts'

async function rowsOf(bytes: Uint8Array, limits = { rows: 100 }): Promise<[number, string[]][]> {
  const { rows, delimiters } = splitOff(decodeFile(bytes).text)
  const read: [number, string[]][] = []
  for await (const { line, cells } of fileRows(rows, delimiters[0], limits)) read.push([line, cells])
  return read
}
const windows1252 = (text: string) => Buffer.from(text, 'latin1')
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('a file', () => {
  test.each([
    ['as UTF-8', Buffer.from('Name,Ort\nMüller,Köln\n')],
    ['with a byte order mark', Buffer.from('\uFEFFName,Ort\nMüller,Köln\n')],
    ['as Windows wrote it', windows1252('Name;Ort\r\nMüller;Köln\r\n')],
    ['as UTF-16', utf16('Name\tOrt\r\nMüller\tKöln\r\n')],
    ['with semicolons', Buffer.from('Name;Ort\nMüller;Köln')],
    ['with pipes', Buffer.from('Name|Ort\nMüller|Köln')],
    ['that names its delimiter', Buffer.from('sep=;\nName;Ort\nMüller;Köln')],
    ['with quotation marks', Buffer.from('"Name","Ort"\n"Müller","Köln"\n')],
    ['with spaces around', Buffer.from(' Name , Ort \n Müller , Köln \n')],
    ['with old line ends', Buffer.from('Name,Ort\rMüller,Köln\r')],
    ['with line ends of two kinds', Buffer.from('Name,Ort\r\nMüller,Köln\n')],
  ])('%s is read', async (_how, bytes) => {
    expect(await rowsOf(bytes)).toEqual([
      [1, ['Name', 'Ort']],
      [2, ['Müller', 'Köln']],
    ])
  })

  test('counts its lines as spreadsheets do, empty ones and cells of several lines included', async () => {
    const text = 'Name,Notes\n\nAcme,"first\nsecond"\n,\nBolt,x\n'
    expect(await rowsOf(Buffer.from(text))).toEqual([
      [1, ['Name', 'Notes']],
      [3, ['Acme', 'first\nsecond']],
      [5, ['Bolt', 'x']],
    ])
  })

  test('may have commas in its quoted header, rows of other lengths, and inches', async () => {
    const text = '"Name, legal";Size\nAcme;12" ruler\nBolt\nCord;1;2\n'
    expect((await rowsOf(Buffer.from(text))).map(([, cells]) => cells)).toEqual([
      ['Name, legal', 'Size'],
      ['Acme', '12" ruler'],
      ['Bolt'],
      ['Cord', '1', '2'],
    ])
  })

  test('whose quotation mark is never closed is refused in words', async () => {
    await expect(rowsOf(Buffer.from('Name,Notes\nAcme,"open\nBolt,x\n'))).rejects.toThrow(
      /quotation mark.*never closed/,
    )
  })

  test('has so many rows at most, empty ones among them', async () => {
    const file = Buffer.from('Name,Notes\n\nAcme,x\n')
    expect(await rowsOf(file, { rows: 2 })).toHaveLength(2)
    await expect(rowsOf(file, { rows: 1 })).rejects.toThrow('more than 1 rows, empty ones included')
  })

  test('of nothing has no rows', async () => {
    expect(await rowsOf(Buffer.from(''))).toEqual([])
    expect(await rowsOf(Buffer.from('\n\n , \n'))).toEqual([])
  })
})

describe('columns are known by the usual names, in any order', () => {
  const fieldsOf = (kind: 'suppliers' | 'catalogue', headers: string) =>
    columnsOf(kind, headers.split(',')).map(({ field }) => field)

  test.each([
    ['suppliers', 'Name,Email,Currency', ['supplierName', 'email', 'currency']],
    ['suppliers', 'LEAD TIME (DAYS),e-mail,Supplier', ['leadTimeDays', 'email', 'supplierName']],
    ['suppliers', 'vendor_name,min_order_value,contactPerson', ['supplierName', 'minimumValue', 'contact']],
    ['suppliers', 'Company,Phone,Website', ['supplierName', null, null]],
    ['suppliers', 'Vendor,Supplier name', [null, 'supplierName']],
    ['catalogue', 'SKU,Supplier,Supplier SKU,Cost', ['sku', 'supplierName', 'supplierSku', 'cost']],
    ['catalogue', 'Supplier Code,Cost Price,Barcode,MOQ', ['supplierSku', 'cost', 'barcode', 'minimumQuantity']],
    ['catalogue', 'Variant SKU,Vendor,Cost per item,Variant Price', ['sku', 'supplierName', 'cost', null]],
    ['catalogue', 'Price,Cost,SKU', [null, 'cost', 'sku']],
    ['catalogue', 'Price,SKU', ['cost', 'sku']],
    ['catalogue', 'EAN,Case Qty,Unit cost (EUR)', ['barcode', 'packSize', 'cost']],
    [
      'catalogue',
      'Shopify Variant ID,Product Title,SKU,Supplier,Supplier Code,Pack Size,Min Order Quantity,Lead Time',
      ['variantId', 'title', 'sku', 'supplierName', 'supplierSku', 'packSize', 'minimumQuantity', 'leadTimeDays'],
    ],
  ] as const)('%s: %s', (kind, headers, fields) => {
    expect(fieldsOf(kind, headers)).toEqual(fields)
  })
})

describe('other cells', () => {
  test.each([
    [answerOf, 'Yes', true],
    [answerOf, '0', false],
    [languageOf, 'pt_BR', 'pt-BR'],
    [languageOf, 'DE', 'de'],
  ] as const)('%o of %s is %j', (meaning, cell, value) => {
    expect(meaning(cell)).toEqual({ value })
  })

  test.each([
    [answerOf, 'maybe'],
    [languageOf, 'English (UK)'],
  ] as const)('%o of %s is refused', (meaning, cell) => {
    expect(meaning(cell)).toEqual({ wrong: expect.any(String) })
  })
})

describe('a row that is written', () => {
  test.each(['=1+1', '+49 30 123', '-2', '@SUM(A1)', '=cmd|" /C calc"!A0'])(
    'keeps spreadsheets from taking %s for a formula, and reads as what it was',
    async (text) => {
      const written = csvRow(['Name', text])
      expect(written).not.toMatch(/(^|,|")[=+\-@]/)
      expect(await rowsOf(Buffer.from(written))).toEqual([[1, ['Name', text]]])
    },
  )

  test.each(['a,b', 'a;b', 'say "hi"', 'two\nlines', "it's", '100%', 'Müller'])('gives %j back', async (text) => {
    expect(await rowsOf(Buffer.from(csvRow(['x', text, null, 5, true])))).toEqual([[1, ['x', text, '', '5', 'true']]])
  })
})

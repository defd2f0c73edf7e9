import { describe, expect, test } from 'vitest'
import { checkCsvFile } from '../../../../web/suppliers/csv/check-csv-file.ts'
import type { Lookups } from '../../../../web/suppliers/csv/rows/lookups.ts'
import type { CodedItem } from '../../../../web/suppliers/store/csv-lookups.ts'
import { checkedRows } from '../checked-rows.ts'

/** A shop with these items, by SKU and barcode, and one supplier, who is paid in euros. */
const items = [
  ['1', 'MUG', '4006381333931'],
  ['2', '00420', '5901234123457'],
  ['3', 'TEE RED', null],
  ['4', '50%OFF', null],
  ['5', 'A_B', null],
  ['6', 'A\\B', null],
  ['7', 'TEST3/4"', null],
] as const

const acme = {
  ...{ supplierId: '1', name: 'Acme', contact: null, email: null, alsoTo: [], cc: [], language: 'en', currency: 'EUR' },
  ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
}

const lookups: Lookups = {
  suppliers: async () => [acme],
  items: async (by, spellings) =>
    items.flatMap(([itemId, sku, barcode]): CodedItem[] => {
      const written = new Map<string, string | null>([
        ['sku', sku],
        ['barcode', barcode],
      ]).get(by)
      return written && spellings.some((one) => one.toLowerCase() === written.toLowerCase())
        ? [{ itemId, written }]
        : []
    }),
  oddCodes: async () => [],
  entries: async () => new Map(),
  today: async () => '2026-12-01',
  locations: async () => [],
  orders: async () => [],
}

async function rowsOf(file: string) {
  const said = { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] }
  const given = {
    kind: 'catalogue',
    supplierId: '1',
    newSuppliersIn: null,
    said,
    remembered: [],
    limits: { rows: 100 },
  } as const
  const checked = await checkCsvFile({ bytes: Buffer.from(file), ...given }, lookups)
  if (!checked.ok) throw new Error(checked.reason)
  return await checkedRows(checked)
}

/** `line item cost`, or the line and what keeps it out. */
async function summary(file: string): Promise<string[]> {
  return (await rowsOf(file)).map(({ line, says, problems }) => {
    const said = new Map<string, unknown>(Object.entries(says ?? {}))
    return says
      ? `${line} ${said.get('itemId')} ${said.get('cost')}`
      : `${line} ${problems.map((one) => one.message).join('; ')}`
  })
}

describe('a file as it comes', () => {
  test.each([
    [
      'with prices of a country',
      'SKU,Cost\nMUG,"1,23,456.78"\n00420,"12,34,567.00"\n',
      ['2 1 123456.78', '3 2 1234567'],
    ],
    [
      'with two kinds of money in a cell',
      'SKU;Cost\nMUG;"125,25 EUR, 199 USD"\n00420;"125 EUR"\n',
      ['2 is not an amount', '3 2 125'],
    ],
    ['with a sign behind its last column', 'SKU;Cost;\nMUG;5,6;Pezzi;\n', ['2 1 5.6']],
    ['with line ends of two kinds', 'SKU,Cost\r\nMUG,2.50\n00420,2.60\n', ['2 1 2.5', '3 2 2.6']],
    ['with inches in its texts', 'SKU,Title,Cost\nMUG,"27" monitor",2.50\n00420,ok,3\n', ['2 1 2.5', '3 2 3']],
    ['with quotation marks in its codes', 'SKU,Cost\n"TEST3/4""",2.50\n', ['2 7 2.5']],
    ['with a mark that is not doubled', 'SKU,Cost\nTEST3/4",2.50\nMUG,3\n', ['2 7 2.5', '3 1 3']],
    ['with signs that searches know', 'SKU,Cost\n50%OFF,1\nA_B,2\nA\\B,3\n', ['2 4 1', '3 5 2', '4 6 3']],
    ['with a cost of nothing', 'SKU,Cost\nMUG,0\n', ['2 1 0']],
    ['with empty rows in between', 'SKU,Cost\n\n\nMUG,2\n,,\n00420,3\n\n', ['4 1 2', '6 2 3']],
    [
      'with a total and a note beneath',
      'SKU,Description,Cost\nMUG,Mug,2.5\n,Total,2.5\nPrices valid until 31.12.2026,,\n',
      ['2 1 2.5', '3 does not say which item it is about', '4 is not the SKU of an item of the shop'],
    ],
    ['with numbers of a script', 'SKU,Cost\n4711.0,1\n', ['2 is not the SKU of an item of the shop']],
    [
      'with packs of nothing and less',
      'SKU,Pack size,MOQ\nMUG,0,-5\n',
      ['2 is not a whole number of 1 or more; is not a whole number of 1 or more'],
    ],
    [
      'of another shop system',
      'variant_sku,product_id,supplier_sku,cost_price,quantity,lead_time_days,notes\nMUG,,X-1,12.5,10,7,\n',
      ['2 1 12.5'],
    ],
    [
      'of the products of a shop',
      "Title,URL handle,Vendor,SKU,Barcode,Price,Compare-at price,Cost per item\nMug,mug,Acme,MUG,'4006381333931,12.50,,4.20\n,mug,,,,,,\n",
      ['2 1 4.2', '3 does not say which item it is about'],
    ],
    [
      'of the products of a shop, as they used to be',
      'Handle,Title,Vendor,Variant SKU,Variant Price,Variant Barcode,Cost per item\nmug,Mug,Acme,MUG,12.50,,4.20\n',
      ['2 1 4.2'],
    ],
  ])('%s', async (_how, file, expected) => {
    expect(await summary(file)).toEqual(expected)
  })
})

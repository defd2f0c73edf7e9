import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InShop, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { checkCsvFile } from '../../../web/suppliers/csv/check-csv-file.ts'
import { exportCatalogue, exportSuppliers } from '../../../web/suppliers/csv/export/export-rows.ts'
import {
  findItems,
  loadKnownEntries,
  loadKnownSuppliers,
  loadOddCodes,
} from '../../../web/suppliers/store/csv-lookups.ts'
import { shop as mugs } from '../../support/an-api.ts'
import { asOwner } from '../../support/database/database.ts'
import { aWare, stock } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'
import { asASpreadsheetSaves } from './as-a-spreadsheet-saves.ts'
import { checkedRows } from './checked-rows.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())

const runs = 12

const awkward = fc.constantFrom(
  ...[
    '00420',
    '1E5',
    '12-3',
    '3/4',
    'MAR1',
    'Sep 12',
    'TRUE',
    '=1+1',
    '-1',
    '+49 30',
    '@home',
    '1,000',
    '12.50',
    '007.10',
    '0.1',
    '3.14',
  ],
  ...[
    "'00420",
    "'=x",
    "''5",
    '5901234123457',
    '036000291452',
    '12345678901234567',
    '1:30',
    '50%',
    '(5)',
    'A–1',
    'CAFE\u0301',
  ],
  ...['Żółw', '仕入', 'say "hi"', 'a;b', 'a,b', 'B  2', '="x"', '＝1', 'n/a', '-', '12 €'],
)
const text = fc.oneof(awkward, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,12}[A-Za-z0-9]$/))
const id = fc.bigInt({ min: 10_000_000_000_000n, max: 900_000_000_000_000_000n }).map(String)
const amount = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, millionths]) => String(Number(`${whole}.${String(millionths).padStart(6, '0')}`)))
  .filter((written) => !written.includes('e'))
const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => String(value / 100))
const days = fc.option(fc.integer({ min: 0, max: 400 }))

const entry = fc.record({
  item: id,
  sku: fc.option(text),
  barcode: fc.option(text),
  code: fc.option(text),
  cost: fc.option(fc.oneof(amount, cents)),
  least: fc.integer({ min: 1, max: 100_000 }),
  pack: fc.integer({ min: 1, max: 5_000 }),
  days,
  discontinued: fc.boolean(),
})
const catalogue = fc.record({
  name: text,
  contact: fc.option(text),
  notes: fc.oneof(text, fc.constant('two\nlines')),
  minimum: fc.option(cents),
  days,
  entries: fc.uniqueArray(entry, { selector: ({ item }) => item, minLength: 1, maxLength: 25 }),
})
type Catalogue = typeof catalogue extends fc.Arbitrary<infer One> ? One : never

async function keep({ name, contact, notes, minimum, days: leadTime, entries }: Catalogue): Promise<void> {
  await shop.empty()
  await stock(
    shop.databaseUrl,
    entries.map(({ item, sku, barcode }) => aWare(item, { sku, barcode })),
  )
  await asOwner(
    shop.databaseUrl,
    `insert into supplier (shop_id, name, contact, currency, notes, minimum_value, lead_time_days, order_days)
     values ($1, $2, $3, 'EUR', $4, $5, $6, '{1,5}')`,
    [mugs, name, contact, notes, minimum, leadTime],
  )
  await asOwner(
    shop.databaseUrl,
    `insert into catalogue_entry (shop_id, supplier_id, item_id, supplier_sku, cost, minimum_quantity, pack_size, lead_time_days, rank, discontinued)
     select $1, supplier_id, e.item, code, cost, least, pack, days, 1, e.discontinued
       from supplier, jsonb_to_recordset($2) as e(item text, code text, cost numeric, least int, pack int, days int, discontinued bool)`,
    [mugs, JSON.stringify(entries)],
  )
}

const inShop: InShop = (work) => withShopSql(shop.db, mugs, work)

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** What would become of the rows of a file, and what is wrong with them. */
async function read(file: string, kind: 'suppliers' | 'catalogue') {
  const checked = await checkCsvFile(
    {
      ...{
        bytes: Buffer.from(file),
        kind,
        supplierId: null,
        newSuppliersIn: null,
        remembered: [],
        limits: { rows: 1_000 },
      },
      said: { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] },
    },
    {
      suppliers: () => inShop(loadKnownSuppliers),
      items: (by, spellings) => inShop((tx) => findItems(tx, by, spellings)),
      oddCodes: (by) => inShop((tx) => loadOddCodes(tx, by)),
      today: async () => '2026-12-01',
      locations: async () => [],
      orders: async () => [],
      entries: (wanted) => inShop((tx) => loadKnownEntries(tx, wanted)),
    },
  )
  if (!checked.ok) throw new Error(checked.reason)
  const rows = await checkedRows(checked)
  return { outcomes: rows.map(({ outcome }) => outcome), problems: rows.flatMap(({ problems }) => problems) }
}

describe('what is exported comes back through a spreadsheet program unchanged', () => {
  test.each([
    ['as it is', (file: string) => file],
    ['saved where a point is before the decimals', (file: string) => asASpreadsheetSaves(file, '.')],
  ])('%s, whatever suppliers and codes are called', async (_how, through) => {
    await fc.assert(
      fc.asyncProperty(catalogue, async (one) => {
        await keep(one)
        const suppliers = await read(through(await textOf(exportSuppliers(inShop))), 'suppliers')
        expect(suppliers).toEqual({ outcomes: ['same'], problems: [] })
        const entries = await read(through(await textOf(exportCatalogue(inShop, null))), 'catalogue')
        expect(entries).toEqual({ outcomes: one.entries.map(() => 'same'), problems: [] })
      }),
      { numRuns: runs },
    )
  })

  test('saved where a comma is, nothing of it is written otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(catalogue, async (one) => {
        await keep(one)
        const file = asASpreadsheetSaves(await textOf(exportCatalogue(inShop, null)), ',')
        const { outcomes, problems } = await read(file, 'catalogue')
        // A single cost such as 1,125 cannot be told from a thousand, and what was kept from the program has its point still.
        expect(problems.filter(({ message }) => !/^could be|^is not written as/.test(message))).toEqual([])
        expect(outcomes.filter((outcome) => outcome !== 'same' && outcome !== 'problem')).toEqual([])
      }),
      { numRuns: runs },
    )
  })
})

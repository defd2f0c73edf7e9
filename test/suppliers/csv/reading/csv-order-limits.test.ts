import { expect, test } from 'vitest'
import { checkCsvFile } from '../../../../web/suppliers/csv/check-csv-file.ts'
import type { CheckedRow } from '../../../../web/suppliers/store/csv-uploads.ts'
import { checkedRows } from '../checked-rows.ts'

const kept = {
  contact: null,
  email: null,
  alsoTo: [],
  cc: [],
  language: 'ja',
  leadTimeDays: null,
  minimumValue: null,
  orderDays: [],
}

/** Of a shop that has every item by its SKU, and a supplier who is paid in yen. */
async function rowsOf(file: string): Promise<CheckedRow[]> {
  const checked = await checkCsvFile(
    {
      ...{ bytes: Buffer.from(file), kind: 'supplier-orders', supplierId: null, newSuppliersIn: null, remembered: [] },
      said: { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] },
      limits: { rows: 10_000 },
    },
    {
      suppliers: async () => [{ supplierId: '1', name: 'Kiln', currency: 'JPY', notes: '', ...kept }],
      items: async (by, spellings) =>
        by === 'sku' ? spellings.map((written) => ({ itemId: written.toLowerCase(), written })) : [],
      oddCodes: async () => [],
      entries: async () => new Map(),
      today: async () => '2026-12-01',
      locations: async () => [{ locationId: '1', name: 'Harbour' }],
      orders: async () => [],
    },
  )
  if (!checked.ok) throw new Error(checked.reason)
  return await checkedRows(checked)
}

const problemsOf = ({ problems }: CheckedRow) => problems.map(({ message }) => message)

test('of more than 1,000 new orders the first come in, and the rest with the same file once more', async () => {
  const orders = Array.from({ length: 1_002 }, (_, at) => `P${at},Kiln,MUG,1\nP${at},Kiln,CUP,1\n`)
  const rows = await rowsOf(`PO,Supplier,SKU,Qty\n${orders.join('')}`)
  expect(rows.filter(({ outcome }) => outcome === 'create')).toHaveLength(2_000)
  expect(rows.slice(2_000).map(problemsOf)).toEqual(
    Array.from({ length: 4 }, () => ['is of more than 1000 new orders: import these, and then this file once more']),
  )
})

test('an order has 1,000 items, as one that is made by hand', async () => {
  const items = Array.from({ length: 1_001 }, (_, at) => `P,Kiln,X-${at},1\n`)
  const rows = await rowsOf(`PO,Supplier,SKU,Qty\n${items.join('')}`)
  expect(rows.filter(({ outcome }) => outcome === 'create')).toHaveLength(1_000)
  expect(rows.slice(1_000).map(problemsOf)).toEqual([['is beyond the 1000 items that one order may have']])
})

test('there are no cents of what has none, and a date years away is not told to anybody', async () => {
  const rows = await rowsOf('PO,Supplier,SKU,Qty,Cost,ETA\nP,Kiln,MUG,1,0.5,2062-12-04\nP,Kiln,CUP,1,250,2026-11-20\n')
  expect(rows.map(({ problems }) => problems.map(({ message, leaves }) => `${message}: ${leaves}`))).toEqual([
    ['is more than a year away: cell', 'is not an amount in JPY: cell'],
    ['is past: the order counts as late: nothing'],
  ])
  expect(rows.map(({ says }) => says)).toMatchObject([
    { cost: null, due: null },
    { cost: '250', due: '2026-11-20' },
  ])
})

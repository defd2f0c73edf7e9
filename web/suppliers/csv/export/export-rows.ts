import type { InShop } from '../../../platform/db/with-shop.ts'
import { addressesLine } from '../../rules/addresses.ts'
import { loadEntriesAfter, loadSuppliersAfter } from '../../store/csv-exports.ts'
import { weekdayNames } from '../cells/day-cells.ts'
import { exportHeaders } from '../columns.ts'
import type { CsvField } from '../header-words.ts'
import { amountCell, csvRow } from './write-row.ts'

/** Spreadsheets take a file with this mark for UTF-8. */
const byteOrderMark = '\uFEFF'
// Each piece is read in a transaction of its own, so that a slow reader of the file holds none open.
const rowsAtOnce = 1_000

const supplierFields: readonly CsvField[] = [
  'supplierId',
  'supplierName',
  'contact',
  'email',
  'language',
  'currency',
  'leadTimeDays',
  'minimumValue',
  'orderDays',
  'notes',
]

/** Suppliers that are not archived, as a file that can be imported again; a piece at a time. */
export async function* exportSuppliers(run: InShop): AsyncGenerator<string> {
  yield byteOrderMark + csvRow(supplierFields.map((field) => exportHeaders[field]))
  for (let after = '0'; ; ) {
    const suppliers = await run((tx) => loadSuppliersAfter(tx, after, rowsAtOnce))
    const last = suppliers.at(-1)
    if (last === undefined) return
    yield suppliers
      .map(({ supplierId, name, contact, language, currency, leadTimeDays, minimumValue, orderDays, notes, ...to }) => {
        const days = orderDays.map((day) => weekdayNames[day - 1] ?? '').join(' ')
        const terms = [currency, leadTimeDays, amountCell(minimumValue), days]
        return csvRow([supplierId, name, contact, addressesLine(to), language, ...terms, notes])
      })
      .join('')
    after = last.supplierId
  }
}

const catalogueFields: readonly CsvField[] = [
  'supplierId',
  'supplierName',
  'itemId',
  'sku',
  'barcode',
  'title',
  'supplierSku',
  'cost',
  'currency',
  'minimumQuantity',
  'packSize',
  'leadTimeDays',
  'rank',
  'discontinued',
]

/** What suppliers sell, or one of them, as a file that can be imported again; a piece at a time. */
export async function* exportCatalogue(run: InShop, supplierId: string | null): AsyncGenerator<string> {
  yield byteOrderMark + csvRow(catalogueFields.map((field) => exportHeaders[field]))
  for (let after = { supplierId: '0', itemId: '' }; ; ) {
    const entries = await run((tx) => loadEntriesAfter(tx, supplierId, after, rowsAtOnce))
    const last = entries.at(-1)
    if (last === undefined) return
    yield entries
      .map((entry) => {
        const { supplierName, itemId, sku, barcode, title, supplierSku, cost, currency } = entry
        const { minimumQuantity, packSize, leadTimeDays, rank, discontinued } = entry
        const item = [
          entry.supplierId,
          supplierName,
          itemId,
          sku,
          barcode,
          title,
          supplierSku,
          amountCell(cost),
          currency,
        ]
        return csvRow([...item, minimumQuantity, packSize, leadTimeDays, rank, discontinued ? 'yes' : 'no'])
      })
      .join('')
    after = last
  }
}

import type { CsvKind } from '../store/csv-uploads.ts'
import { perUnit } from './cells/amount-cells.ts'
import { currencyInHeader } from './cells/currency-marks.ts'
import { piecesIn, priceUnitIn } from './cells/price-units.ts'
import { type CsvField, costHeaders, discounts, headerWordsOf, plainWords, supplierNumbers } from './header-words.ts'

export type CsvColumn = {
  readonly header: string
  readonly field: CsvField | null
  /** What is to be known of how the column is read, or why it is not. */
  readonly note?: string
  /** The money that its amounts are in, as the header says. */
  readonly money?: string
  /** How many pieces its prices are of, where not of one. */
  readonly pieces?: number
}

type Fields = Map<number, CsvField>

/** What a person says of a column, by its header; null: it is left out. */
export type SaidColumn = { readonly header: string; readonly field: CsvField | null }

/** What each column says, as a person says it or else as it is called. What one column is said to be, no other is. */
export function columnsOf(kind: CsvKind, headers: readonly string[], said: readonly SaidColumn[] = []): CsvColumn[] {
  const told = new Map(said.filter(({ field }) => field === null || isOf(kind, field)).map((one) => [one.header, one]))
  const taken = new Set([...told.values()].map(({ field }) => field))
  return foundColumns(kind, headers).map((column) => {
    const { header, field } = column
    const one = told.get(header)
    if (one !== undefined) return { ...one, ...(one.field === 'cost' && priceFacts(header)) }
    const isAnswered = taken.has('cost') && pricedColumn(header) !== null
    return isAnswered || (field !== null && taken.has(field)) ? { header, field: null } : column
  })
}

/** As it was kept; a field that no version knows any more says nothing. */
export function isSaidColumn(kept: { readonly header: string; readonly field: string | null }): kept is SaidColumn {
  return kept.field === null || kept.field in exportHeaders
}

function isOf(kind: CsvKind, field: CsvField): boolean {
  return isField(kind, field) || (kind !== 'suppliers' && field === 'cost')
}

/** In which money and of how many pieces the prices of a column are that a person says has the costs. */
function priceFacts(header: string): Pick<CsvColumn, 'money' | 'pieces'> {
  const mark = currencyInHeader(header)?.mark
  const pieces = pricedColumn(header)?.pieces
  return { ...(mark !== undefined && { money: mark }), ...(pieces !== undefined && { pieces }) }
}

/** Of two columns that could say the same, the one with the surer name does, but for costs. */
function foundColumns(kind: CsvKind, headers: readonly string[]): CsvColumn[] {
  const names = headers.map(namesOf)
  const fields: Fields = new Map()
  for (const [field, synonyms] of Object.entries(headerWordsOf[kind])) {
    const at = bestColumn(names, synonyms, fields)
    if (at !== undefined && isField(kind, field)) fields.set(at, field)
  }
  const money = headers.map((header, at) => moneyColumn(header, fields.get(at) ?? null))
  const costs = kind !== 'suppliers' ? costColumns(headers, fields) : []
  return headers.map((header, at) => {
    if (costs[at]) return costs[at]
    if (money[at]) return money[at]
    const field = fields.get(at) ?? null
    const isSuppliers = field === null && names[at]?.some((name) => plainSupplierNumbers.has(name))
    return isSuppliers ? { header, field, note: 'is a number of the supplier’s, not of the item' } : { header, field }
  })
}

const plainSupplierNumbers = new Set(supplierNumbers.map(plainWords))
const plainDiscounts = new Set(discounts.map(plainWords))
const plainCosts = costHeaders.map((words) => new Set(words.map(plainWords)))

/** As it stands, and without what is in brackets or says a currency. */
function namesOf(header: string): string[] {
  const bare = header.replace(/\(.*?\)/g, '')
  return [...new Set([plainWords(header), plainWords(bare), plainWords(currencyInHeader(header)?.rest ?? header)])]
}

function bestColumn(names: readonly string[][], synonyms: readonly string[], taken: Fields): number | undefined {
  for (const synonym of synonyms.map(plainWords)) {
    const at = names.findIndex((written, place) => written.includes(synonym) && !taken.has(place))
    if (at >= 0) return at
  }
  return undefined
}

/** `Minimum order value (EUR)` */
function moneyColumn(header: string, field: CsvField | null): CsvColumn | null {
  const money = field === 'minimumValue' ? currencyInHeader(header) : null
  return money && { header, field, money: money.mark }
}

const taxes =
  /\b(?:net|netto|net(?:to)?preis|gross|brutto|(?:excl?|incl?|inkl|exkl|ex|zzgl|inc|ohne|mit)\.?\s*(?:vat|tax|mwst|ust|tva|iva|btw|moms)|ht|ttc|hors taxes?|(?:sin|con|s|c)\/?\s*iva|税抜|税込)(?![\p{L}])|税抜|税込/giu

type Priced = CsvColumn & { readonly tier: number }

/** What a header says of a price: in which money, of how many pieces, before or after tax. */
function pricedColumn(header: string): Priced | null {
  const exact = tierOf(header)
  if (exact >= 0) return { header, field: 'cost', tier: exact }
  const money = currencyInHeader(header)
  const unmarked = (money?.rest ?? header).replace(/[()[\]]/g, ' ')
  const unit = priceUnitIn(unmarked)
  const said = [(unit?.rest ?? unmarked).replace(taxes, ' '), header.replace(/\(.*?\)/g, '')]
  const tier = Math.min(...said.map(tierOf).filter((found) => found >= 0))
  if (tier === Infinity) return null
  const pieces = unit === null ? 1 : piecesIn(unit.unit)
  if (pieces === null) return { header, field: null, tier, note: perUnit(unit?.unit ?? '') }
  return { header, field: 'cost', tier, ...(money && { money: money.mark }), ...(pieces > 1 && { pieces }) }
}

function tierOf(header: string): number {
  const name = plainWords(header)
  return plainCosts.findIndex((words) => words.has(name))
}

/** The one column that says what an item costs. Where several do, or a discount is still to be taken off, none is guessed. */
function costColumns(headers: readonly string[], fields: Fields): (CsvColumn | undefined)[] {
  const priced = headers.map((header, at) => (fields.has(at) ? null : pricedColumn(header)))
  const surest = Math.min(...priced.flatMap((one) => (one ? [one.tier] : [])))
  const rivals = priced.filter((one) => one?.tier === surest)
  const discount = headers.find((header) => plainDiscounts.has(plainWords(header.replace(/%|\(.*?\)/g, ''))))
  return priced.map((one) => {
    if (one === null || one.tier !== surest) return undefined
    const { tier: _, ...column } = one
    const names = rivals.map((rival) => `“${rival?.header}”`).join(', ')
    if (rivals.length > 1) return { ...column, field: null, note: `says the cost, and so do others: ${names}` }
    return discount === undefined || column.field === null
      ? column
      : { ...column, field: null, note: `may be the price before “${discount}”, which Backline does not work out` }
  })
}

function isField(kind: CsvKind, field: string): field is CsvField {
  return field in headerWordsOf[kind]
}

const noNumbers = 'No column has the numbers of purchase orders.'
/** Shopify's inventory export has the column Incoming, and other lists what is on order. */
const onlyCounts =
  'A list of what is incoming or on order says how many come, not with which order, from whom and when: export the purchase orders instead.'

/** Why rows of such a file could say nothing; null where they can. */
export function missingColumn(kind: CsvKind, columns: readonly CsvColumn[], isOneSuppliers: boolean): string | null {
  const has = (...fields: CsvField[]) => columns.some(({ field }) => field !== null && fields.includes(field))
  if (kind === 'suppliers') return has('supplierId', 'supplierName') ? null : 'No column has the names of suppliers.'
  if (!has('itemId', 'variantId', 'sku', 'barcode')) return 'No column has SKUs, barcodes, or ids of items.'
  if (kind === 'supplier-orders' && !has('orderNumber'))
    return has('outstanding') ? `${noNumbers} ${onlyCounts}` : noNumbers
  if (!isOneSuppliers && !has('supplierId', 'supplierName')) return 'No column says which supplier a row is of.'
  if (kind !== 'supplier-orders') return null
  if (!has('units', 'outstanding')) return 'No column says how many were ordered.'
  return null
}

/** Whether all columns are called as exports call them. */
export function isExport(columns: readonly CsvColumn[]): boolean {
  return columns.length > 4 && columns.every(({ header, field }) => field !== null && exportHeaders[field] === header)
}

/** The header that exports write, and imports read. */
export const exportHeaders: Record<CsvField, string> = {
  supplierId: 'Supplier ID',
  supplierName: 'Supplier name',
  contact: 'Contact',
  email: 'Email',
  language: 'Language',
  currency: 'Currency',
  leadTimeDays: 'Lead time (days)',
  minimumValue: 'Minimum order value',
  orderDays: 'Order days',
  notes: 'Notes',
  itemId: 'Inventory item ID',
  variantId: 'Variant ID',
  sku: 'SKU',
  barcode: 'Barcode',
  title: 'Title',
  supplierSku: 'Supplier SKU',
  cost: 'Cost',
  priceUnit: 'Price unit',
  minimumQuantity: 'Minimum quantity',
  packSize: 'Pack size',
  rank: 'Rank',
  discontinued: 'Discontinued',
  orderNumber: 'PO number',
  units: 'Quantity ordered',
  received: 'Quantity received',
  outstanding: 'Quantity outstanding',
  due: 'Expected date',
  orderedOn: 'Ordered date',
  location: 'Location',
  status: 'Status',
}

export type CsvKind = 'suppliers' | 'catalogue'

/** The usual names of each column, the surest first, as `plainName` writes them. */
const supplierNames = {
  supplierId: ['supplier id', 'vendor id'],
  supplierName: ['supplier name', 'supplier', 'name', 'vendor name', 'vendor', 'company name', 'company', 'lieferant'],
  contact: ['contact name', 'contact', 'contact person', 'primary contact', 'ansprechpartner'],
  email: ['email', 'e mail', 'email address', 'contact email', 'order email', 'supplier email'],
  language: ['language', 'locale', 'language code', 'sprache'],
  currency: ['currency', 'currency code', 'supplier currency', 'waehrung', 'währung'],
  leadTimeDays: [
    'lead time days',
    'lead time',
    'leadtime',
    'lead days',
    'default lead time',
    'delivery days',
    'lieferzeit',
  ],
  minimumValue: [
    'minimum order value',
    'min order value',
    'minimum order amount',
    'min order amount',
    'minimum value',
    'minimum order',
    'min order',
    'mov',
  ],
  orderDays: ['order days', 'ordering days', 'order weekdays', 'bestelltage'],
  notes: ['notes', 'note', 'comments', 'comment', 'description', 'remarks', 'notizen'],
} as const

const catalogueNames = {
  currency: ['currency', 'currency code', 'cost currency', 'supplier currency', 'waehrung', 'währung'],
  supplierId: ['supplier id', 'vendor id'],
  supplierName: ['supplier name', 'supplier', 'vendor name', 'vendor', 'lieferant'],
  itemId: ['inventory item id', 'item id', 'shopify inventory item id', 'variant inventory item id'],
  variantId: ['variant id', 'shopify variant id'],
  sku: ['sku', 'variant sku', 'product sku', 'item sku', 'our sku', 'shop sku', 'stock code', 'artikelnummer'],
  barcode: ['barcode', 'variant barcode', 'ean', 'upc', 'gtin', 'isbn', 'ean13'],
  title: ['title', 'product title', 'product', 'product name', 'item', 'item name', 'name', 'variant title'],
  supplierSku: [
    'supplier sku',
    'supplier code',
    'supplier product code',
    'supplier item code',
    'supplier part number',
    'vendor sku',
    'vendor code',
    'vendor part number',
    'supplier reference',
    'mpn',
    'part number',
    'lieferantennummer',
  ],
  cost: [
    'cost',
    'unit cost',
    'cost price',
    'supplier cost',
    'supplier cost price',
    'supplier price',
    'purchase price',
    'buy price',
    'buying price',
    'wholesale price',
    'cost per item',
    'last cost',
    'einkaufspreis',
    'price',
  ],
  minimumQuantity: [
    'minimum quantity',
    'min quantity',
    'minimum order quantity',
    'min order quantity',
    'moq',
    'min order qty',
    'minimum order qty',
    'min qty',
    'minimum qty',
    'minimum order',
    'min order',
    'mindestmenge',
  ],
  packSize: [
    'pack size',
    'pack',
    'pack quantity',
    'pack qty',
    'case size',
    'case quantity',
    'case qty',
    'case pack',
    'units per pack',
    'units per case',
    'order multiple',
    'multiple',
    'verpackungseinheit',
  ],
  leadTimeDays: [
    'lead time days',
    'lead time',
    'leadtime',
    'lead days',
    'supplier lead time',
    'delivery days',
    'lieferzeit',
  ],
  rank: ['rank', 'priority', 'supplier rank', 'supplier priority', 'preference'],
  discontinued: ['discontinued', 'is discontinued', 'no longer available', 'ausgelaufen'],
} as const

export type CsvField = keyof typeof supplierNames | keyof typeof catalogueNames
export type CsvColumn = { readonly header: string; readonly field: CsvField | null }

const namesOf: Record<CsvKind, Partial<Record<CsvField, readonly string[]>>> = {
  suppliers: supplierNames,
  catalogue: catalogueNames,
}

/** `Lead_Time (days)` is `lead time days`, and `supplierSku` is `supplier sku`. */
function plainName(header: string): string {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What each column says. Of two columns that could say the same, the one with the surer name does. */
export function columnsOf(kind: CsvKind, headers: readonly string[]): CsvColumn[] {
  const names = headers.map((header) => [plainName(header), plainName(header.replace(/\(.*?\)/g, ''))])
  const fields = new Map<number, CsvField>()
  for (const [field, synonyms] of Object.entries(namesOf[kind])) {
    const at = bestColumn(names, synonyms, fields)
    if (at !== undefined && isField(kind, field)) fields.set(at, field)
  }
  return headers.map((header, at) => ({ header, field: fields.get(at) ?? null }))
}

function bestColumn(
  names: readonly string[][],
  synonyms: readonly string[],
  taken: ReadonlyMap<number, CsvField>,
): number | undefined {
  for (const synonym of synonyms) {
    const at = names.findIndex((written, place) => written.includes(synonym) && !taken.has(place))
    if (at >= 0) return at
  }
  return undefined
}

function isField(kind: CsvKind, field: string): field is CsvField {
  return field in namesOf[kind]
}

/** Why rows of such a file could say nothing; null where they can. */
export function missingColumn(kind: CsvKind, columns: readonly CsvColumn[], isOneSuppliers: boolean): string | null {
  const has = (...fields: CsvField[]) => columns.some(({ field }) => field !== null && fields.includes(field))
  if (kind === 'suppliers') return has('supplierId', 'supplierName') ? null : 'No column has the names of suppliers.'
  if (!has('itemId', 'variantId', 'sku', 'barcode')) return 'No column has SKUs, barcodes, or ids of items.'
  if (!isOneSuppliers && !has('supplierId', 'supplierName')) return 'No column says which supplier a row is of.'
  return null
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
  minimumQuantity: 'Minimum quantity',
  packSize: 'Pack size',
  rank: 'Rank',
  discontinued: 'Discontinued',
}

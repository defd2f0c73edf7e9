import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { ownId, written } from '../../platform/contract/inputs.ts'
import { currency } from '../../platform/contract/money.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'

/** What a file lists: suppliers, what they sell, or what was ordered from them. */
const csvKind = z.enum(['suppliers', 'catalogue', 'supplier-orders'])
export type CsvKind = z.infer<typeof csvKind>

/** A file comes in parts of so many bytes at most, and has so many bytes and rows at most; empty rows count. */
export const csvPartBytes = 180_000
export const csvFileBytes = 40_000_000
export const csvRowsAtMost = 250_000
/** As many lines as the cells of its rows may have between them. */
export const csvLinesAtMost = 1_000_000

/** Where all suppliers, or the catalogue, are had as a CSV file; `?supplierId=` for one supplier's. Not under the contract: a stream. */
export const csvExportPaths = {
  suppliers: '/api/csv-exports/suppliers',
  catalogue: '/api/csv-exports/catalogue',
} as const

/** How a file's bytes may be taken for letters; what programs of a country wrote before Unicode is guessed. */
const csvEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
])
export type CsvEncoding = z.infer<typeof csvEncoding>
const csvDecimalSign = z.enum(['.', ','])
const csvDayOrder = z.enum(['day-first', 'month-first'])

/** What a column of a file may say. */
export const csvField = z.enum([
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
  'itemId',
  'variantId',
  'sku',
  'barcode',
  'title',
  'supplierSku',
  'cost',
  'priceUnit',
  'minimumQuantity',
  'packSize',
  'rank',
  'discontinued',
  'orderNumber',
  'units',
  'received',
  'outstanding',
  'due',
  'orderedOn',
  'location',
  'status',
])
export type CsvFieldName = z.infer<typeof csvField>

/** What a person says of a column, by its header; null: it is left out. */
const saidColumns = z.array(z.object({ header: z.string().max(1_000), field: csvField.nullable() })).max(100)

/** A column of a file whose columns say too little by their names: what it is taken for, and the first of what stands in it. */
export type UnnamedColumn = {
  readonly header: string
  readonly field: CsvFieldName | null
  readonly samples: readonly string[]
}

export const newUpload = z.object({
  kind: csvKind,
  fileName: written(255),
  /** A catalogue, or a list of supplier orders, that names no supplier is this one's. */
  supplierId: ownId.nullable().default(null),
})

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** `part` counts from 0; the same part again takes the place of the first. */
export const uploadPart = z.object({
  uploadId: ownId,
  part: z.number().int().min(0).max(999),
  bytes: z
    .string()
    .max(Math.ceil(csvPartBytes / 3) * 4, `must be at most ${csvPartBytes} bytes`)
    .regex(base64, 'must be base64')
    .describe('The bytes of the file as they are, in base64.'),
})

export const uploadChoice = z.object({ uploadId: ownId })

export const uploadCheck = z.object({
  uploadId: ownId,
  /** Suppliers that the file names and nobody knows are created with this currency; null: they are problems. */
  newSuppliersIn: currency.nullable().default(null),
  /** Null: guessed from the file. */
  encoding: csvEncoding.nullable().default(null),
  /** The sign before the decimals of all its numbers; null: what they show. */
  decimalSign: csvDecimalSign.nullable().default(null),
  /** What comes first in its dates, 3/4/2026; null: what they show. */
  dayOrder: csvDayOrder.nullable().default(null),
  /** Where supplier orders go that name no location; null: the only one that the shop has. */
  locationId: shopifyId('Location').nullable().default(null),
  /** What columns say that are called otherwise, or alike; the others are found by what they are called. */
  columns: saidColumns.default([]),
})

/** What confirming would do with a row: `same` says nothing new, `problem` is left out. */
const rowOutcome = z.enum(['create', 'update', 'same', 'problem'])
export type RowOutcome = z.infer<typeof rowOutcome>

/** How the file is read: `field` is null for a column that is left out. */
const csvColumn = z.object({
  header: z.string(),
  field: csvField.nullable(),
  /** Why a column is left out that could say something, in words. */
  note: z.string().nullable(),
})

export const csvUpload = z.object({
  uploadId: z.string(),
  kind: csvKind,
  fileName: z.string(),
  supplierId: z.string().nullable(),
  /** `open`: its parts are coming; `checked`: the preview can be read; `confirmed`: written. */
  state: z.enum(['open', 'checked', 'confirmed']),
  columns: z.array(csvColumn),
  /** `.` or `,` before the decimals of the file's numbers; empty where none shows which. */
  decimalSign: z.string(),
  encoding: csvEncoding,
  /** Nothing in the file says its encoding. */
  isEncodingGuessed: z.boolean(),
  /** What a person said of how to read it, when it was checked last. */
  said: z.object({
    encoding: csvEncoding.nullable(),
    decimalSign: csvDecimalSign.nullable(),
    dayOrder: csvDayOrder.nullable().default(null),
    locationId: z.string().nullable().default(null),
    columns: saidColumns.default([]),
  }),
  /** Why rows and cells are left out, the commonest reasons first, at most 20; `header` is null where it is whole rows. */
  leftOut: z.array(
    z.object({
      header: z.string().nullable(),
      message: z.string(),
      leaves: z.enum(['row', 'cell']),
      count: z.number().int(),
    }),
  ),
  newSuppliersIn: z.string().nullable(),
  /** Names of suppliers that confirming would create, at most 50 of them; and how many. */
  newSuppliers: z.array(z.string()),
  newSupplierCount: z.number().int(),
  counts: z.object({
    rows: z.number().int(),
    create: z.number().int(),
    update: z.number().int(),
    same: z.number().int(),
    problem: z.number().int(),
  }),
})
export type CsvUpload = z.infer<typeof csvUpload>

const csvRow = z.object({
  /** As spreadsheets count: the header is line 1, empty lines count, a cell of several lines does not. */
  line: z.number().int(),
  /** Its cells, in the order of the columns; long ones cut. */
  cells: z.array(z.string()),
  /** In the order of the columns, what would be written of each cell, where that is not the cell as it stands; else null. */
  meanings: z.array(z.string().nullable()),
  outcome: rowOutcome,
  /**
   * What is wrong, in words; `header` is null where it is the row as a whole. It leaves out the row, the cell alone, or
   * nothing, where it says how the cell is read.
   */
  problems: z.array(
    z.object({ header: z.string().nullable(), message: z.string(), leaves: z.enum(['row', 'cell', 'nothing']) }),
  ),
})
export type CsvRow = z.infer<typeof csvRow>

export const uploadRowsInput = pageInput.extend({ uploadId: ownId, outcome: rowOutcome.optional() })

export const uploadRowsOutput = z.object({
  upload: csvUpload,
  /** In the order of the file. */
  rows: z.array(csvRow),
  ...pageAround,
})
export type UploadRowsOutput = z.infer<typeof uploadRowsOutput>

/** `written`: rows that said something new. Asked again it answers the same. */
export const uploadConfirmed = z.object({ upload: csvUpload, written: z.number().int() })

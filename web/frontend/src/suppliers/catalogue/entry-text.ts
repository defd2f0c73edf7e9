import { type CatalogueRow, type EntryFields, entryFields } from '../../../../suppliers/contract/catalogue.ts'
import { readMoney, typedMoney } from '../../format/money.ts'
import { entryProblems } from '../catalogue-words.ts'

/** A catalogue entry as it stands in a form: text that may be wrong. */
export type EntryText = {
  readonly supplierSku: string
  readonly cost: string
  readonly minimumQuantity: string
  readonly packSize: string
  readonly leadTimeDays: string
  readonly rank: string
  readonly discontinued: boolean
}

export type EntryProblems = { readonly [Field in keyof EntryText]?: string }

export function entryText(row: CatalogueRow): EntryText {
  return {
    supplierSku: row.supplierSku ?? '',
    cost: typedMoney(row.cost ?? ''),
    minimumQuantity: String(row.minimumQuantity),
    packSize: String(row.packSize),
    leadTimeDays: row.leadTimeDays?.toString() ?? '',
    rank: String(row.rank),
    discontinued: row.discontinued,
  }
}

type Read = { readonly fields: EntryFields } | { readonly problems: EntryProblems }

export function readEntry(text: EntryText): Read {
  const cost = text.cost.trim()
  const read = entryFields.safeParse({
    supplierSku: text.supplierSku,
    // What is no amount is left as it is, and refused.
    cost: cost === '' ? null : (readMoney(cost) ?? 'no amount'),
    minimumQuantity: wholeNumber(text.minimumQuantity),
    packSize: wholeNumber(text.packSize),
    leadTimeDays: text.leadTimeDays.trim() === '' ? null : wholeNumber(text.leadTimeDays),
    rank: wholeNumber(text.rank),
    discontinued: text.discontinued,
  })
  if (read.success) return { fields: read.data }
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
  return { problems: Object.fromEntries(Object.entries(entryProblems).filter(([field]) => wrong.has(field))) }
}

function wholeNumber(text: string): number {
  return /^[0-9]{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN
}

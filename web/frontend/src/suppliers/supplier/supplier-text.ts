import { type SupplierDetail, type SupplierFields, supplierFields } from '../../../../suppliers/contract/suppliers.ts'
import { addressesText, typedAddresses } from '../../format/addresses.ts'
import { ownLanguage } from '../../format/currencies.ts'
import { readMoney, typedMoney } from '../../format/money.ts'
import { supplierProblems } from '../supplier-words.ts'

/** A supplier as it stands in a form: text that may be wrong. */
export type SupplierText = {
  readonly name: string
  readonly contact: string
  /** All that orders go to, and all that get a copy. */
  readonly email: string
  readonly cc: string
  readonly language: string
  readonly currency: string
  readonly leadTimeDays: string
  readonly minimumValue: string
  readonly orderDays: readonly number[]
  readonly notes: string
}

export type SupplierProblems = { readonly [Field in keyof SupplierText]?: string }

/** Null: a new one, which may have its name already. */
export function supplierText(supplier: SupplierDetail | null, name = ''): SupplierText {
  return {
    name: supplier?.name ?? name,
    contact: supplier?.contact ?? '',
    email: addressesText(supplier?.email ? [supplier.email, ...supplier.alsoTo] : []),
    cc: addressesText(supplier?.cc ?? []),
    language: supplier?.language ?? ownLanguage(),
    currency: supplier?.currency ?? '',
    leadTimeDays: supplier?.leadTimeDays?.toString() ?? '',
    minimumValue: typedMoney(supplier?.minimumValue ?? ''),
    orderDays: supplier?.orderDays ?? [],
    notes: supplier?.notes ?? '',
  }
}

type Field = keyof SupplierText

/** Which fields say something else. */
export function changedFields(one: SupplierText, other: SupplierText): Field[] {
  const fields = Object.keys(one) as Field[] // A record has no other keys than its type says.
  return fields.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]))
}

/** What was typed over `before`, over what is read now: fields that nobody typed in follow. */
export function rebased(typed: SupplierText, before: SupplierText, now: SupplierText): SupplierText {
  const kept = changedFields(typed, before).map((field) => [field, typed[field]])
  return { ...now, ...Object.fromEntries(kept) }
}

export function isSameText(one: SupplierText, other: SupplierText): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

type Read = { readonly fields: SupplierFields } | { readonly problems: SupplierProblems }

export function readSupplier(text: SupplierText): Read {
  const days = text.leadTimeDays.trim()
  const minimum = text.minimumValue.trim()
  const [email = null, ...alsoTo] = typedAddresses(text.email)
  const read = supplierFields.safeParse({
    ...text,
    contact: text.contact.trim() || null,
    ...{ email, alsoTo, cc: typedAddresses(text.cc) },
    leadTimeDays: days === '' ? null : Number(/^[0-9]+$/.test(days) ? days : Number.NaN),
    // What is no amount is left as it is, and refused.
    minimumValue: minimum === '' ? null : (readMoney(minimum) ?? 'no amount'),
  })
  if (read.success) return { fields: read.data }
  const wrong = new Set(read.error.issues.map(({ path: [field] }) => (field === 'alsoTo' ? 'email' : field)))
  return { problems: Object.fromEntries(Object.entries(supplierProblems).filter(([field]) => wrong.has(field))) }
}

import { type Addresses, addressesLine } from '../../rules/addresses.ts'
import type { CsvField } from '../header-words.ts'
import { weekdayNames } from './day-cells.ts'

/** What would be written of a cell, as the preview shows it beside the cell; null where that is the cell as it stands. */
export function meaningOf(field: CsvField | null, says: object | null, cell: string): string | null {
  if (field === null || says === null) return null
  const said = new Map<string, unknown>(Object.entries(says))
  if (field === 'email' && isAddresses(says)) return unless(addressesLine({ ...says, cc: says.cc ?? [] }), cell)
  const value = said.get(field) ?? (field === 'supplierName' ? said.get('name') : null)
  const text = value === null || value === undefined || field === 'supplierId' ? null : inWords(value)
  return unless(text, cell)
}

function unless(text: string | null, cell: string): string | null {
  return text === cell ? null : text
}

/** One that an earlier version wrote has a single address. */
function isAddresses(says: object): says is Omit<Addresses, 'cc'> & { cc: Addresses['cc'] | null } {
  return 'email' in says && says.email !== null && 'alsoTo' in says && 'cc' in says
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map((day) => weekdayNames[Number(day) - 1]).join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

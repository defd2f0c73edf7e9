import type { CsvField } from '../header-words.ts'
import { weekdayNames } from './day-cells.ts'

/** What would be written of a cell, as the preview shows it beside the cell; null where that is the cell as it stands. */
export function meaningOf(field: CsvField | null, says: object | null, cell: string): string | null {
  if (field === null || says === null) return null
  const said = new Map<string, unknown>(Object.entries(says))
  const value = said.get(field) ?? (field === 'supplierName' ? said.get('name') : null)
  const text = value === null || value === undefined || field === 'supplierId' ? null : inWords(value)
  return text === cell ? null : text
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map((day) => weekdayNames[Number(day) - 1]).join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

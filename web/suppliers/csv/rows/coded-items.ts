import { bareNumber, codeKey, gtinOf } from '../../rules/code-key.ts'
import type { CodedItem } from '../../store/csv-lookups.ts'

/** How alike what a file writes is to what the shop writes: the lower the surer. */
type Likeness = 0 | 1 | 2 | 3 | 4
/** Beyond all of them. */
export const unlike = 5

/** Exactly, but for capitals, looking the same, the same trade item number, and what a spreadsheet leaves of a number. */
export function likenessOf(code: string, written: string, isRounded: boolean): Likeness | null {
  if (code === written) return 0
  if (code.toLowerCase() === written.toLowerCase()) return 1
  if (codeKey(code) === codeKey(written)) return 2
  const gtin = gtinOf(code)
  if (gtin !== null && gtin === gtinOf(written)) return 3
  const bare = isRounded ? bareNumber(code) : null
  return bare !== null && bare === bareNumber(written) ? 4 : null
}

/** Finds items by codes that are written in another way than asked for. */
export type CodedItems = { like(code: string, isRounded: boolean): readonly CodedItem[] }

export function codedItems(items: readonly CodedItem[]): CodedItems {
  const byKey = new Map<string, CodedItem[]>()
  for (const item of items) {
    for (const key of keysOf(item.written, true)) byKey.set(key, [...(byKey.get(key) ?? []), item])
  }
  return { like: (code, isRounded) => keysOf(code, isRounded).flatMap((key) => byKey.get(key) ?? []) }
}

function keysOf(code: string, isRounded: boolean): string[] {
  const [gtin, bare] = [gtinOf(code), isRounded ? bareNumber(code) : null]
  return [
    `key ${codeKey(code)}`,
    ...(gtin === null ? [] : [`gtin ${gtin}`]),
    ...(bare === null ? [] : [`bare ${bare}`]),
  ]
}

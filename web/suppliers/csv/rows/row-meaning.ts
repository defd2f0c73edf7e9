import type { RowOutcome } from '../../store/csv-uploads.ts'
import type { RowReader } from './row-reader.ts'

/** What would become of a row if nothing is wrong with it. */
export type RowMeaning = { readonly outcome: Exclude<RowOutcome, 'problem'>; readonly says: object }

/** What rows of one file mean; they are given some at a time, in the order of the file. */
export type MeaningsOf = (rows: readonly RowReader[]) => Promise<RowMeaning[]>

/** Whether anything that is said differs from what is known. What is not said stays as it is. */
export function addsTo(known: object, said: object): boolean {
  const before = new Map(Object.entries(known))
  return Object.entries(said).some(
    ([field, value]) => value !== null && JSON.stringify(value) !== JSON.stringify(before.get(field)),
  )
}

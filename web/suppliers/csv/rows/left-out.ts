import type { CheckedRow } from '../../store/csv-uploads.ts'

/** What is left out of a file for one reason: so many of its rows, or cells of one column. */
export type LeftOutCells = {
  readonly header: string | null
  readonly message: string
  readonly leaves: 'row' | 'cell'
  readonly count: number
}

/** So many reasons are told, the commonest. */
const mostTold = 20

/** Counts why rows and cells are left out. Reasons that differ in a number only are one. */
export function leftOutCounter() {
  const counts = new Map<string, LeftOutCells>()

  function count(header: string | null, message: string, leaves: 'row' | 'cell'): void {
    const key = JSON.stringify([header, message.replace(/\d[\d.,]*/g, '0'), leaves])
    const known = counts.get(key)
    counts.set(key, {
      header,
      message,
      leaves,
      count: (known?.count ?? 0) + 1,
      ...(known && { message: known.message }),
    })
  }

  return {
    add(rows: readonly CheckedRow[]): void {
      for (const { problems } of rows) {
        for (const { header, message, leaves = 'row' } of problems) {
          if (leaves !== 'nothing') count(header, message, leaves)
        }
      }
    },
    most(): LeftOutCells[] {
      return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, mostTold)
    },
  }
}

import type { CsvColumn } from '../columns.ts'
import type { CsvField } from '../header-words.ts'
import { type DecimalSign, type NumberStyle, shownSign, styleOf } from './written-number.ts'

const numbers: ReadonlySet<CsvField> = new Set([
  ...(['cost', 'priceUnit', 'minimumValue', 'minimumQuantity', 'packSize', 'leadTimeDays', 'rank'] as const),
  ...(['units', 'received', 'outstanding'] as const),
])

/** Of columns that are not understood: what others ask or have is a number too. */
const saysNumber =
  /pri[csxzj]|prei|prezz|preç|cena|cost|kost|rrp|msrp|uvp|pvp|amount|betrag|value|wert|weight|gewicht|qty|quantit|menge|stock|bestand|価格|数/iu

type Counted = { points: number; commas: number }

/** Counts which signs a file's numbers show: amounts and quantities alike, for one program wrote them all. */
export function numberSurvey(columns: readonly CsvColumn[]) {
  const counts = columns.map((): Counted => ({ points: 0, commas: 0 }))
  const understood = columns.map(({ field }) => field !== null && numbers.has(field))
  const others = columns.map(({ header, field }) => field === null && saysNumber.test(header))

  function total(isCounted: (at: number) => boolean): Counted {
    return counts
      .filter((_, at) => isCounted(at))
      .reduce((sum, { points, commas }) => ({ points: sum.points + points, commas: sum.commas + commas }), {
        points: 0,
        commas: 0,
      })
  }

  return {
    add(cells: readonly string[]): void {
      for (const [at, count] of counts.entries()) {
        const cell = cells[at] ?? ''
        if (cell === '' || !(understood[at] || others[at])) continue
        const sign = shownSign(cell)
        if (sign === '.') count.points += 1
        if (sign === ',') count.commas += 1
      }
    },
    /** A column that nobody understands tells only where the others do not. */
    style(said: DecimalSign | null): NumberStyle {
      const ours = styleOf(
        total((at) => understood[at] === true),
        said,
      )
      if (ours.sign !== null || ours.isMixed) return ours
      return styleOf(
        total((at) => others[at] === true),
        said,
      )
    },
  }
}

import type { BackorderRow, ShownStatus } from '../../../../backorders/contract/backorders.ts'
import { counted } from '../../format/counted.ts'

export const detailWords = {
  back: 'Backorders',
  previous: 'Previous backorder',
  next: 'Next backorder',
  unitsTitle: 'Quantity breakdown',
  factsTitle: 'Line',
  ledgerTitle: 'What happened',
  ledgerHint: 'Why each unit is where it is, newest first.',
  ledgerCut: 'Older changes are kept, and left out here.',
  ledgerEmpty: 'Nothing has changed since this line was recorded.',
  loading: 'Loading the backorder',
  facts: {
    order: 'Order',
    waiting: 'Ordered',
    expected: 'Expected',
    promise: 'First promise',
  },
} as const

type Units = { units: number; shipped: number; covered: number; pegged: number; uncovered: number }

export type UnitsPart = {
  readonly part: 'shipped' | 'covered' | 'pegged' | 'uncovered'
  readonly units: number
  readonly text: string
}

/** Where a line's units are, in the order in which they move: only the parts that have units. */
export function unitsParts(line: Units & { readonly shown?: readonly ShownStatus[] }): UnitsPart[] {
  const { shipped, covered, pegged, uncovered, shown = [] } = line
  const parts: UnitsPart[] = [
    { part: 'shipped', units: shipped, text: 'shipped' },
    { part: 'covered', units: covered, text: 'in stock' },
    { part: 'pegged', units: pegged, text: 'on order' },
    { part: 'uncovered', units: uncovered, text: uncoveredText(shown) },
  ]
  return parts.filter(({ units }) => units > 0)
}

/** What is to be done with units that nothing brings. */
function uncoveredText(shown: readonly ShownStatus[]): string {
  if (shown.includes('to-move')) return 'to be moved'
  return shown.includes('no-longer-sold') ? 'no longer sold' : 'to order'
}

type State = Pick<BackorderRow, 'state' | 'notCounted'>

/** `3 of 5 units backordered.` */
export function unitsSummary({ units, shipped, pegged, uncovered, state, notCounted }: Units & State): string {
  const short = pegged + uncovered
  const all = units === 1 ? '1 unit' : `All ${units} units`
  const open = units - shipped
  if (notCounted === 'unpaid') return `${upTo(open, units)} not counted until the order is paid.`
  if (notCounted === 'scheduled') return `${upTo(open, units)} scheduled for later.`
  if (notCounted === 'unclaimed') return `${upTo(open, units)} not counted.`
  if (notCounted === 'moved') return 'Moved: these units ship from another location.'
  if (state === 'cancelled') return 'Cancelled: nothing left to ship.'
  if (state === 'closed') return `${all} shipped.`
  if (short === 0) return `${all} in stock.`
  if (short === units) return `${all} backordered.`
  return `${short} of ${units} units backordered.`
}

/** `2 of 3 units are` */
function upTo(open: number, units: number): string {
  if (open < units) return `${open} of ${units} units ${open === 1 ? 'is' : 'are'}`
  return units === 1 ? '1 unit is' : `All ${units} units are`
}

/** `5 units: 2 in stock, 3 to order` */
export function unitsSentence(units: Units & Partial<State>): string {
  const { state, notCounted } = units
  if (state !== undefined && notCounted !== undefined) return unitsSummary({ ...units, state, notCounted })
  const parts = unitsParts(units).map(({ units: count, text }) => `${count} ${text}`)
  return parts.length === 0 ? 'No units are owed' : `${counted(units.units, 'unit')}: ${parts.join(', ')}`
}

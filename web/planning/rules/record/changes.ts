// What a new plan changes about what is recorded. A line that was never short leaves no record; a line that was short
// once keeps its record to the end, so that its ledger can tell the whole story.
import type { Plan, PlannedLine } from '../facts.ts'
import {
  type BackorderNumbers,
  isLeftOut,
  type LeftOutState,
  leftOutNumbers,
  openNumbers,
  type SettledState,
  settledNumbers,
} from './backorder.ts'

/** An order line at a location as the orders tell it, whatever the plan says. */
export type LineAtLocation = {
  readonly line: string
  readonly location: string
  readonly shipped: number
  /** Units of the whole line, wherever they are. */
  readonly ordered: number
  /** The whole order was cancelled or deleted. */
  readonly isCancelled: boolean
}

/** Open units of a line at a location of which none is in the queue, and why. */
export type LeftOutLine = {
  readonly line: string
  readonly location: string
  readonly units: number
  readonly why: LeftOutState
}

export type RecordedBackorder = {
  readonly backorder: string
  readonly line: string
  readonly location: string
  readonly numbers: BackorderNumbers
}

export type BackorderChange = {
  /** Null for a line that is short for the first time. */
  readonly backorder: string | null
  readonly line: string
  readonly location: string
  readonly before: BackorderNumbers | null
  readonly after: BackorderNumbers
  /** The order itself changed (units ordered, shipped, moved or cancelled, or whether it counts), not only what it is given. */
  readonly isOwnDoing: boolean
}

/**
 * The records to write so that what is recorded equals the plan. Applying them and asking again gives none.
 * `recorded` holds every record of the planned items; one whose line has no demand in the plan is settled, unless it is
 * among those that are left out of the queue.
 */
export function changes(
  plan: Plan,
  lines: readonly LineAtLocation[],
  recorded: readonly RecordedBackorder[],
  leftOut: readonly LeftOutLine[] = [],
): BackorderChange[] {
  const planned = new Map(plan.lines.map((line) => [keyOf(line), line]))
  const facts = new Map(lines.map((line) => [keyOf(line), line]))
  const waiting = new Map(leftOut.map((line) => [keyOf(line), line]))
  const known = new Set(recorded.map(keyOf))
  const moved = movedLines(plan, lines, recorded, leftOut)

  const changed = recorded.flatMap((record) => {
    const key = keyOf(record)
    const after = target(planned.get(key), record, facts.get(key), waiting.get(key), moved)
    return isSame(record.numbers, after) ? [] : [changeOf(record, record.backorder, record.numbers, after)]
  })
  const opened = plan.lines
    .filter((line) => line.backordered > 0 && !known.has(keyOf(line)))
    .map((line) => changeOf(line, null, null, openNumbers(line, facts.get(keyOf(line))?.shipped ?? 0)))
  return [...changed, ...opened]
}

function target(
  planned: PlannedLine | undefined,
  { line, numbers }: RecordedBackorder,
  fact: LineAtLocation | undefined,
  leftOut: LeftOutLine | undefined,
  moved: ReadonlySet<string>,
): BackorderNumbers {
  const shipped = fact?.shipped ?? 0
  if (planned && planned.units > 0) return openNumbers(planned, shipped)
  if (leftOut) return leftOutNumbers(leftOut.units, shipped, leftOut.why)
  const { state } = numbers
  if (state === 'closed' || state === 'cancelled' || state === 'moved') return numbers
  const unshipped: SettledState = moved.has(line) ? 'moved' : 'cancelled'
  return settledNumbers(numbers, shipped, shipped > 0 && !fact?.isCancelled ? 'closed' : unshipped)
}

/**
 * Lines that have as many units as are recorded of them, and open ones elsewhere: what left a place of theirs was not
 * cancelled. Of one that was short at some of its places only, nobody can tell.
 */
function movedLines(
  plan: Plan,
  lines: readonly LineAtLocation[],
  recorded: readonly RecordedBackorder[],
  leftOut: readonly LeftOutLine[],
): ReadonlySet<string> {
  const ordered = new Map(lines.map((line) => [line.line, line.ordered]))
  const units = new Map<string, number>()
  for (const { line, numbers } of recorded) {
    if (numbers.state !== 'moved' && numbers.state !== 'cancelled')
      units.set(line, (units.get(line) ?? 0) + numbers.units)
  }
  const open = [...plan.lines, ...leftOut].filter((line) => line.units > 0)
  return new Set(open.map(({ line }) => line).filter((line) => units.get(line) === ordered.get(line)))
}

function changeOf(
  at: { readonly line: string; readonly location: string },
  backorder: string | null,
  before: BackorderNumbers | null,
  after: BackorderNumbers,
): BackorderChange {
  const isOwnDoing =
    before === null ||
    before.units !== after.units ||
    before.shipped !== after.shipped ||
    (before.state !== after.state && [before, after].some(({ state }) => isLeftOut(state))) ||
    after.state === 'moved' ||
    after.state === 'cancelled' ||
    after.state === 'closed'
  return { backorder, line: at.line, location: at.location, before, after, isOwnDoing }
}

function keyOf(at: { readonly line: string; readonly location: string }): string {
  return `${at.line}@${at.location}`
}

function isSame(one: BackorderNumbers, other: BackorderNumbers): boolean {
  return (
    one.units === other.units &&
    one.shipped === other.shipped &&
    one.covered === other.covered &&
    one.backordered === other.backordered &&
    one.pegged === other.pegged &&
    one.uncovered === other.uncovered &&
    one.state === other.state &&
    one.readyOn === other.readyOn &&
    one.nextArrivalOn === other.nextArrivalOn
  )
}

// What a new plan changes about what is recorded. A line that was never short leaves no record; a line that was short
// once keeps its record to the end, so that its ledger can tell the whole story.
import type { Plan, PlannedLine } from '../planning/facts.ts'
import { type BackorderNumbers, openNumbers, settledNumbers } from './backorder.ts'

/** An order line at a location as the orders tell it, whatever the plan says. */
export type LineAtLocation = {
  readonly line: string
  readonly location: string
  readonly shipped: number
  /** The whole order was cancelled or deleted. */
  readonly isCancelled: boolean
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
  /** The order itself changed (units ordered, shipped or cancelled), not only what it is given. */
  readonly isOwnDoing: boolean
}

/**
 * The records to write so that what is recorded equals the plan. Applying them and asking again gives none.
 * `recorded` holds every record of the planned items; one whose line has no demand in the plan is settled.
 */
export function changes(
  plan: Plan,
  lines: readonly LineAtLocation[],
  recorded: readonly RecordedBackorder[],
): BackorderChange[] {
  const planned = new Map(plan.lines.map((line) => [keyOf(line), line]))
  const facts = new Map(lines.map((line) => [keyOf(line), line]))
  const known = new Set(recorded.map(keyOf))

  const changed = recorded.flatMap((record) => {
    const fact = facts.get(keyOf(record))
    const after = target(planned.get(keyOf(record)), record.numbers, fact)
    return isSame(record.numbers, after) ? [] : [changeOf(record, record.backorder, record.numbers, after)]
  })
  const opened = plan.lines
    .filter((line) => line.backordered > 0 && !known.has(keyOf(line)))
    .map((line) => changeOf(line, null, null, openNumbers(line, facts.get(keyOf(line))?.shipped ?? 0)))
  return [...changed, ...opened]
}

function target(
  planned: PlannedLine | undefined,
  recorded: BackorderNumbers,
  fact: LineAtLocation | undefined,
): BackorderNumbers {
  if (planned && planned.units > 0) return openNumbers(planned, fact?.shipped ?? 0)
  if (recorded.state === 'closed' || recorded.state === 'cancelled') return recorded
  return settledNumbers(recorded, fact?.shipped ?? 0, fact?.isCancelled ?? true)
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

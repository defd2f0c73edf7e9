import type { Day } from '../../platform/values/day.ts'
import type { Amount } from '../../platform/values/money.ts'
import { done, type Outcome, type Refusal, refused } from '../outcome.ts'
import { type Part, unitsOf, withUnits } from '../rules/expected-days.ts'
import { outstandingOf } from '../rules/supplier-order.ts'
import type { ArrivalRecord, SupplierOrderLineRecord } from '../store/lines.ts'

export type LineEdit = {
  readonly supplierOrderLineId: string
  /** Of the whole line, what has come included. */
  readonly units?: number | undefined
  readonly cost?: Amount | null | undefined
  /** All that is still to come; absent: the days stay. */
  readonly arrivals?: readonly Part[] | undefined
}

/** A line as it is to be, with all that is still to come of it. */
export type PlannedLineEdit = {
  readonly before: SupplierOrderLineRecord
  readonly after: SupplierOrderLineRecord
  readonly parts: readonly Part[]
}

/** What edits make of the lines of an order: the named lines only. `dueOfNew` is for units that no day was said of. */
export function plannedEdits(
  lines: readonly SupplierOrderLineRecord[],
  arrivals: readonly ArrivalRecord[],
  edits: readonly LineEdit[],
  dueOfNew: Day | null,
): Outcome<PlannedLineEdit[]> {
  const lineOf = new Map(lines.map((line) => [line.supplierOrderLineId, line]))
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const planned: PlannedLineEdit[] = []
  const twice = firstTwice(edits)
  if (twice !== undefined) return refused({ reason: 'line-twice', supplierOrderLineId: twice })
  for (const edit of edits) {
    const before = lineOf.get(edit.supplierOrderLineId)
    if (before === undefined) {
      return refused({ reason: 'no-such-line', supplierOrderLineId: edit.supplierOrderLineId })
    }
    const after = {
      ...before,
      units: edit.units ?? before.units,
      cost: edit.cost === undefined ? before.cost : edit.cost,
    }
    const refusal = refusalOfLine(before, after, edit)
    if (refusal !== null) return refused(refusal)
    const recorded = arrivalsOf.get(before.supplierOrderLineId) ?? []
    planned.push({ before, after, parts: edit.arrivals ?? withUnits(recorded, outstandingOf(after), dueOfNew) })
  }
  return done(planned)
}

function refusalOfLine(
  { title, accepted, rejected }: SupplierOrderLineRecord,
  after: SupplierOrderLineRecord,
  edit: LineEdit,
): Refusal | null {
  const came = accepted + rejected
  const isLowered = edit.units !== undefined && after.units < came + after.cancelled
  if (isLowered) return { reason: 'fewer-than-came', title, came: came + after.cancelled }
  const expected = outstandingOf(after)
  const given = edit.arrivals === undefined ? expected : unitsOf(edit.arrivals)
  return given === expected ? null : { reason: 'days-do-not-add-up', title, expected, given }
}

export type LineCancel = { readonly supplierOrderLineId: string; readonly units: number }

/** What a cancellation makes of the lines; absent: of all that is still to come. Units come off the last days. */
export function plannedCancel(
  lines: readonly SupplierOrderLineRecord[],
  arrivals: readonly ArrivalRecord[],
  chosen: readonly LineCancel[] | undefined,
): Outcome<PlannedLineEdit[]> {
  const lineOf = new Map(lines.map((line) => [line.supplierOrderLineId, line]))
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const wanted = chosen ?? lines.map((line) => ({ ...line, units: outstandingOf(line) }))
  const planned: PlannedLineEdit[] = []
  const twice = firstTwice(wanted)
  if (twice !== undefined) return refused({ reason: 'line-twice', supplierOrderLineId: twice })
  for (const { supplierOrderLineId, units } of wanted) {
    const before = lineOf.get(supplierOrderLineId)
    if (before === undefined) return refused({ reason: 'no-such-line', supplierOrderLineId })
    const outstanding = outstandingOf(before)
    if (units > outstanding) return refused({ reason: 'more-than-to-come', title: before.title, outstanding })
    const after = { ...before, cancelled: before.cancelled + units }
    const recorded = arrivalsOf.get(supplierOrderLineId) ?? []
    planned.push({ before, after, parts: withUnits(recorded, outstanding - units, null) })
  }
  return done(planned.filter(({ before, after }) => before.cancelled !== after.cancelled))
}

function firstTwice(named: readonly { readonly supplierOrderLineId: string }[]): string | undefined {
  const seen = new Set<string>()
  for (const { supplierOrderLineId: id } of named) {
    if (seen.has(id)) return id
    seen.add(id)
  }
  return undefined
}

// When the units of a supplier order line come. 10 in two parts, 4 on the 1st and 6 on the 8th: 3 fewer come off the last
// part, so 4 and 3. Who receives takes from the first part. A part without a day is the last.
import { compareDays, type Day } from '../../platform/values/day.ts'

export type Part = { readonly units: number; readonly due: Day | null }
export type RecordedPart = Part & { readonly arrivalId: string }

/** The earliest day first, none last; parts of one day are one part. */
export function inOrder(parts: readonly Part[]): Part[] {
  const byDay = new Map<Day | null, number>()
  for (const { due, units } of parts) byDay.set(due, (byDay.get(due) ?? 0) + units)
  return [...byDay]
    .map(([due, units]) => ({ units, due }))
    .filter((part) => part.units > 0)
    .sort(earliestFirst)
}

/** The parts with so many units in all: what is more comes with the last, what is less is taken off the last. */
export function withUnits(parts: readonly Part[], units: number, dueOfNew: Day | null): Part[] {
  const ordered = inOrder(parts)
  const more = units - unitsOf(ordered)
  if (more >= 0) {
    const last = ordered.at(-1)
    return inOrder([...ordered, { units: more, due: last === undefined ? dueOfNew : last.due }])
  }
  return taken([...ordered].reverse(), -more).toSorted(earliestFirst)
}

/** What is left when so many units have come: the earliest first. */
export function afterReceipt<Recorded extends Part>(parts: readonly Recorded[], units: number): Recorded[] {
  return taken([...parts].sort(earliestFirst), units)
}

export function unitsOf(parts: readonly Part[]): number {
  return parts.reduce((total, part) => total + part.units, 0)
}

export type PartChanges = {
  readonly changed: readonly RecordedPart[]
  readonly added: readonly Part[]
  readonly removed: readonly RecordedPart[]
}

/**
 * What to write so that the recorded parts become these. A part keeps its id where its day stays, and where a day moves:
 * somebody may be pinned to it.
 */
export function partChanges(recorded: readonly RecordedPart[], wanted: readonly Part[]): PartChanges {
  const left = [...recorded].sort(earliestFirst)
  const take = (fits: (part: RecordedPart) => boolean) => {
    const at = left.findIndex(fits)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const parts = inOrder(wanted)
  const same = parts.map((part) => take(({ due }) => due === part.due))
  const matched = parts.map((part, at) => ({ part, known: same[at] ?? take(() => true) }))
  return {
    changed: matched.flatMap(({ part, known }) => {
      const isSame = known === undefined || (known.units === part.units && known.due === part.due)
      return isSame ? [] : [{ ...part, arrivalId: known.arrivalId }]
    }),
    added: matched.flatMap(({ part, known }) => (known === undefined ? [part] : [])),
    removed: left,
  }
}

function taken<Recorded extends Part>(parts: readonly Recorded[], units: number): Recorded[] {
  let left = units
  return parts.flatMap((part) => {
    const gone = Math.min(part.units, left)
    left -= gone
    return part.units > gone ? [{ ...part, units: part.units - gone }] : []
  })
}

function earliestFirst(one: Part, other: Part): number {
  return compareDays(one.due, other.due)
}

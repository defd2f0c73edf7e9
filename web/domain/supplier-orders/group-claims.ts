// What drafts were raised for, and what of that is still needed. A draft has 5 for order A; A is cancelled: nothing
// claims them any more. A is only reduced to 2: 2 are needed and 3 are not. A draft that the merchant lowered to 4
// serves the first 4 units that it was raised for.
import { compareIds } from '../ids.ts'
import { leastUnits, type Packing } from './group-quantity.ts'

/** Units of a draft's line that were ordered for an order line at a location. */
export type Claim = {
  readonly draftLine: string
  /** Units that the draft's line has in all. */
  readonly draftUnits: number
  readonly line: string
  readonly location: string
  readonly units: number
  /** Units of the order line that nothing serves now. */
  readonly uncovered: number
}

export type SettledClaims = {
  /** Units that drafts bring to an order line, by `placeOfClaim`. */
  readonly claimed: ReadonlyMap<string, number>
  /** Claims that are still needed, by the draft's line, with their units. */
  readonly neededOf: ReadonlyMap<string, readonly (Claim & { readonly needed: number })[]>
}

export function placeOfClaim({ line, location }: { readonly line: string; readonly location: string }): string {
  return `${line}@${location}`
}

/** Of several drafts for one order line the older line serves it first; the claims on a draft's line stand in order of age. */
export function settleClaims(claims: readonly Claim[]): SettledClaims {
  const claimed = new Map<string, number>()
  const neededOf = new Map<string, (Claim & { needed: number })[]>()
  const left = new Map<string, number>()
  for (const claim of claims.toSorted(compareClaims)) {
    const place = placeOfClaim(claim)
    const brought = Math.min(claim.units, left.get(claim.draftLine) ?? claim.draftUnits)
    left.set(claim.draftLine, (left.get(claim.draftLine) ?? claim.draftUnits) - brought)
    const before = claimed.get(place) ?? 0
    claimed.set(place, before + brought)
    const needed = Math.max(0, Math.min(brought, claim.uncovered - before))
    const ofLine = neededOf.get(claim.draftLine)
    if (ofLine) ofLine.push({ ...claim, needed })
    else neededOf.set(claim.draftLine, [{ ...claim, needed }])
  }
  return { claimed, neededOf }
}

/** Ids grow with age: an order line with a lower id was ordered before. */
function compareClaims(one: Claim, other: Claim): number {
  return (
    compareIds(one.draftLine, other.draftLine) ||
    compareIds(one.line, other.line) ||
    compareIds(one.location, other.location)
  )
}

/**
 * Units that can be taken out of a draft's line, now that `needed` of the `wanted` it was raised for are left: what the
 * rest caused to be bought. Units that the merchant added for other reasons stay.
 */
export function removableUnits(units: number, wanted: number, needed: number, packing: Packing): number {
  return Math.max(0, Math.min(units - needed, leastUnits(wanted, packing) - leastUnits(needed, packing)))
}

// What drafts were raised for, and what of that is still needed. A draft has 5 for order A. A is cancelled: nobody needs
// them any more. A is only reduced to 2: 2 are needed and 3 are not, until somebody else takes them.
import { compareIds } from '../../platform/values/ids.ts'
import { isOwed } from './group-owed.ts'
import { leastUnits, type Packing } from './group-quantity.ts'

/** Units of a draft's line that were put there for an order line at a location, or for what that owes. */
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

/** `needed` of its units are still needed. */
export type SettledClaim = Claim & { readonly needed: number }

export type SettledClaims = {
  /** Units that drafts will bring to an order line, by `placeOfClaim`. */
  readonly claimed: ReadonlyMap<string, number>
  /** In order of age, by the draft's line. */
  readonly ofDraftLine: ReadonlyMap<string, readonly SettledClaim[]>
}

export function placeOfClaim({ line, location }: { readonly line: string; readonly location: string }): string {
  return `${line}@${location}`
}

/** Of several drafts for one order line the older serves it first, and no draft serves more than it has. */
export function settleClaims(claims: readonly Claim[]): SettledClaims {
  const claimed = new Map<string, number>()
  const ofDraftLine = new Map<string, SettledClaim[]>()
  const left = new Map<string, number>()
  for (const claim of claims.toSorted(compareClaims)) {
    const place = placeOfClaim(claim)
    const before = claimed.get(place) ?? 0
    const room = left.get(claim.draftLine) ?? claim.draftUnits
    const needed = Math.max(0, Math.min(claim.units, room, claim.uncovered - before))
    left.set(claim.draftLine, room - needed)
    claimed.set(place, before + needed)
    const settled = ofDraftLine.get(claim.draftLine)
    if (settled) settled.push({ ...claim, needed })
    else ofDraftLine.set(claim.draftLine, [{ ...claim, needed }])
  }
  return { claimed, ofDraftLine }
}

/** Ids grow with age: an order line with a lower id was ordered before. What is owed comes before them. */
function compareClaims(one: Claim, other: Claim): number {
  return (
    compareIds(one.draftLine, other.draftLine) ||
    Number(isOwed(other)) - Number(isOwed(one)) ||
    compareIds(one.line, other.line) ||
    compareIds(one.location, other.location)
  )
}

export function neededOf(claims: readonly SettledClaim[] = []): number {
  return claims.reduce((total, { needed }) => total + needed, 0)
}

/** Units that a draft's line was raised for and that nobody needs any more. */
export function unneededOf(claims: readonly SettledClaim[] = []): number {
  return claims.reduce((total, { units, needed }) => total + units - needed, 0)
}

/** The same claims where there is room for so many units only. What is needed stays; of the rest the oldest does. */
export function fitClaims(claims: readonly SettledClaim[], room: number): SettledClaim[] {
  let left = Math.max(0, room - neededOf(claims))
  return claims.map((claim) => {
    const stale = Math.min(left, claim.units - claim.needed)
    left -= stale
    return { ...claim, units: claim.needed + stale }
  })
}

/**
 * Units that can be taken out of a draft's line: what those that nobody needs any more had caused to be bought. Units
 * that the merchant added for other reasons stay.
 */
export function removableUnits(units: number, claims: readonly SettledClaim[], packing: Packing): number {
  const needed = neededOf(claims)
  const bought = leastUnits(needed + unneededOf(claims), packing) - leastUnits(needed, packing)
  return Math.max(0, Math.min(units - needed, bought))
}

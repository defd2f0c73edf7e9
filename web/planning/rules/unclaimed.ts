// Units of open demand that never took stock: orders made by API may claim none, and items become tracked while orders of
// theirs are open. Of 10 on the shelf 2 are sold by an order that took its stock and 3 by one that did not: 2 are
// committed, 5 are owed, so 3 are missing from what is committed. Units that have shipped, of which nobody told yet, are
// missing just the same: which it is shows once the orders were read again.
import { compareIds } from '../../platform/values/ids.ts'
import { instantOf } from '../../platform/values/instant.ts'

/** Open units of a line at a stock point, and how many of them are taken to be those that took no stock. */
export type LineClaims = {
  readonly line: string
  readonly units: number
  readonly unclaimed: number
  /** ISO instant. */
  readonly orderedAt: string
}

export type ClaimedPoint = {
  readonly committed: number
  /** Committed units that no order of ours explains. */
  readonly unexplained: number
  /** So many took no stock, as last confirmed. */
  readonly remembered: number
  /** Since when readings show fewer than the lines say; null: they agree. */
  readonly fewerSince: string | null
  readonly demands: readonly LineClaims[]
}

/** How many fewer units are committed than are owed. */
export function missingUnits(point: ClaimedPoint): number {
  return Math.max(0, ownedUnits(point) + point.unexplained - point.committed)
}

/** More are missing than are known to have taken no stock: news is on its way, or there is something to confirm. */
export function isBehind(point: ClaimedPoint): boolean {
  return point.demands.length > 0 && unknownMissing(point) > 0
}

/** How many more are missing than are known to have taken no stock. */
export function unknownMissing(point: ClaimedPoint): number {
  const known = Math.max(saidOfLines(point), Math.min(point.remembered, ownedUnits(point)))
  return Math.max(0, missingUnits(point) - known)
}

export type SettledUnclaimed = {
  readonly remembered: number
  readonly fewerSince: string | null
  /** By line; lines of which none took no stock are left out. */
  readonly unclaimed: ReadonlyMap<string, number>
}

/** Newer orders, of which Shopify counts what is committed before it tells of them, are told of well within this. */
const newsTakesMs = 60_000

/**
 * What a reading that is not behind, or that was confirmed, says of who took no stock. More than was known is put down to
 * the lines that were ordered nearest to when it was first seen (`since`; null: now), first of all to one of exactly so many
 * units: an order takes stock for all of a line, or for none of it. Fewer may only mean that newer orders
 * are on their way, so nothing is taken back before it was seen for a minute, when the item is to be looked at again; and what is
 * remembered follows one plan later, so that nobody waits again where the minute was chance.
 */
export function settleUnclaimed(point: ClaimedPoint, readAt: string, since: string | null): SettledUnclaimed {
  const said = saidOfLines(point)
  const missing = Math.min(missingUnits(point), ownedUnits(point))
  if (missing >= said) return { ...claims(point, missing, since ?? readAt), remembered: missing, fewerSince: null }
  const isLasting = point.fewerSince !== null && instantOf(readAt) - instantOf(point.fewerSince) >= newsTakesMs
  if (!isLasting) return { ...claims(point, said, readAt), remembered: said, fewerSince: point.fewerSince ?? readAt }
  return { ...claims(point, missing, readAt), remembered: said, fewerSince: null }
}

/** In how many milliseconds (more than none, a minute at most) a reading may take back what was seen to be fewer since then. */
export function msUntilTakenBack(fewerSince: string, readAt: string): number {
  return Math.min(newsTakesMs, newsTakesMs - (instantOf(readAt) - instantOf(fewerSince)))
}

/** The same where nothing moves: what is missing is what took no stock, and no other number was ever right. */
export function recountClaims(point: ClaimedPoint, readAt: string): SettledUnclaimed {
  const missing = Math.min(missingUnits(point), ownedUnits(point))
  return { ...claims(point, missing, readAt), remembered: missing, fewerSince: null }
}

/** Puts `total` units down to lines: those already said stay; the nearest to `at` get more, the furthest give up first. */
function claims(
  { demands }: Pick<ClaimedPoint, 'demands'>,
  total: number,
  at: string,
): { readonly unclaimed: Map<string, number> } {
  const unclaimed = new Map(demands.filter((demand) => said(demand) > 0).map((demand) => [demand.line, said(demand)]))
  let left = total - saidOfLines({ demands })
  if (left === 0) return { unclaimed }
  const nearest = nearestTo(at, demands, left)
  for (const { line, units } of left > 0 ? nearest : nearest.reverse()) {
    const before = unclaimed.get(line) ?? 0
    const after = Math.max(0, Math.min(units, before + left))
    left -= after - before
    if (after > 0) unclaimed.set(line, after)
    else unclaimed.delete(line)
  }
  return { unclaimed }
}

/** Of two at one moment the one that was made later. One of the last minute that has exactly `wanted` units comes first. */
function nearestTo(at: string, demands: readonly LineClaims[], wanted: number): LineClaims[] {
  const moment = instantOf(at)
  const isExact = (demand: LineClaims, distance: number) =>
    demand.units === wanted && said(demand) === 0 && distance <= newsTakesMs
  return demands
    .map((demand) => {
      const distance = Math.abs(instantOf(demand.orderedAt) - moment)
      return { demand, distance: isExact(demand, distance) ? -Infinity : distance }
    })
    .sort((a, b) => a.distance - b.distance || compareIds(b.demand.line, a.demand.line))
    .map(({ demand }) => demand)
}

function ownedUnits({ demands }: ClaimedPoint): number {
  return demands.reduce((sum, { units }) => sum + units, 0)
}

function saidOfLines({ demands }: Pick<ClaimedPoint, 'demands'>): number {
  return demands.reduce((sum, demand) => sum + said(demand), 0)
}

function said({ units, unclaimed }: LineClaims): number {
  return Math.min(units, unclaimed)
}

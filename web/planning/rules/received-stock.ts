// How much of what was received is still at a place of which nobody trusts the counted stock: what came there, less what was
// sent from there since. 5 were sent before anything was received, then 10 came and 4 were sent: 6 are left, for the
// 5 were of goods that nobody was told of. Of these as well were the 3 of 9 that were sent when only 6 were left.
import { instantOf } from '../../platform/values/instant.ts'
import { wholeUnits } from '../../platform/values/units.ts'

/** Units that came to the place, or left it, at an ISO instant. */
export type StockMove = { readonly units: number; readonly at: string }

/**
 * From all moves that are known, in any order. Shopify tells instants in whole seconds: within one second what came is
 * taken to have come first, so that nothing is promised that may be gone.
 */
export function receivedLeft(came: readonly StockMove[], sent: readonly StockMove[]): number {
  const moves = [
    ...came.map(({ units, at }) => ({ units: wholeUnits(units), second: secondOf(at) })),
    ...sent.map(({ units, at }) => ({ units: -wholeUnits(units), second: secondOf(at) })),
  ].sort((one, other) => one.second - other.second || other.units - one.units)
  return moves.reduce((left, { units }) => Math.max(0, left + units), 0)
}

function secondOf(at: string): number {
  return Math.floor(instantOf(at) / 1000)
}

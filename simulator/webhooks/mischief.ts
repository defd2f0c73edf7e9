// Everything a network and a platform can do to a delivery, decided by a seed: the same seed and the same events
// meet the same fate. Pure: a number stands for the state of chance.

import { createChance } from '../chance.ts'

/** Probabilities, 0 to 1. */
export type Rates = {
  readonly duplicate: number
  readonly late: number
  readonly reorder: number
  readonly lose: number
}

export const quiet: Rates = { duplicate: 0, late: 0, reorder: 0, lose: 0 }

/** When each copy is sent, in milliseconds from now; none when the delivery is lost. */
export type Fate = { readonly delays: readonly number[]; readonly random: number }

export function decideFate(rates: Rates, random: number): Fate {
  if (isQuiet(rates)) return { delays: [0], random }
  const chance = createChance(random)
  // Every delivery draws the same number of times, so that one rate does not disturb the others' choices.
  const [lost, late, lateBy, reordered, reorderedBy, twice, twiceAfter] = Array.from({ length: 7 }, chance.next)
  if (isHit(lost, rates.lose)) return { delays: [], random: chance.state() }
  const delay =
    (isHit(late, rates.late) ? between(100, 3_000, lateBy) : 0) +
    (isHit(reordered, rates.reorder) ? between(5, 150, reorderedBy) : 0)
  const copy = isHit(twice, rates.duplicate) ? [delay + between(0, 1_000, twiceAfter)] : []
  return { delays: [delay, ...copy], random: chance.state() }
}

function isHit(drawn: number | undefined, probability: number): boolean {
  return (drawn ?? 1) < probability
}

function between(low: number, high: number, drawn: number | undefined): number {
  return Math.round(low + (high - low) * (drawn ?? 0))
}

function isQuiet(rates: Rates): boolean {
  return rates.duplicate === 0 && rates.late === 0 && rates.reorder === 0 && rates.lose === 0
}

// The distribution of something of which not everything has ended yet: of deliveries after 10, 20 and 30 days and one that is
// on its way for 25, half took at most 20. The product-limit estimate (Kaplan and Meier, 1958), with weights.

/** `hasEnded: false`: it is known to be larger than the value only. */
export type Observation = { readonly value: number; readonly hasEnded: boolean; readonly weight: number }

export type Distribution = {
  /** The sum of all weights. */
  readonly weight: number
  /** Of all observations, also of those that have not ended. */
  readonly largest: number
  /** The least value that this share does not exceed; null where so many have not ended. */
  quantile(share: number): number | null
  /** The share of smaller ones. */
  shareBelow(value: number): number
}

/** Of sums of weights and products of shares. */
const rounding = 1e-9

export function productLimit(observations: readonly Observation[]): Distribution {
  const sorted = observations
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => one.value - other.value || Number(other.hasEnded) - Number(one.hasEnded))
  const weight = sorted.reduce((sum, one) => sum + one.weight, 0)
  const steps: { readonly value: number; readonly share: number }[] = []
  let [left, larger] = [weight, 1]
  for (const one of sorted) {
    if (one.hasEnded) {
      larger *= Math.max(0, 1 - one.weight / left)
      steps.push({ value: one.value, share: 1 - larger })
    }
    left -= one.weight
  }
  return {
    weight,
    largest: sorted.at(-1)?.value ?? 0,
    quantile: (share) => steps.find((step) => step.share >= share - rounding)?.value ?? null,
    shareBelow: (value) => steps.findLast((step) => step.value < value)?.share ?? 0,
  }
}

/**
 * The value that the next one does not exceed with this probability: of n, the one of rank (n + 1) · share, for the next one may
 * be the largest. Null where so many have not ended, or there are too few to say.
 */
export function nextWithin(distribution: Distribution, share: number): number | null {
  return distribution.quantile((share * (distribution.weight + 1)) / distribution.weight)
}

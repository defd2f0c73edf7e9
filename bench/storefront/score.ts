import type { Paints } from './paints.ts'

type Curve = { readonly good: number; readonly middling: number; readonly weight: number }

// The curves and weights of Lighthouse 12 on a phone: `good` earns 90 points of 100, `middling` 50. The speed index is
// not measured here, and the others keep their weights among each other.
// https://developer.chrome.com/docs/lighthouse/performance/performance-scoring
const curves: { readonly [Name in keyof Paints]: Curve } = {
  firstPaint: { good: 1800, middling: 3000, weight: 10 },
  largestPaint: { good: 2500, middling: 4000, weight: 25 },
  blocked: { good: 200, middling: 600, weight: 30 },
  shifts: { good: 0.1, middling: 0.25, weight: 25 },
}

/** Points of 100. */
export function score(paints: Paints): number {
  const names = ['firstPaint', 'largestPaint', 'blocked', 'shifts'] as const
  const weights = names.reduce((sum, name) => sum + curves[name].weight, 0)
  const points = names.reduce((sum, name) => sum + curves[name].weight * share(curves[name], paints[name]), 0)
  return (100 * points) / weights
}

/** The part of a log-normal distribution above the value. */
function share({ good, middling }: Curve, value: number): number {
  if (value <= 0) return 1
  const ninetyPercent = 0.9061938024368232
  const steps = (Math.log(value / middling) / -Math.log(good / middling)) * ninetyPercent
  return (1 - errorFunction(steps)) / 2
}

/** Abramowitz and Stegun 7.1.26, right to seven digits. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x))
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.sign(x) * (1 - series * Math.exp(-x * x))
}

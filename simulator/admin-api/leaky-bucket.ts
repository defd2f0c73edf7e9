import type { ShopState } from '../store/state.ts'

/**
 * Points a second by plan: https://shopify.dev/docs/api/usage/limits. A bucket holds twenty seconds' worth, which is
 * what replies of real shops show: 2,000, 4,000 and 20,000 points.
 */
const restorePerSecond = { standard: 100, advanced: 200, plus: 1000 } as const satisfies Record<
  ShopState['plan'],
  number
>
const secondsHeld = 20

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }

export type LeakyBucket = {
  status(plan: ShopState['plan']): ThrottleStatus
  charge(plan: ShopState['plan'], points: number): void
}

/** The points one app may still spend in one shop, which gives so many times what its plan does. `now` is in milliseconds. */
export function leakyBucket(now: () => number, times = 1): LeakyBucket {
  let spent = 0
  let at = now()

  const status = (plan: ShopState['plan']): ThrottleStatus => {
    const restoreRate = restorePerSecond[plan] * times
    const maximumAvailable = restoreRate * secondsHeld
    const instant = now()
    spent = Math.max(0, spent - ((instant - at) / 1000) * restoreRate)
    at = instant
    return { maximumAvailable, currentlyAvailable: Math.floor(maximumAvailable - spent), restoreRate }
  }
  return {
    status,
    charge: (plan, points) => {
      status(plan)
      spent += points
    },
  }
}

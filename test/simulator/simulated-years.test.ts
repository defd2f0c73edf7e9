import { describe, expect, it } from 'vitest'
import { shopYear, type Year } from '../support/simulation/shop-year.ts'
import { shrinkYear } from '../support/simulation/shrink-year.ts'
import type { Theatre } from '../support/simulation/theatre.ts'

describe('a year of a shop', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(shopYear(7)).toEqual(shopYear(7))
    expect(shopYear(7)).not.toEqual(shopYear(8))
  })

  it('has so many days, and everything that a year may bring', () => {
    const year = shopYear(7)
    const days = year.reduce((sum, step) => sum + (step.op === 'days' ? step.days : 0), 0)
    expect(days).toBe(365)
    const ops = new Set(year.map((step) => (step.op === 'verb' ? step.verb : step.op)))
    for (const op of ['place-order', 'edit-order', 'cancel-order', 'fulfil', 'so', 'order', 'edit_so', 'receive']) {
      expect(ops).toContain(op)
    }
    for (const op of ['faults', 'mischief', 'kill', 'check']) expect(ops).toContain(op)
  })
})

it('what is wrong is shrunk to the steps that it takes, whatever else happened in the year', async () => {
  const year = shopYear(7)
  const both = year.filter((_, at) => at === 100 || at === 230)
  const shrunk = await shrinkYear(wrongWith(both), year, 7, 150)
  expect(shrunk).toEqual({ year: both, faults: ['wrong'] })
})

/** Where these together make everything wrong. */
function wrongWith(steps: Year): Theatre {
  return {
    async play(year) {
      const found = steps.map((step) => year.indexOf(step))
      const isWrong = !found.includes(-1)
      return { faults: isWrong ? ['wrong'] : [], hash: '', steps: isWrong ? Math.max(...found) + 1 : year.length }
    },
    close: async () => undefined,
  }
}

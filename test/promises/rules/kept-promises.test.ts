import { expect, it } from 'vitest'
import { keptPromises } from '../../../bench/rules/kept-promises.ts'

it('keeps the share of promises that is wanted, on real deliveries and from what was known on the day', async () => {
  const freshDatabase = () => Promise.reject(new Error('nothing is asked of a database'))
  const figures = await keptPromises.measure({ share: 1, freshDatabase, say: () => undefined })
  expect(figures.filter(({ isMet }) => isMet === false)).toEqual([])
  expect(figures.filter(({ isMet }) => isMet)).toHaveLength(13)
})

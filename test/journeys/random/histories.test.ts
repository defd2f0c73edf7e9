import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { History } from '../../support/histories/history.ts'
import { playHistory } from '../../support/histories/play-history.ts'
import { randomHistory, type Way } from '../../support/histories/random-history.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

// Some of the histories that `npm run histories` tries by the thousand; a seed here is the same history there.
describe('whatever happens in a shop, its numbers are the truth, and all that is ordered covers exactly whom it was pegged to', () => {
  it.concurrent.each<[number, Way[]]>([
    [1, ['buying']],
    [2, ['buying', 'wishes', 'holding-back']],
    [3, ['buying', 'wishes', 'several-locations']],
    [4, ['buying', 'native']],
    [5, ['buying', 'several-locations', 'native']],
    [6, ['buying', 'unpaid', 'later']],
    [7, ['changing', 'appearing', 'losing-some']],
  ])(
    'seed %i, with %j',
    async (seed, ways) => {
      const [history = []] = fc.sample(randomHistory(ways, 24), { seed, numRuns: 1 })
      expect(await happens(`seed-${seed}`, history)).toEqual([])
    },
    180_000,
  )
})

async function happens(name: string, history: History): Promise<readonly string[]> {
  return await playHistory(await floor.openShop(`histories-${name}.myshopify.com`), history)
}

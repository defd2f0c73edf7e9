import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { playHistory } from '../histories/play-history.ts'
import { randomHistory, ways } from '../histories/random-history.ts'
import type { aFloorOn } from './floor-on.ts'
import type { SimulatedShop } from './simulated-shop.ts'

/**
 * All that may happen to a shop, from its installation on, in two shops at once and with the same ids, on whatever database
 * the running app of this floor has. What was wrong at the end; nothing is as it should be.
 */
export async function wholeJourney(
  floor: Awaited<ReturnType<typeof aFloorOn>>,
  { seed, longest }: { readonly seed: number; readonly longest: number },
): Promise<string[]> {
  const run = randomBytes(4).toString('hex')
  const [one, other] = await Promise.all([
    floor.openShop(`one-${run}.myshopify.com`),
    floor.openShop(`other-${run}.myshopify.com`),
  ])
  const histories = fc.sample(randomHistory(ways, longest), { seed, numRuns: 1 })
  const wrong = await Promise.all(
    [one, other].flatMap((shop) => histories.map((history) => playHistory(shop, history))),
  )
  await Promise.all([one, other].map(waitForOne))
  return [...wrong.flat(), ...(await leaks(one, other)), ...(await leaks(other, one))]
}

/** A line that waits at the end, whatever came before. */
async function waitForOne(shop: SimulatedShop): Promise<void> {
  const variants = [{ sku: 'LAST-LAMP', price: '1.00', policy: 'CONTINUE' }]
  await shop.verb('create-product', { title: 'The last lamp', variants })
  await shop.verb('place-order', { lines: [{ sku: 'LAST-LAMP', units: 3 }] })
  await shop.settle()
}

async function leaks(own: SimulatedShop, foreign: SimulatedShop): Promise<string[]> {
  const [mine, theirs] = [await own.backorders(), await foreign.backorders()]
  const seen = await Promise.all(theirs.map(({ backorderId }) => own.api(`/api/backorders/${backorderId}`)))
  return [
    ...(mine.some(({ sku, backordered }) => sku === 'LAST-LAMP' && backordered === 3)
      ? []
      : ['the last line is not seen']),
    ...mine.filter(({ shop }) => shop !== own.shop).map(({ shop }) => `${own.shop} sees a line of ${shop}`),
    ...seen.filter(({ status }) => status !== 404).map(({ status, url }) => `${own.shop} got ${status} for ${url}`),
  ]
}

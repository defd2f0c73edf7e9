import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { differences, type ExpectedArrival } from '../../support/truth/oracle.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'
import { aBuyer } from './a-buyer.ts'
import { granted, wish } from './a-wish.ts'
import { type Dice, dice } from './dice.ts'
import { nativeDealings } from './native-dealings.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

// Each in a shop of its own: while one waits for late news, others go on.
it.concurrent.each([1, 2, 3, 4])(
  'orders, edits, cancellations, refunds, shipments and stock in any order end with the numbers of the truth (one location, seed %i)',
  async (seed) => void (await anyVerbs(seed, ['Shop location'])),
  180_000,
)

it.concurrent.each([5, 6, 7, 8])(
  'and so they do with lines that move between two locations (seed %i)',
  async (seed) => void (await anyVerbs(seed, ['Shop location', 'Warehouse'])),
  180_000,
)

it.concurrent.each([
  [9, ['Shop location']],
  [10, ['Shop location']],
  [11, ['Shop location', 'Warehouse']],
])(
  'and so they do while a supplier is ordered from, orders change or are cancelled, and goods come (seed %i)',
  async (seed, locations) => {
    const { buyer, rows } = await anyVerbs(seed, locations, true)
    expect(Object.values(buyer?.done ?? {}).every((times) => times > 0)).toBe(true)
    expect(rows.filter((row) => row.pegged > 0).length).toBeGreaterThan(0)
  },
  180_000,
)

it.concurrent.each([
  [12, ['Shop location']],
  [13, ['Shop location', 'Warehouse']],
])(
  'and so they do among orders that take no stock and items that are tracked later (seed %i)',
  async (seed, locations) => void (await anyVerbs(seed, locations, false, true)),
  240_000,
)

it.concurrent.each([14, 15])(
  'and so they do where a store does not ship online orders, and with what shoppers are told (seed %i)',
  async (seed) => void (await anyVerbs(seed, ['Shop location', 'Store'])),
  180_000,
)

it.concurrent.each([
  [21, ['Shop location'], false],
  [22, ['Shop location', 'Warehouse'], false],
  [23, ['Shop location', 'Warehouse'], true],
])(
  'and so they do while purchase orders, transfers and shipments in Shopify come, change and are received (seed %i)',
  async (seed, locations, isBuying) => {
    const { rows } = await anyVerbs(seed, locations, isBuying, false, true)
    expect(rows.filter((row) => row.pegged > 0).length).toBeGreaterThan(0)
  },
  240_000,
)

async function anyVerbs(
  seed: number,
  locations: readonly string[],
  isBuying = false,
  isUnclaimed = false,
  isNative = false,
) {
  const shop = await floor.openShop(`any-verbs-${seed}.myshopify.com`)
  const chance = dice(seed)
  for (const name of locations.slice(1)) {
    await shop.verb('create-location', { name, fulfillsOnlineOrders: name !== 'Store' })
  }
  const skus = ['A', 'B', 'C', 'D', 'E', 'F']
  for (const sku of skus) {
    const stock = Object.fromEntries(locations.map((name) => [name, chance.below(8)]))
    await shop.verb('create-product', { title: sku, variants: [{ sku, price: '3.00', policy: 'CONTINUE', stock }] })
  }
  await shop.verb('mischief', { duplicate: 0.2, late: 0.2, reorder: 0.3, lose: 0, seed })

  const buyer = isBuying ? await aBuyer(shop, chance) : null
  const native = isNative ? nativeDealings(shop, chance, skus, locations) : null
  const orders: string[] = []
  for (let step = 0; step < 150; step++) {
    const { verb, body } = (isUnclaimed && unclaimed(chance, skus, locations)) || wish(chance, skus, locations, orders)
    const placed = await granted(shop, verb, body)
    if (verb === 'place-order' && placed) orders.push(String(placed['orderName']))
    if (step % 4 === 0) await buyer?.acts()
    if (step % 2 === 0) await native?.acts()
  }
  await shop.settle(isUnclaimed ? 200 : 120)
  await native?.asks()
  const rows = await shop.backorders()
  const arrivals = await expected([buyer, native])
  const truth = await shop.truth()
  expect(differences(truth, rows, { arrivals })).toEqual([])
  expect(promiseFaults(truth, rows, arrivals, await buyer?.ifOrderedNow())).toEqual([])
  expect(rows.filter((row) => row.backordered > 0).length).toBeGreaterThan(3)
  return { buyer, rows }
}

type Brings = { expects(): Promise<ExpectedArrival[]> }

async function expected(bringing: readonly (Brings | null)[]): Promise<ExpectedArrival[]> {
  return (await Promise.all(bringing.map((one) => one?.expects() ?? []))).flat()
}

/** Once in eight something that leaves less committed than is owed. */
function unclaimed(chance: Dice, skus: readonly string[], locations: readonly string[]) {
  const wanted = chance.below(16)
  const sku = chance.among(skus)
  if (wanted === 0) return { verb: 'track-item', body: { sku, tracked: chance.below(2) === 1 } }
  const lines = [{ sku, units: 1 + chance.below(4), location: chance.among(locations) }]
  return wanted === 1 ? { verb: 'place-order', body: { lines, claim: false } } : null
}

import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { aStore, type Store } from './a-store.ts'

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

const second = 'Second shop'

/** Ten lamps lie at the second shop, all of them held back. */
async function lampsHeldBack(name: string): Promise<Store> {
  const store = await aStore(floor, name, [second])
  await store.sells('LAMP', { stock: { 'Shop location': 0, [second]: 10 } })
  const locationId = (await store.truth()).locations.find((location) => location.name === second)?.locationId
  await store.say('/api/held-back', { itemId: await store.itemIdOf('LAMP'), locationId, units: 10 })
  await store.settle()
  expect(await heldBack(store)).toEqual([10])
  return store
}

const heldBack = async (store: Store) =>
  (await store.say<{ rows: { units: number }[] }>('/api/held-back')).rows.map(({ units }) => units)

type Verbs = readonly (readonly [string, object])[]
const goes: [string, Verbs][] = [
  ['its product is deleted', [['delete-product', { sku: 'LAMP' }]]],
  ['it is not stocked there any more', [['disconnect-location', { sku: 'LAMP', location: second }]]],
  [
    'the location is deleted',
    [
      ['deactivate-location', { location: second }],
      ['delete-location', { location: second }],
    ],
  ],
]

it.concurrent.each(goes)('nothing stays held back of an item where %s', async (what, verbs) => {
  const store = await lampsHeldBack(`held-${verbs.at(-1)?.[0]}`)
  for (const [verb, said] of verbs) {
    await store.verb(verb, said)
    await store.settle()
  }
  expect(await heldBack(store), what).toEqual([])
})

it.concurrent.each(goes)('nor where that is found by a comparison with Shopify: %s', async (what, verbs) => {
  const store = await lampsHeldBack(`untold-${verbs.at(-1)?.[0]}`)
  await store.verb('mischief', { lose: 1, seed: 1 })
  for (const [verb, said] of verbs) await store.verb(verb, said)
  await store.verb('mischief', {})
  // Of what was heard in the second in which it begins, a comparison cannot say which is newer: the next one can.
  await vi.waitFor(
    async () => {
      await store.reconciles()
      expect(await heldBack(store), what).toEqual([])
    },
    { timeout: 60_000, interval: 100 },
  )
})

it.concurrent('what is held back at a location that closes is so when it is open again', async () => {
  const store = await lampsHeldBack('closed')
  await store.verb('deactivate-location', { location: second })
  await store.reconciles()
  expect(await heldBack(store)).toEqual([10])
  await store.verb('activate-location', { location: second })
  await store.settle()
  expect(await heldBack(store)).toEqual([10])
  await store.verb('place-order', { lines: [{ sku: 'LAMP', units: 2, location: second }] })
  await store.settle()
  expect(await store.backorders()).toMatchObject([{ covered: 0, backordered: 2 }])
})

it.concurrent('goods that come where an item is stocked anew go to the queue', async () => {
  const store = await lampsHeldBack('stocked-anew')
  await store.verb('disconnect-location', { sku: 'LAMP', location: second })
  await store.settle()
  await store.verb('connect-location', { sku: 'LAMP', location: second, available: 0 })
  await store.verb('adjust-stock', { sku: 'LAMP', location: second, delta: 5 })
  await store.verb('place-order', { lines: [{ sku: 'LAMP', units: 5, location: second }] })
  await store.settle()
  expect((await store.backorders()).filter(({ backordered }) => backordered > 0)).toEqual([])
})

it.concurrent('an item that is stocked there again within the second is', async () => {
  const store = await aStore(floor, 'within-a-second', [second])
  await store.sells('LAMP', { stock: { 'Shop location': 0, [second]: 3 } })
  const told = async () => {
    await store.settle()
    const { rows } = await store.say<{ rows: { promise: object | null }[] }>('/api/storefront/variants')
    return rows[0]?.promise ?? null
  }
  expect(await told()).toBeNull()
  for (let round = 0; round < 5; round++) {
    await store.verb('disconnect-location', { sku: 'LAMP', location: second })
    await store.verb('connect-location', { sku: 'LAMP', location: second, available: 3 })
    expect([round, await told()]).toEqual([round, null])
  }
})

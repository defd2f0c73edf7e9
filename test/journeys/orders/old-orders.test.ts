import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

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

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const here = 'Second shop'

/** How much Shopify shows of an order of 61 days: all, its fulfillment orders by their own ids, or nothing. */
const sights = ['all', 'routing', 'nothing'] as const
type Sight = (typeof sights)[number]

/** A shop in which #1001 of five lamps waits for 61 days. The app knows it from when it was young. */
async function aShopThatWaits(name: string, sight: Sight, locations: 1 | 2): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('change-scopes', { optional: ['read_all_orders'] })
  const places = locations === 2 ? [here] : []
  for (const place of places) await shop.verb('create-location', { name: place })
  const stock = Object.fromEntries(['Shop location', ...places].map((place) => [place, 0]))
  await shop.verb('create-product', {
    title: 'Lamp',
    variants: [
      { sku: 'LAMP', stock },
      { sku: 'BULB', stock },
    ],
  })
  const at = places.at(-1) ?? 'Shop location'
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 5, location: at }], at: daysAgo(61) })
  await shop.settle()
  expect(await shop.backorders()).toMatchObject([{ units: 5, backordered: 5 }])
  if (sight !== 'all') await shop.verb('change-scopes', { optional: [] })
  if (sight === 'nothing') await shop.verb('faults', { admin: { hidesOldRouting: true } })
  await shop.settle()
  return shop
}

type Told = { place: string | undefined; state: string; units: number; shipped: number; backordered: number }

async function lines(shop: SimulatedShop): Promise<Told[]> {
  await shop.settle(150)
  const names = new Map((await shop.truth()).locations.map((location) => [location.locationId, location.name]))
  return (await shop.backorders())
    .map(({ locationId, state, units, shipped, backordered }) => {
      return { place: names.get(locationId), state, units, shipped, backordered }
    })
    .sort((one, other) => Number(other.state === 'open') - Number(one.state === 'open'))
}

const open = (place: string, units: number, shipped = 0): Told => {
  return { place, state: 'open', units: units + shipped, shipped, backordered: units }
}

type Case = [what: string, verbs: [string, object][], right: Told[], asKnown: Told[]]
const lamp = (units: number) => [{ sku: 'LAMP', units }]
const order = '#1001'
const atSecond: Case[] = [
  ['split', [['split', { order, lines: lamp(2) }]], [open(here, 5)], [open(here, 5)]],
  ['held', [['hold', { order }]], [open(here, 5)], [open(here, 5)]],
  [
    'held in part and released',
    [
      ['hold', { order, lines: lamp(2) }],
      ['release', { order }],
    ],
    [open(here, 5)],
    [open(here, 5)],
  ],
  [
    'split and merged',
    [
      ['split', { order, lines: lamp(2) }],
      ['merge', { order, location: here }],
    ],
    [open(here, 5)],
    [open(here, 5)],
  ],
  ['raised by an edit', [['edit-order', { order, lines: lamp(7) }]], [open(here, 7)], [open(here, 7)]],
  ['lowered by an edit', [['edit-order', { order, lines: lamp(3) }]], [open(here, 3)], [open(here, 3)]],
  ['shipped in part', [['fulfil', { order, lines: lamp(2) }]], [open(here, 3, 2)], [open(here, 3, 2)]],
  [
    'moved as a whole',
    [['move', { order, sku: 'LAMP', location: 'Shop location' }]],
    [open('Shop location', 5), { place: here, state: 'cancelled', units: 5, shipped: 0, backordered: 0 }],
    [open(here, 5)],
  ],
  [
    'moved in part',
    [['move', { order, sku: 'LAMP', location: 'Shop location', units: 2 }]],
    [open('Shop location', 2), open(here, 3)],
    [open(here, 5)],
  ],
]

describe.each(sights)('of an order of 61 days Shopify shows %s, in a shop with several locations, and it', (sight) => {
  it.concurrent.each(atSecond)('is %s', async (what, verbs, right, asKnown) => {
    const shop = await aShopThatWaits(`${sight}-${what.replaceAll(' ', '-')}`, sight, 2)
    for (const [verb, wish] of verbs) await shop.verb(verb, wish)
    const told = await lines(shop)
    const wanted = sight === 'nothing' ? asKnown : right
    expect(told).toHaveLength(wanted.length)
    expect(told).toEqual(expect.arrayContaining([...wanted]))
  })
})

it.concurrent.each(sights)(
  'an old order stays right in a shop with one location, where Shopify shows %s',
  async (sight) => {
    const shop = await aShopThatWaits(`one-${sight}`, sight, 1)
    const at = 'Shop location'
    await shop.verb('split', { order, lines: lamp(2) })
    await shop.verb('hold', { order })
    expect(await lines(shop)).toEqual([open(at, 5)])
    await shop.verb('release', { order })
    await shop.verb('edit-order', { order, lines: lamp(6) })
    expect(await lines(shop)).toEqual([open(at, 6)])
    await shop.verb('fulfil', { order, lines: lamp(1) })
    expect(await lines(shop)).toEqual([open(at, 5, 1)])
  },
)

it.concurrent('an old order whose shop opens a second location stays where it was', async () => {
  const shop = await aShopThatWaits('grows', 'routing', 1)
  await shop.verb('create-location', { name: here })
  await shop.verb('place-order', { lines: lamp(1) })
  expect(await lines(shop)).toEqual(expect.arrayContaining([open('Shop location', 5), open('Shop location', 1)]))
})

it.concurrent.each([1, 2] as const)(
  'what can be known still ends a line that nobody may read, with %s locations',
  async (locations) => {
    const ends: [string, object, string][] = [
      ['cancel-order', { order, restock: true }, 'cancelled'],
      ['delete-order', { order }, 'cancelled'],
      ['fulfil', { order }, 'closed'],
      ['refund', { order, lines: lamp(5), restock: 'cancel' }, 'cancelled'],
    ]
    for (const [verb, wish, state] of ends) {
      const shop = await aShopThatWaits(`${verb}-${locations}`, 'nothing', locations)
      await shop.verb(verb, wish)
      expect(await lines(shop), verb).toMatchObject([{ state, backordered: 0 }])
    }
  },
)

it.concurrent.each(sights)(
  'a line that an edit adds to an old order is not lost, where Shopify shows %s',
  async (sight) => {
    const shop = await aShopThatWaits(`added-${sight}`, sight, 2)
    await shop.verb('edit-order', { order, lines: [...lamp(5), { sku: 'BULB', units: 2 }] })
    const told = await lines(shop)
    const reply = await shop.api('/api/unplaced')
    const { rows } = (await reply.json()) as { rows: { sku: string; units: number }[] }
    // Which fulfillment order owes it, nobody says who does not show the order: it is without a location then.
    const isShown = sight === 'all'
    expect(told).toEqual(isShown ? expect.arrayContaining([open(here, 5), open('Shop location', 2)]) : [open(here, 5)])
    expect(rows.map(({ sku, units }) => [sku, units])).toEqual(isShown ? [] : [['BULB', 2]])
  },
)

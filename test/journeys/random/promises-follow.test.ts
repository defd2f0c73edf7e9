import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { granted } from './a-wish.ts'
import { type Dice, dice } from './dice.ts'

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

const here = 'Shop location'
const second = 'Second shop'
const anyOrder = { duplicate: 0.3, late: 0.3, reorder: 0.7, lose: 0 }

async function aShop(name: string, seed = 1): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-location', { name: second })
  await shop.verb('mischief', { ...anyOrder, seed })
  await shop.settle()
  await say(shop, '/api/storefront/messages', { isOn: true })
  return shop
}

/** What shoppers are told, by whom it is about; when it was worked out left aside. */
async function told(shop: SimulatedShop): Promise<Record<string, unknown>> {
  await shop.settle(150)
  const { metafields } = await shop.truth()
  const about = metafields.map(({ ownerId, key, value }) => {
    const { at: _, ...words } = JSON.parse(value) as Record<string, unknown>
    return [`${ownerId} ${key}`, words] as const
  })
  return Object.fromEntries(about.sort())
}

/** The same, once everything was worked out anew. */
async function toldAnew(shop: SimulatedShop): Promise<Record<string, unknown>> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  await expect
    .poll(async () => (await say<FoundReconcile>(shop, '/api/reconcile?limit=1')).reconcile?.finishedAt ?? null, {
      timeout: 60_000,
    })
    .not.toBeNull()
  return await told(shop)
}

const itemOf = async (shop: SimulatedShop, sku: string) => {
  const level = (await shop.truth()).stock.find((point) => point.sku === sku)
  return level?.itemId.split('/').at(-1) ?? ''
}

const put = async (shop: SimulatedShop, path: string, said: object) =>
  expect((await shop.api(path, 'PUT', said)).status).toBe(200)

async function aSupplier(shop: SimulatedShop, sku: string, leadTimeDays: number | null): Promise<string> {
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: `Acme ${sku}`, contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays, minimumValue: null, orderDays: [], notes: '' },
  })
  const items = [`gid://shopify/InventoryItem/${await itemOf(shop, sku)}`]
  await say(shop, `/api/suppliers/${supplierId}/catalogue/assign`, { to: { itemIds: items } })
  return supplierId
}

async function turn(shop: SimulatedShop, supplierId: string, act: string): Promise<void> {
  const { version } = await say<{ version: number }>(shop, `/api/suppliers/${supplierId}`)
  await shop.api(`/api/suppliers/${supplierId}/${act}`, 'POST', { version })
}

it.each([370, 371, 372, 373, 374, 375])(
  'a new product without stock is promised, whichever of its news comes last (%i)',
  async (seed) => {
    const shop = await aShop(`new-product-${seed}`, seed)
    const stock = { [here]: 0 }
    await shop.verb('create-product', { title: 'N', variants: [{ sku: 'N', policy: 'CONTINUE', stock }] })
    const said = await told(shop)
    expect(Object.values(said)).toMatchObject([{ state: 'backorder' }])
    expect(said).toEqual(await toldAnew(shop))
  },
  120_000,
)

it('a limit is told again once a location no longer hides what is at another one', async () => {
  const shop = await aShop('hidden-units')
  const stock = { [here]: 2, [second]: -1 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', policy: 'CONTINUE', stock }] })
  await shop.settle()
  await put(shop, `/api/items/${await itemOf(shop, 'A')}/rule`, { supply: 'stocked', maxBackorder: 5 })
  await told(shop)
  await shop.verb('set-stock', { sku: 'A', location: second, available: 6 })
  const said = await told(shop)
  expect(said).toEqual(await toldAnew(shop))
  expect(Object.values(said)).toMatchObject([{ room: 5 }])
})

it('shoppers are told when the only place that has an item closes, and no longer when it opens', async () => {
  const shop = await aShop('only-place')
  const stock = { [here]: 0, [second]: 5 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', policy: 'CONTINUE', stock }] })
  expect(await told(shop)).toEqual({})
  await shop.verb('deactivate-location', { location: second })
  const said = await told(shop)
  expect(Object.values(said)).toMatchObject([{ state: 'backorder' }])
  expect(said).toEqual(await toldAnew(shop))
  await shop.verb('activate-location', { location: second })
  expect(await told(shop)).toEqual({})
})

it('an order tells of its line again once the supplier is no longer hidden, or is archived', async () => {
  const shop = await aShop('hidden-supplier')
  const stock = { [here]: 5, [second]: 1 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', policy: 'CONTINUE', stock }] })
  await shop.settle()
  const supplierId = await aSupplier(shop, 'A', 9)
  const hidden = { of: { supplierId }, hide: true, day: null, note: null }
  await say(shop, '/api/storefront/overrides', hidden)
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 4, location: here }] })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 3, location: here }] })
  const orders = async () => Object.keys(await told(shop)).filter((about) => about.includes('/Order/')).length
  expect(await orders()).toBe(0)
  await turn(shop, supplierId, 'archive')
  expect(await orders()).toBe(1)
  expect(await told(shop)).toEqual(await toldAnew(shop))
})

it('an order tells of how many units a line has, also of those that are not short', async () => {
  const shop = await aShop('more-units')
  const stock = { [here]: 0, [second]: 9 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', policy: 'CONTINUE', stock }] })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 3, location: here }] })
  await told(shop)
  await shop.verb('move', { order: '#1001', sku: 'A', location: second, units: 1 })
  await told(shop)
  await shop.verb('edit-order', { order: '#1001', lines: [{ sku: 'A', units: 4, location: second }] })
  expect(await told(shop)).toEqual(await toldAnew(shop))
})

/** Each changes something that a promise reads. */
function flip(chance: Dice, supplierId: string, itemId: string, variantId: string) {
  const location = chance.among([here, second])
  const rule = {
    supply: chance.among(['stocked', 'made-to-order', 'discontinued']),
    maxBackorder: chance.among([null, 3]),
  }
  const of = chance.among([{ supplierId }, { variantId }])
  return chance.among<(shop: SimulatedShop) => Promise<unknown>>([
    (shop) => granted(shop, 'set-stock', { sku: 'A', location, available: chance.below(6) - 2 }),
    (shop) => granted(shop, 'set-stock', { sku: 'A', location, available: chance.below(6) - 2 }),
    (shop) => granted(shop, 'place-order', { lines: [{ sku: 'A', units: 1 + chance.below(3), location }] }),
    (shop) => granted(shop, 'cancel-order', { order: `#${1001 + chance.below(4)}`, restock: true }),
    (shop) => granted(shop, 'edit-order', { order: `#${1001 + chance.below(4)}`, lines: [{ sku: 'A', units: 4 }] }),
    (shop) => granted(shop, 'change-location', { location: second, fulfillsOnlineOrders: chance.below(2) === 0 }),
    (shop) => shop.api(`/api/items/${itemId}/rule`, 'PUT', rule),
    (shop) => shop.api('/api/storefront/overrides', 'POST', { of, hide: chance.below(2) === 0, day: null, note: null }),
    (shop) => turn(shop, supplierId, chance.among(['archive', 'restore'])),
  ])
}

it('whatever a promise reads changes, in whichever order it is told, shoppers are told what would be worked out anew', async () => {
  const chance = dice(20)
  const shop = await aShop('anything-changes', 5)
  const stock = { [here]: 2, [second]: 1 }
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', policy: 'CONTINUE', stock }] })
  await shop.settle()
  const itemId = await itemOf(shop, 'A')
  const supplierId = await aSupplier(shop, 'A', 9)
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 1 }] })
  const variantId = (await shop.truth()).orders[0]?.lines[0]?.variantId?.split('/').at(-1) ?? ''
  for (let round = 0; round < 8; round++) {
    const flips = Array.from({ length: 1 + chance.below(3) }, () => flip(chance, supplierId, itemId, variantId))
    for (const change of flips) await change(shop)
    expect([round, await told(shop)]).toEqual([round, await toldAnew(shop)])
  }
})

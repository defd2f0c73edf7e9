import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { BackorderDetail } from '../../../web/backorders/contract/ledger.ts'
import type { FoundRebuild } from '../../../web/checks/contract/rebuild.ts'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { HeldBackList } from '../../../web/receiving/contract/held-back.ts'
import type { CountsPreview } from '../../../web/shop/contract/shop.ts'
import type { ItemDetail } from '../../../web/suppliers/contract/catalogue.ts'
import { playHistory } from '../../support/histories/play-history.ts'
import { randomHistory, type Way } from '../../support/histories/random-history.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'
import {
  aDepot,
  ask,
  buy,
  counts,
  depot,
  depotOf,
  lamp,
  nextSecond,
  ordered,
  placeOf,
  report,
  unitsOf,
} from './a-depot.ts'

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

async function promiseOf(shop: SimulatedShop) {
  const { rows } = await ask<ToldVariantList>(shop, '/api/storefront/variants')
  return rows[0]?.promise ?? null
}

/** What the product page says of its lamp; null where it says nothing. */
async function pageOf(shop: SimulatedShop): Promise<string | null> {
  const page = await (await fetch(`${floor.simulator.url}/storefront/${shop.shop}/products/lamp`)).text()
  const words = /data-words[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? ''
  return words.replace(/<[^>]+>/g, '').trim() || null
}

it.concurrent('a service that lifts its figure above what is owed hides nothing where only what was received counts', async () => {
  const shop = await floor.openShop('lifted.myshopify.com')
  await shop.verb('create-location', depotOf)
  await shop.verb('create-product', lamp(0))
  await buy(shop, 4)
  await shop.settle()
  await report(shop, 0)
  expect(await unitsOf(shop)).toEqual(['#1001: 4 + 0'])
  await report(shop, 6)
  await shop.settle()
  expect(await promiseOf(shop)).toBeNull()
  expect(await pageOf(shop)).toBeNull()

  const { locationId } = await placeOf(shop)
  const preview = { locationId, counts: 'received' }
  expect(await ask<CountsPreview>(shop, '/api/locations/counts/preview', preview)).toEqual({
    ...{ lines: 1, orders: 1, moreBackordered: 4, fewerBackordered: 0 },
  })
  expect((await counts(shop, 'received')).rows).toMatchObject([
    { name: 'Shop location', counts: 'shopify', serviceName: null },
    { name: depot, counts: 'received', serviceName: 'ShipFast' },
  ])
  expect(await unitsOf(shop)).toEqual(['#1001: 0 + 4'])
  expect(await promiseOf(shop)).toMatchObject({ state: 'backorder' })
  expect(await pageOf(shop)).toContain('On backorder')
  const [row] = await shop.backorders()
  const { ledger } = await ask<BackorderDetail>(shop, `/api/backorders/${row?.backorderId}`)
  expect(ledger[0]?.cause).toMatchObject({ kind: 'merchant', topic: 'locations/only-received', subject: depot })
})

it.concurrent('what is received there is given out, and what is sent lowers it, whatever the service writes', async () => {
  const shop = await aDepot(floor, 'received', 10)
  await buy(shop, 3)
  await buy(shop, 4)
  expect(await unitsOf(shop)).toEqual(['#1001: 0 + 3', '#1002: 0 + 4'])
  const lamps = await ordered(shop, 9)
  const told = await lamps.proposal(5)
  expect(told.items).toMatchObject([{ accepted: 5, given: 5, surplus: 0, owed: 0 }])
  const receiptId = await lamps.receive(5)
  const arrivals = async (left: number) => {
    const { itemId, locationId } = await placeOf(shop)
    return [{ arrivalId: '1', itemId, locationId, units: left, due: '2999-12-04' }]
  }
  const covered = async (left: number) => await unitsOf(shop, await arrivals(left))
  expect(await covered(4)).toEqual(['#1001: 3 + 0', '#1002: 2 + 2'])
  await report(shop, 50)
  expect(await covered(4)).toEqual(['#1001: 3 + 0', '#1002: 2 + 2'])
  await nextSecond()
  await shop.verb('fulfil', { order: '#1001' })
  expect(await covered(4)).toEqual(['#1002: 2 + 2'])
  await shop.verb('cancel-fulfilment', { order: '#1001' })
  expect(await covered(4)).toEqual(['#1001: 3 + 0', '#1002: 2 + 2'])
  await shop.verb('fulfil', { order: '#1001' })
  await shop.verb('cancel-order', { order: '#1002', restock: true })
  await buy(shop, 3)
  expect(await covered(4)).toEqual(['#1003: 2 + 1'])
  // One of the five was not there after all.
  await ask(shop, `/api/receipts/${receiptId}/corrections`, {
    ...{ key: randomUUID(), note: 'miscounted' },
    lines: [{ supplierOrderLineId: lamps.supplierOrderLineId, accepted: -1 }],
  })
  await shop.settle()
  expect((await shop.backorders('&state=open'))[0]).toMatchObject({ covered: 1, backordered: 2 })
  // The service says that nothing is there: nothing is promised of it.
  await report(shop, 0)
  await shop.verb('adjust-stock', { sku: 'LAMP', location: depot, delta: -3 })
  await shop.settle()
  expect((await shop.backorders('&state=open'))[0]).toMatchObject({ covered: 0, backordered: 3 })
})

it.concurrent('turning it on and off, a rebuild and a reconcile agree, and nothing is lost by it', async () => {
  const shop = await aDepot(floor, 'turned', 2)
  await buy(shop, 5)
  const lamps = await ordered(shop, 3)
  await lamps.receive(3)
  expect(await unitsOf(shop)).toEqual(['#1001: 3 + 2'])
  await counts(shop, 'shopify')
  expect(await unitsOf(shop)).toEqual(['#1001: 5 + 0'])
  await nextSecond()
  await shop.verb('fulfil', { order: '#1001', lines: [{ sku: 'LAMP', units: 1 }] })
  await buy(shop, 1)
  await shop.settle()
  await counts(shop, 'received')
  await counts(shop, 'received')
  expect(await unitsOf(shop)).toEqual(['#1001: 2 + 2', '#1002: 0 + 1'])

  await ask(shop, '/api/rebuild/preview', undefined, 'POST')
  await shop.settle()
  const { rebuild, total } = await ask<FoundRebuild>(shop, '/api/rebuild')
  expect({ waiting: rebuild?.waiting, total, owed: rebuild?.owed }).toEqual({ waiting: 0, total: 0, owed: 0 })
  await ask(shop, '/api/reconcile', undefined, 'POST')
  await vi.waitFor(
    async () => {
      const found = await ask<FoundReconcile>(shop, '/api/reconcile')
      expect(found.reconcile?.finishedAt).toEqual(expect.any(String))
      expect(found.rows).toEqual([])
    },
    { timeout: 30_000, interval: 100 },
  )
  expect(await unitsOf(shop)).toEqual(['#1001: 2 + 2', '#1002: 0 + 1'])
})

it.concurrent('news of what was sent that was lost, or came after the goods, is charged when it was sent', async () => {
  const shop = await aDepot(floor, 'untold', 10)
  await buy(shop, 3)
  await shop.settle()
  // Sent of what nobody was told of, before anything came; the app hears of it only after the goods.
  await shop.verb('mischief', { lose: 1, seed: 1 })
  await shop.verb('fulfil', { order: '#1001' })
  await shop.verb('mischief', {})
  await nextSecond()
  await buy(shop, 4)
  const lamps = await ordered(shop, 6)
  await lamps.receive(6)
  await nextSecond()
  // And of what came, nothing is heard of either.
  await shop.verb('mischief', { lose: 1, seed: 1 })
  await shop.verb('fulfil', { order: '#1002', lines: [{ sku: 'LAMP', units: 1 }] })
  await shop.verb('sell-in-store', { sku: 'LAMP', units: 2, location: depot })
  await shop.verb('mischief', {})
  await ask(shop, '/api/reconcile', undefined, 'POST')
  await vi.waitFor(
    async () => {
      const found = await ask<FoundReconcile>(shop, '/api/reconcile')
      expect(found.reconcile?.finishedAt).toEqual(expect.any(String))
    },
    { timeout: 30_000, interval: 100 },
  )
  await buy(shop, 5)
  expect(await unitsOf(shop)).toEqual(['#1004: 0 + 5'])
})

it.concurrent('what is sent of an order that Shopify shows no longer is charged as well', async () => {
  const shop = await floor.openShop('old-depot.myshopify.com')
  await shop.verb('change-scopes', { optional: ['read_all_orders', 'write_products'] })
  await shop.verb('create-location', depotOf)
  await shop.verb('create-product', lamp(0))
  await shop.settle()
  await counts(shop, 'received')
  const at = new Date(Date.now() - 61 * 86_400_000).toISOString()
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 4, location: depot }], at })
  await buy(shop, 4)
  await shop.settle()
  const lamps = await ordered(shop, 6)
  await lamps.receive(6)
  await shop.settle()
  await shop.verb('change-scopes', { optional: ['write_products'] })
  await shop.verb('faults', { admin: { hidesOldRouting: true } })
  await nextSecond()
  await shop.verb('fulfil', { order: '#1001', lines: [{ sku: 'LAMP', units: 3 }] })
  // Of the service's figure nothing is to be seen of it.
  await report(shop, 50)
  expect(await unitsOf(shop)).toEqual(['#1001: 1 + 0', '#1002: 2 + 2'])
  await shop.verb('cancel-fulfilment', { order: '#1001' })
  expect(await unitsOf(shop)).toEqual(['#1001: 4 + 0', '#1002: 2 + 2'])
})

it.concurrent('goods that are received in Shopify count as well, and no more is held back than came', async () => {
  const shop = `native-depot.myshopify.com`
  await floor.simulator.createShop({ shop, kind: 'empty', plan: 'plus', install: false })
  const control = controlOf(floor.simulator.url, shop)
  await control.verb('create-location', depotOf)
  await control.verb('create-product', lamp(8))
  await control.verb('place-order', { lines: [{ sku: 'LAMP', units: 4, location: depot }] })
  await control.verb('create-transfer', { items: [{ sku: 'LAMP', units: 6 }], to: depot })
  await control.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await control.verb('install')
  await control.settle()
  await counts(control, 'received')
  await control.settle()
  expect(await control.backorders()).toMatchObject([{ covered: 0, pegged: 4, readyOn: '2999-12-04' }])
  await control.verb('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'LAMP', accepted: 3, rejected: 1 }] })
  await control.settle()
  expect(await control.backorders()).toMatchObject([{ covered: 3, pegged: 1 }])
  await control.verb('receive-shipment', { shipment: '#T0001-1' })
  expect(await unitsOf(control)).toEqual(['#1001: 4 + 0'])

  const { itemId, locationId } = await placeOf(control)
  const refused = await control.api('/api/held-back', 'POST', { itemId, locationId, units: 6 })
  expect(refused.status).toBe(422)
  await ask(control, '/api/held-back', { itemId, locationId, units: 2 })
  await control.settle()
  expect((await ask<HeldBackList>(control, '/api/held-back')).rows).toMatchObject([{ units: 2 }])
  expect(await control.backorders()).toMatchObject([{ covered: 3, backordered: 1 }])
})

it.concurrent('what leaves for another location with a transfer is there no longer', async () => {
  const shop = await aDepot(floor, 'leaves', 0)
  await buy(shop, 5)
  const lamps = await ordered(shop, 6)
  await lamps.receive(6)
  await shop.settle()
  await nextSecond()
  await shop.verb('create-transfer', { from: depot, to: 'Shop location', items: [{ sku: 'LAMP', units: 3 }] })
  await shop.settle()
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: null })
  await report(shop, 40)
  const { stock, locations } = await shop.truth()
  const to = locations.find(({ name }) => name === 'Shop location')?.locationId ?? ''
  const travelling = [{ arrivalId: '1', itemId: stock[0]?.itemId ?? '', locationId: to, units: 3, due: null }]
  expect(await unitsOf(shop, travelling)).toEqual(['#1001: 3 + 2'])
  await shop.verb('receive-shipment', { shipment: '#T0001-1' })
  expect(await unitsOf(shop)).toEqual(['#1001: 3 + 2'])
})

it.concurrent('what is sold below zero stays owed, and is filled first by what comes', async () => {
  const shop = await aDepot(floor, 'owing', 0)
  await shop.verb('sell-in-store', { sku: 'LAMP', units: 2, location: depot })
  await buy(shop, 3)
  await shop.settle()
  const { itemId } = await placeOf(shop)
  const item = () => ask<ItemDetail>(shop, `/api/items/${encodeURIComponent(itemId)}`)
  expect((await item()).owed).toMatchObject([{ units: 2, pegged: 0 }])
  expect(await unitsOf(shop)).toEqual(['#1002: 0 + 3'])
  await nextSecond()
  const lamps = await ordered(shop, 4)
  expect((await lamps.proposal(4)).items).toMatchObject([{ owed: 2, given: 2, surplus: 0 }])
  await lamps.receive(4)
  expect(await unitsOf(shop)).toEqual(['#1002: 2 + 1'])
  expect((await item()).owed).toEqual([])
})

it('counts otherwise only at a location that there is', async () => {
  const shop = await floor.openShop('nowhere.myshopify.com')
  const said = { locationId: 'gid://shopify/Location/999', counts: 'received' }
  expect((await shop.api('/api/locations/counts', 'PUT', said)).status).toBe(404)
  expect((await shop.api('/api/locations/counts/preview', 'POST', said)).status).toBe(404)
  const counted = { ...said, counts: 'somebody' }
  expect((await shop.api('/api/locations/counts', 'PUT', counted)).status).toBe(400)
})

// As in histories.test.ts: a seed is the same history in `npm run histories`.
describe('whatever a service writes and however often it is counted otherwise, the numbers are the truth', () => {
  it.concurrent.each<[number, Way[]]>([
    [12, ['buying', 'received-only', 'several-locations', 'native']],
    [23, ['buying', 'received-only', 'several-locations', 'losing', 'holding-back', 'wishes']],
  ])(
    'seed %i, with %j',
    async (seed, ways) => {
      const [history = []] = fc.sample(randomHistory(ways, 30), { seed, numRuns: 1 })
      const shop = await floor.openShop(`received-${seed}.myshopify.com`)
      expect(await playHistory(shop, history)).toEqual([])
    },
    180_000,
  )
})

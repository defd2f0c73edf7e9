import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import type { ItemList, VendorSuggestion } from '../../../web/suppliers/contract/catalogue.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { ApiRow, SimulatedShop } from '../../support/running/simulated-shop.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'

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

/** Far less than the minute that news is waited for, and enough on a busy machine. */
const atOnce = { timeout: 60_000, interval: 100 }
const second = 'Second'
const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

type Shown = ApiRow & { shown: string[]; lastKnownSince?: string }
const rows = async (shop: SimulatedShop) => (await shop.backorders()) as Shown[]

async function aShop(name: string, stock: Record<string, number>): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-location', { name: second })
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'A', stock }] })
  await shop.settle()
  return shop
}

const buy = (shop: SimulatedShop, units: number, location: string) =>
  shop.verb('place-order', { lines: [{ sku: 'A', units, location }] })
const close = (shop: SimulatedShop) => shop.verb('deactivate-location', { location: second })
const reopen = (shop: SimulatedShop) => shop.verb('activate-location', { location: second })

async function ask<Answer>(shop: SimulatedShop, path: string, said: object, status = 200): Promise<Answer> {
  const reply = await shop.api(`/api${path}`, 'POST', said)
  const text = await reply.text()
  expect(reply.status, text).toBe(status)
  return JSON.parse(text) as Answer
}

const supplier = {
  ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
  ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
}

/** A supplier of the lamp, and where things are. */
async function withSupplier(shop: SimulatedShop) {
  const { supplierId } = await ask<{ supplierId: string }>(shop, '/suppliers', supplier)
  const { stock, locations } = await shop.truth()
  const itemId = stock[0]?.itemId
  await ask(shop, `/suppliers/${supplierId}/catalogue/assign`, { to: { itemIds: [itemId] } })
  return { supplierId, itemId, locationId: locations.find(({ name }) => name === second)?.locationId }
}

it.concurrent('nobody elsewhere waits because a location with open orders was closed', async () => {
  const shop = await aShop('others', { 'Shop location': 0, [second]: 0 })
  await buy(shop, 1, second)
  await shop.settle()
  await close(shop)
  await buy(shop, 2, 'Shop location')
  await vi.waitFor(async () => {
    expect((await rows(shop)).map(({ backordered }) => backordered).sort()).toEqual([1, 2])
  }, atOnce)
  await shop.verb('adjust-stock', { sku: 'A', location: 'Shop location', delta: 10 })
  await vi.waitFor(async () => {
    expect((await rows(shop)).map(({ state }) => state).sort()).toEqual(['open', 'ready'])
  }, atOnce)
})

it.concurrent('what was covered at a closed location needs to be moved, until it is, or the location is open again', async () => {
  const shop = await aShop('covered', { 'Shop location': 0, [second]: 5 })
  await buy(shop, 2, second)
  await shop.settle()
  expect(await rows(shop)).toEqual([])
  await close(shop)
  await shop.settle()
  expect(await rows(shop)).toMatchObject([{ state: 'open', backordered: 2, shown: ['to-move'], readyOn: null }])
  expect(await shop.backorders('&shown=to-move')).toHaveLength(1)
  expect(await shop.backorders('&shown=to-order')).toEqual([])

  await reopen(shop)
  await shop.settle()
  expect(await rows(shop)).toMatchObject([{ state: 'ready', covered: 2, shown: ['ready'] }])
  await close(shop)
  await shop.verb('move', { order: '#1001', sku: 'A', location: 'Shop location' })
  await shop.settle()
  expect((await rows(shop)).filter(({ state }) => state === 'open')).toMatchObject([
    { backordered: 2, shown: ['to-order', 'no-date'] },
  ])
})

it.concurrent('nothing is ordered for a closed location, and nothing received there', async () => {
  const shop = await aShop('orders', { 'Shop location': 0, [second]: 0 })
  await buy(shop, 2, second)
  await shop.settle()
  const { supplierId, itemId, locationId } = await withSupplier(shop)
  const proposed = () => ask<{ proposalId: string }>(shop, '/proposals', { from: { all: true } })
  const early = await proposed()
  const made = { supplierId, locationId, lines: [{ itemId, units: 2, due: inAMonth }] }
  const draft = await ask<{ supplierOrderId: string; version: number }>(shop, '/supplier-orders', made)
  const email = 'orders@acme.example'
  const known = (await (await shop.api(`/api/suppliers/${supplierId}`)).json()) as object
  await ask(shop, `/suppliers/${supplierId}/edit`, { ...known, email })
  const ordered = await ask<{ supplierOrderId: string; version: number }>(shop, '/supplier-orders', made)
  const order = (one: typeof ordered, status: number) =>
    ask<{ message?: string }>(shop, `/supplier-orders/${one.supplierOrderId}/order`, { version: one.version }, status)
  await order(ordered, 200)
  await shop.settle()
  expect(await rows(shop)).toMatchObject([{ pegged: 2, readyOn: inAMonth, shown: ['on-order'] }])

  await close(shop)
  await shop.settle()
  expect(await rows(shop)).toMatchObject([{ pegged: 0, uncovered: 2, readyOn: null, shown: ['to-move'] }])
  const closed = /location is closed in Shopify/
  expect((await order(draft, 422)).message).toMatch(closed)
  const mailed = (one: typeof ordered, status: number) =>
    ask<{ message?: string }>(
      shop,
      `/supplier-orders/${one.supplierOrderId}/send`,
      { key: randomUUID(), to: email },
      status,
    )
  expect((await mailed(draft, 422)).message).toMatch(closed)
  // Of one that was ordered before, the supplier may be told once more what it is.
  await mailed(ordered, 200)
  await ask(shop, '/supplier-orders', made, 422)
  expect((await ask<{ message: string }>(shop, `/proposals/${early.proposalId}/create`, {}, 422)).message).toMatch(
    closed,
  )
  const late = await shop.api(`/api/proposals/${(await proposed()).proposalId}`)
  expect(((await late.json()) as { proposal: object }).proposal).toMatchObject({
    refused: [{ reason: 'closed-location', lines: 1, units: 2 }],
    units: 0,
  })

  const found = await shop.api(`/api/supplier-orders/${ordered.supplierOrderId}/lines`)
  const [bought] = ((await found.json()) as { rows: { supplierOrderLineId: string }[] }).rows
  const line = { supplierOrderLineId: bought?.supplierOrderLineId, accepted: 2, rejected: 0 }
  const receive = (path: string, more: object) => ask<{ message: string }>(shop, path, { lines: [line], ...more }, 422)
  expect((await receive('/receipts/proposal', {})).message).toMatch(closed)
  expect((await receive('/receipts', { key: randomUUID() })).message).toMatch(closed)

  await reopen(shop)
  await shop.settle()
  expect(await rows(shop)).toMatchObject([{ pegged: 2, readyOn: inAMonth, shown: ['on-order'] }])
})

it.concurrent('shoppers are told of what was stocked at a closed location only', async () => {
  const shop = await aShop('promise', { 'Shop location': 0, [second]: 7 })
  const promise = async () => {
    await shop.settle()
    const { rows: told } = (await (await shop.api('/api/storefront/variants')).json()) as ToldVariantList
    expect(promiseFaults(await shop.truth(), await shop.backorders())).toEqual([])
    return told[0]?.promise ?? null
  }
  expect(await promise()).toBeNull()
  await close(shop)
  expect(await promise()).toMatchObject({ state: 'backorder' })
  await reopen(shop)
  expect(await promise()).toBeNull()
})

it.concurrent('a location that was closed while nobody told is found closed all the same', async () => {
  const shop = await aShop('untold', { 'Shop location': 0, [second]: 0 })
  await buy(shop, 1, second)
  await shop.settle()
  await shop.verb('mischief', { lose: 1, seed: 1 })
  await close(shop)
  await shop.verb('mischief', {})
  await buy(shop, 2, 'Shop location')
  await vi.waitFor(async () => {
    const told = await rows(shop)
    expect(told.map(({ backordered }) => backordered).sort()).toEqual([1, 2])
    expect(told.flatMap(({ shown }) => shown)).toContain('to-move')
  }, atOnce)
})

it.concurrent('what can only be moved needs no ordering, wherever that is asked', async () => {
  const shop = await aShop('to-be-moved', { 'Shop location': 0, [second]: 0 })
  await shop.verb('create-product', {
    title: 'Owl',
    vendor: 'Owls',
    variants: [{ sku: 'OWL', stock: { [second]: 3 } }],
  })
  await buy(shop, 2, second)
  await shop.verb('sell-in-store', { sku: 'OWL', units: 4, location: second })
  await shop.settle()
  const get = async <Answer>(path: string) => (await (await shop.api(`/api${path}`)).json()) as Answer
  const said = async () => ({
    items: (await get<ItemList>('/items?needed=yes')).rows.map(({ sku, uncovered }) => [sku, uncovered]).sort(),
    vendors: (await get<{ rows: VendorSuggestion[] }>('/items/vendors')).rows.map(({ vendor, uncovered }) => [
      vendor,
      uncovered,
    ]),
    owed: (await get<ShopSummary>('/shop')).owed,
  })
  expect(await said()).toMatchObject({
    items: [
      ['A', 2],
      ['OWL', 1],
    ],
    owed: { items: 1, units: 1 },
  })
  expect((await said()).vendors).toContainEqual(['Owls', 1])
  await close(shop)
  await shop.settle()
  expect(await said()).toMatchObject({ items: [], owed: undefined })
  expect((await said()).vendors).toContainEqual(['Owls', 0])
  await reopen(shop)
  await shop.settle()
  expect((await said()).items).toEqual([
    ['A', 2],
    ['OWL', 1],
  ])
})

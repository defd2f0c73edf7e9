import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { History } from '../../support/histories/history.ts'
import { playHistory } from '../../support/histories/play-history.ts'
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

/** Histories in which something was wrong once, as short as it was wrong in. */
const short: readonly { readonly says: string; readonly steps: History }[] = [
  {
    says: 'nothing is promised of what is counted only at a location that was closed',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second' } },
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0 } }] },
      { op: 'verb', verb: 'deactivate-location', body: { location: 'Shop location' } },
    ],
  },
  {
    says: 'a product is deleted, and what is told of its item is lost',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0 } }] },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 2, location: 'Shop location' }] } },
      { op: 'verb', verb: 'mischief', body: { lose: 1, only: ['inventory_items/delete'] } },
      { op: 'verb', verb: 'delete-product', body: { sku: 'A' } },
      { op: 'verb', verb: 'mischief', body: {} },
    ],
  },
  {
    says: 'a parcel is taken back before anybody heard that it was sent, and owed by another fulfillment order',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second' } },
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 1, Second: 2 } }] },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 3, location: 'Shop location' }] } },
      { op: 'verb', verb: 'mischief', body: { lose: 0 } },
      { op: 'verb', verb: 'fulfil', body: { order: '#1001' } },
      { op: 'verb', verb: 'cancel-fulfilment', body: { order: '#1001' } },
      { op: 'verb', verb: 'mischief', body: {} },
    ],
  },
  {
    says: 'what one place hid from the storefront is promised as soon as it hides nothing',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second' } },
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 4, Second: 5 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'verb', verb: 'set-stock', body: { sku: 'A', location: 'Shop location', available: -2 } },
      { op: 'so', supplier: 'S1', location: 'Second', lines: [{ sku: 'A', units: 7, due: 9 }] },
      { op: 'order', number: 1 },
      { op: 'verb', verb: 'set-stock', body: { sku: 'A', location: 'Shop location', available: 6 } },
    ],
  },
  {
    says: 'deliveries of a supplier tell how long it takes, also of what else it has',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0 } }] },
      { op: 'product', title: 'B', variants: [{ sku: 'B', stock: { 'Shop location': 0 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'entry', supplier: 'S1', sku: 'B', packSize: 1, minimumQuantity: 1, leadTimeDays: null },
      { op: 'so', supplier: 'S1', location: 'Shop location', lines: [{ sku: 'A', units: 9, due: 9 }] },
      { op: 'order', number: 1 },
      { op: 'receive', number: 1, lines: [{ line: 0, accepted: 1 }] },
      { op: 'receive', number: 1, lines: [{ line: 0, accepted: 1 }] },
      { op: 'receive', number: 1, lines: [{ line: 0, accepted: 1 }] },
    ],
  },
  {
    says: 'goods came to one place, and a line that waits at another was to be put first with them',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second' } },
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0, Second: 2 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 5, location: 'Second' }] } },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 2, location: 'Second' }] } },
      { op: 'so', supplier: 'S1', location: 'Shop location', lines: [{ sku: 'A', units: 5, due: 9 }] },
      { op: 'order', number: 1 },
      { op: 'receive', number: 1, lines: [{ line: 0, accepted: 2 }], wish: { order: '#1002', line: 0, rank: 2 } },
    ],
  },
  {
    says: 'goods came for the younger line, while the older one is pinned to what comes later',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 1 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 2 }] } },
      { op: 'entry', supplier: 'S1', sku: 'A', packSize: 1, minimumQuantity: 1, leadTimeDays: null },
      { op: 'propose' },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 5 }] } },
      { op: 'order', number: 1, due: 3 },
      { op: 'wish', order: '#1001', line: 0, pin: 1 },
      { op: 'propose' },
    ],
  },
  {
    says: 'a line of an item that is not counted any more is followed until it is shipped',
    steps: [
      { op: 'product', title: 'B', variants: [{ sku: 'B', stock: { 'Shop location': 1 } }] },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'B', units: 5 }] } },
      { op: 'check' },
      { op: 'verb', verb: 'track-item', body: { sku: 'B', tracked: false } },
      { op: 'check' },
      { op: 'verb', verb: 'fulfil', body: { order: '#1001' } },
    ],
  },
  {
    says: 'the app was removed and installed again before the news of its removal came',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 2 } }] },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 1 }] } },
      { op: 'verb', verb: 'mischief', body: { late: 1, seed: 3 } },
      { op: 'verb', verb: 'uninstall', body: {} },
      { op: 'verb', verb: 'set-stock', body: { sku: 'A', available: -4 } },
    ],
  },
  {
    says: 'the app was removed and installed again, and the news of its removal was lost',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 2 } }] },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 1 }] } },
      { op: 'check' },
      { op: 'verb', verb: 'mischief', body: { lose: 1 } },
      { op: 'verb', verb: 'uninstall', body: {} },
      { op: 'verb', verb: 'mischief', body: {} },
      { op: 'verb', verb: 'set-stock', body: { sku: 'A', available: -4 } },
      { op: 'verb', verb: 'install', body: {} },
      // Only now Shopify is asked something, with a token that died with the removal.
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 1 }] } },
    ],
  },
  {
    says: 'goods of a shipment are told of as stock before they are told of as received, and are of who was pegged to them',
    steps: [
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 2, location: 'Shop location' }] } },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 2, location: 'Shop location' }] } },
      { op: 'so', supplier: 'S1', location: 'Shop location', lines: [{ sku: 'A', units: 2, due: 16 }] },
      { op: 'order', number: 1, due: 16 },
      {
        op: 'verb',
        verb: 'create-transfer',
        body: { items: [{ sku: 'A', units: 2 }], to: 'Shop location', ready: true },
      },
      {
        op: 'verb',
        verb: 'create-shipment',
        body: { transfer: '#T0001', arrivesAt: '2999-12-10', inTransit: true },
      },
      // Whoever waited first waits for the later delivery, so the shipment is for the other.
      { op: 'wish', order: '#1001', line: 0, pin: 1 },
      { op: 'check' },
      {
        op: 'verb',
        verb: 'mischief',
        body: { lose: 1, only: ['inventory_shipments/receive_items', 'inventory_transfers/complete'] },
      },
      { op: 'verb', verb: 'receive-shipment', body: { shipment: '#T0001-1' } },
      { op: 'verb', verb: 'mischief', body: {} },
      { op: 'check' },
    ],
  },
  {
    says: 'goods of two suppliers come at once, and one line waits for a later delivery that it is pinned to',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second', fulfillsOnlineOrders: true } },
      { op: 'product', title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 0, Second: 0 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'supplier', name: 'S2', leadTimeDays: null },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 4, location: 'Second' }] } },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 3, location: 'Second' }] } },
      { op: 'entry', supplier: 'S1', sku: 'A', packSize: 1, minimumQuantity: 1, leadTimeDays: null },
      { op: 'propose' },
      { op: 'order', number: 1, due: 9 },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'A', units: 4, location: 'Second' }] } },
      { op: 'pin', waiting: 0, to: 1 },
      { op: 'propose' },
      { op: 'so', supplier: 'S2', location: 'Second', lines: [{ sku: 'A', units: 2, due: null }] },
    ],
  },
  {
    says: 'a till sells what a line had as its own, and what comes next is of who was pegged to it',
    steps: [
      { op: 'verb', verb: 'create-location', body: { name: 'Second', fulfillsOnlineOrders: true } },
      { op: 'product', title: 'B', variants: [{ sku: 'B', stock: { 'Shop location': 0, Second: 2 } }] },
      { op: 'supplier', name: 'S1', leadTimeDays: null },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'B', units: 2, location: 'Second' }] } },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'B', units: 1, location: 'Second' }] } },
      { op: 'entry', supplier: 'S1', sku: 'B', packSize: 1, minimumQuantity: 1, leadTimeDays: null },
      { op: 'propose' },
      { op: 'order', number: 1, due: 9 },
      { op: 'pin', waiting: 0, to: 0 },
      { op: 'verb', verb: 'place-order', body: { lines: [{ sku: 'B', units: 2, location: 'Second' }] } },
      { op: 'propose' },
      { op: 'receive', number: 1, lines: [{ line: 0, accepted: 3, heldBack: 2 }] },
      { op: 'verb', verb: 'sell-in-store', body: { sku: 'B', units: 3, location: 'Second' } },
    ],
  },
]

describe('nothing is wrong any more after', () => {
  it.concurrent.each(short.map(({ says, steps }, at) => [says, at, steps] as const))('%s', async (_says, at, steps) => {
    expect(await playHistory(await floor.openShop(`short-${at}.myshopify.com`), steps)).toEqual([])
  })
})

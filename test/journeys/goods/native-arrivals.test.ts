import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { NativeOrderList } from '../../../web/native/contract/native-orders.ts'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { FoundProposal } from '../../../web/proposals/contract/proposals.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import {
  aShopWithLampsOnTheirWay,
  aShopWithoutLamps,
  lamps,
  tellLine,
  tellLines,
} from '../../support/lamps-on-their-way.ts'
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

it('shows a day on every line that native orders cover as soon as a living shop is imported', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-living', [3, 4, 5, 6])
  await shop.verb('create-purchase-order', { supplier: 'Moorland Lamps', items: lamps(12) })
  await shop.verb('create-transfer', { items: lamps(7), purchaseOrder: '#PO1' })
  await shop.verb('create-shipment', { transfer: '#T0001', items: lamps(3), arrivesAt: '2999-12-04' })
  await shop.verb('create-shipment', { transfer: '#T0001', items: lamps(4), arrivesAt: '2999-12-11', inTransit: false })
  await shop.verb('install')
  await shop.settle()
  expect(await tellLines(shop)).toEqual([
    { covered: 0, pegged: 3, uncovered: 0, readyOn: '2999-12-04', state: 'open' },
    { covered: 0, pegged: 4, uncovered: 0, readyOn: '2999-12-11', state: 'open' },
    { covered: 0, pegged: 5, uncovered: 0, readyOn: null, state: 'open' },
    { covered: 0, pegged: 0, uncovered: 6, readyOn: null, state: 'open' },
  ])
  expect((await tellLine(shop)).pegs).toEqual([
    {
      arrivalId: expect.any(String),
      supplierOrderId: null,
      number: null,
      supplierName: 'Moorland Lamps',
      native: { kind: 'transfer', documentId: expect.any(String), name: '#T0001', purchaseOrderName: '#PO1' },
      units: 3,
      due: '2999-12-04',
    },
  ])
  expect((await tellLine(shop, 2)).pegs).toMatchObject([
    { native: { kind: 'purchase-order', name: '#PO1' }, due: null },
  ])
})

it('shrinks by what is received in the admin, which is stock and comes no second time', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-received', [3, 4, 5], {
    units: 10,
    arrivesAt: '2999-12-04',
  })
  await shop.verb('receive-shipment', {
    shipment: '#T0001-1',
    items: [{ sku: 'LAMP', accepted: 4, rejected: 1, cancelled: 2 }],
  })
  await shop.settle()
  expect(await tellLines(shop)).toEqual([
    { covered: 3, pegged: 0, uncovered: 0, readyOn: 'now', state: 'ready' },
    { covered: 1, pegged: 3, uncovered: 0, readyOn: '2999-12-04', state: 'open' },
    { covered: 0, pegged: 0, uncovered: 5, readyOn: null, state: 'open' },
  ])
  await shop.verb('receive-shipment', { shipment: '#T0001-1' })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([
    { covered: 3 },
    { covered: 4, pegged: 0, state: 'ready' },
    { uncovered: 5 },
  ])
})

it('follows a shipment that slips, and says of the line that it is late once its day has passed', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-slips', [3], { units: 3, arrivesAt: '2999-12-04' })
  await shop.verb('track-shipment', { shipment: '#T0001-1', arrivesAt: '2999-12-20' })
  await shop.settle()
  expect(await tellLine(shop)).toMatchObject({
    ...{ readyOn: '2999-12-20', firstPromise: null, firstEstimate: '2999-12-04' },
    shown: ['on-order'],
  })
  await shop.verb('track-shipment', { shipment: '#T0001-1', arrivesAt: '2026-11-02' })
  await shop.settle()
  expect((await tellLine(shop)).shown).toContain('late')
  expect((await shop.backorders('&shown=late')).length).toBe(1)
})

it.each(['9999-12-31', '0026-12-20'])('takes %s, on which nothing arrives, for no day at all', async (arrivesAt) => {
  const name = `native-never-${arrivesAt.slice(0, 4)}`
  const shop = await aShopWithLampsOnTheirWay(floor, name, [3], { units: 4, arrivesAt })
  expect(await tellLine(shop)).toMatchObject({ pegged: 3, readyOn: null, shown: ['on-order', 'no-date'] })
  const { rows } = await say<ToldVariantList>(shop, '/api/storefront/variants')
  expect(rows).toMatchObject([{ promise: { from: null, to: null, delayed: false } }])
  const native = await say<NativeOrderList>(shop, '/api/native-orders')
  expect(native.rows).toMatchObject([{ nextDue: null, isLate: false, withoutOwnDay: 4 }])
})

it('leaves the demand uncovered again when the transfer is cancelled, and says why', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-cancelled', [3], { units: 3, arrivesAt: '2999-12-04' })
  await shop.verb('cancel-transfer', { transfer: '#T0001' })
  await shop.settle()
  const line = await tellLine(shop)
  expect(line).toMatchObject({ pegged: 0, uncovered: 3, readyOn: null, pegs: [] })
  expect(line.ledger[0]).toMatchObject({ cause: { topic: 'native/transfer', subject: '#T0001', what: 'cancelled' } })
})

it('counts what moves between two locations where it goes once it has left, and on the first shelf until then', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-between', [])
  await shop.verb('create-location', { name: 'Harbour' })
  await shop.verb('set-stock', { sku: 'LAMP', location: 'Harbour', available: 5 })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3, location: 'Shop location' }] })
  await shop.verb('install')
  await shop.settle()
  await shop.verb('create-transfer', { from: 'Harbour', to: 'Shop location', items: lamps(3) })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 0, uncovered: 3 }])
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3, uncovered: 0, readyOn: '2999-12-04' }])
  await shop.verb('receive-shipment', { shipment: '#T0001-1' })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ covered: 3, state: 'ready' }])
})

it('has a day that the merchant types, until Shopify knows one, and orders nothing of it a second time', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-typed', [3, 2])
  await shop.verb('create-purchase-order', { supplier: 'Moorland Lamps', items: lamps(4) })
  await shop.verb('install')
  await shop.settle()
  const list = await say<NativeOrderList>(shop, '/api/native-orders')
  expect(list).toMatchObject({ missingScopes: [], isReading: false, readAt: expect.any(String), total: 1 })
  expect(list.rows).toMatchObject([
    { name: '#PO1', supplierName: 'Moorland Lamps', units: 4, awaited: 4, withoutOwnDay: 4, nextDue: null },
  ])
  const { documentId } = list.rows[0] ?? { documentId: '' }
  await say(shop, `/api/native-orders/purchase-order/${documentId}/due`, { due: '2999-12-10', confirmed: true })
  expect(await tellLines(shop)).toMatchObject([{ readyOn: '2999-12-10' }, { pegged: 1, uncovered: 1, readyOn: null }])

  const { proposalId } = await say<{ proposalId: string }>(shop, '/api/proposals', { from: { all: true } })
  const { proposal } = await say<FoundProposal>(shop, `/api/proposals/${proposalId}`)
  expect(proposal.refused).toEqual([{ reason: 'no-supplier', lines: 1, units: 1 }])

  await shop.verb('create-transfer', { purchaseOrder: '#PO1', items: lamps(4) })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3, readyOn: '2999-12-10' }, { pegged: 1 }])
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([
    { pegged: 3, readyOn: '2999-12-04' },
    { pegged: 1, uncovered: 1 },
  ])
  await shop.verb('track-shipment', { shipment: '#T0001-1', arrivesAt: null })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ readyOn: '2999-12-10' }, { uncovered: 1 }])
})

it('finds at a reading what no webhook tells: a purchase order that was changed, and a transfer whose news was lost', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-read-again', [3, 5], { units: 3, arrivesAt: '2999-12-04' })
  await shop.verb('create-purchase-order', { items: lamps(2) })
  await shop.verb('mischief', { lose: 1, seed: 4 })
  await shop.verb('cancel-transfer', { transfer: '#T0001' })
  await shop.verb('mischief')
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3 }, { uncovered: 5 }])
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 2, uncovered: 1 }, { uncovered: 5 }])

  await shop.verb('archive-purchase-order', { purchaseOrder: '#PO1' })
  await say(shop, '/api/reconcile', {})
  await expect.poll(() => tellLines(shop), { timeout: 30_000 }).toMatchObject([{ uncovered: 3 }, { uncovered: 5 }])
})

it('lists what a comparison with Shopify finds of transfers whose news was lost, and of nothing a second time', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-lost', [3, 5], { units: 3, arrivesAt: '2999-12-04' })
  const compare = async () => {
    await say(shop, '/api/reconcile', {})
    await expect
      .poll(async () => (await say<FoundReconcile>(shop, '/api/reconcile')).reconcile?.finishedAt, { timeout: 30_000 })
      .not.toBeNull()
    const { rows } = await say<FoundReconcile>(shop, '/api/reconcile')
    return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  }
  expect(await compare()).toEqual([])
  await shop.verb('create-purchase-order', { items: lamps(2) })
  await shop.verb('mischief', { lose: 1, seed: 4 })
  await shop.verb('cancel-transfer', { transfer: '#T0001' })
  await shop.verb('create-transfer', { items: lamps(4) })
  await shop.verb('mischief')
  await shop.settle()
  const line = { title: expect.stringContaining('Lamp') }
  expect(await compare()).toEqual([
    expect.objectContaining({
      ...{ thing: 'transfer', name: '#T0001', cause: 'lost-webhook', theirs: { lines: [] } },
      ours: { lines: [expect.objectContaining({ ...line, units: 3, due: '2999-12-04' })] },
    }),
    expect.objectContaining({
      ...{ thing: 'transfer', name: '#T0002', cause: 'lost-webhook', ours: null },
      theirs: { lines: [expect.objectContaining({ ...line, units: 4, due: null })] },
    }),
  ])
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3 }, { pegged: 3, uncovered: 2 }])
  expect(await compare()).toEqual([])
})

it('leaves out an order that Shopify has open and that brings nothing more, until the merchant counts it again', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-left-out', [3])
  await shop.verb('create-purchase-order', { items: lamps(3) })
  await shop.verb('install')
  await shop.settle()
  const { rows } = await say<NativeOrderList>(shop, '/api/native-orders')
  const path = `/api/native-orders/purchase-order/${rows[0]?.documentId}/leave-out`
  const left = await say<NativeOrderList>(shop, path, { isLeftOut: true })
  expect(left).toMatchObject({ rows: [], leftOut: [{ name: '#PO1' }] })
  expect(await tellLines(shop)).toMatchObject([{ pegged: 0, uncovered: 3 }])
  expect((await tellLine(shop)).ledger[0]).toMatchObject({
    cause: { kind: 'merchant', subject: '#PO1', what: 'left-out' },
  })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 0, uncovered: 3 }])
  await say(shop, path, { isLeftOut: false })
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3, uncovered: 0 }])
})

it('keeps what it knows when the merchant takes the permission back, and catches up when it is given again', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-permission', [3], { units: 3, arrivesAt: '2999-12-04' })
  await shop.verb('change-scopes', { optional: ['write_products'] })
  await shop.settle()
  await shop.verb('track-shipment', { shipment: '#T0001-1', arrivesAt: '2999-12-11' })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3, readyOn: '2999-12-04' }])
  const list = await say<NativeOrderList>(shop, '/api/native-orders')
  expect(list.missingScopes).toHaveLength(4)
  expect(list).toMatchObject({ isReading: false, readAt: expect.any(String), rows: [{ units: 3 }] })
  expect(await say(shop, '/api/native-orders/read', {})).toMatchObject({ isReading: false, rows: [{ units: 3 }] })

  await shop.verb('change-scopes', { optional: list.missingScopes })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 3, readyOn: '2999-12-11' }])
})

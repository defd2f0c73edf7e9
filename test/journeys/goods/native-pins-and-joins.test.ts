import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NativeOrderList, SameGoods } from '../../../web/native/contract/native-orders.ts'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { isOrdered, say } from '../../support/faults/lamps-on-order.ts'
import {
  aShopWithLampsOnTheirWay,
  aShopWithoutLamps,
  lamps,
  tellLine,
  tellLines,
} from '../../support/lamps-on-their-way.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

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

it('serves the line that is pinned to it first, and no line once it is gone', async () => {
  const shop = await aShopWithLampsOnTheirWay(floor, 'native-pinned', [3, 3], { units: 3, arrivesAt: '2999-12-04' })
  const { arrivalId } = (await tellLine(shop)).pegs[0] ?? {}
  const { lineId } = await tellLine(shop, 1)
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 0 }, { pegged: 3, readyOn: '2999-12-04' }])
  await shop.verb('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'LAMP', cancelled: 3 }] })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ uncovered: 3 }, { uncovered: 3 }])
})

it('keeps a pin to goods that were bought, put on a transfer, packed on a shipment and taken off it again', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-pin-follows', [3, 3])
  await shop.verb('create-purchase-order', { items: lamps(3) })
  await shop.verb('install')
  await shop.settle()
  const { arrivalId } = (await tellLine(shop)).pegs[0] ?? {}
  const { lineId } = await tellLine(shop, 1)
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId })
  const served = async () => (await tellLine(shop, 1)).pegs.map(({ native, units, due }) => [native?.name, units, due])
  await shop.settle()
  expect(await served()).toEqual([['#PO1', 3, null]])
  await shop.verb('create-transfer', { purchaseOrder: '#PO1', items: lamps(3) })
  await shop.settle()
  expect(await served()).toEqual([['#T0001', 3, null]])
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await shop.settle()
  expect(await served()).toEqual([['#T0001', 3, '2999-12-04']])
  await shop.verb('delete-shipment', { shipment: '#T0001-1' })
  await shop.settle()
  expect(await served()).toEqual([['#T0001', 3, null]])
  expect((await tellLine(shop)).pegs).toEqual([])
})

it('keeps a pin to goods of which some are on their way already, to these and to the rest', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-pin-splits', [3, 8])
  await shop.verb('create-purchase-order', { items: lamps(10) })
  await shop.verb('install')
  await shop.settle()
  const { arrivalId } = (await tellLine(shop)).pegs[0] ?? {}
  const { lineId } = await tellLine(shop, 1)
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId })
  const served = async (place: number) =>
    (await tellLine(shop, place)).pegs.map(({ native, units, due }) => [native?.name, units, due])
  await shop.verb('create-transfer', { purchaseOrder: '#PO1', items: lamps(6) })
  await shop.verb('create-shipment', { transfer: '#T0001', items: lamps(4), arrivesAt: '2999-12-04' })
  await shop.settle()
  expect((await served(1)).toSorted()).toEqual([
    ['#PO1', 2, null],
    ['#T0001', 2, null],
    ['#T0001', 4, '2999-12-04'],
  ])
  expect(await served(0)).toEqual([['#PO1', 2, null]])

  await shop.verb('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'LAMP', accepted: 4 }] })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([
    { covered: 0, pegged: 2, uncovered: 1 },
    { covered: 4, pegged: 4, uncovered: 0 },
  ])
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId: null })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ covered: 3 }, { covered: 1, uncovered: 1 }])
})

it('counts units once that a supplier order and a native order bring, when the merchant says that both are one delivery', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined', [3, 4, 5])
  await shop.verb('install')
  await shop.settle()
  const { supplierOrderId } = await isOrdered(shop, { units: 10, due: '2999-12-02' })
  await shop.verb('create-purchase-order', { items: lamps(8) })
  await shop.verb('create-transfer', { purchaseOrder: '#PO1', items: lamps(8) })
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  const same = await say<SameGoods>(shop, `/api/supplier-orders/${supplierOrderId}/same-goods`)
  expect(same.rows).toMatchObject([{ kind: 'purchase-order', name: '#PO1', units: 8 }])
  expect(await tellLines(shop)).toMatchObject([{ uncovered: 0 }, { uncovered: 0 }, { uncovered: 0 }])

  const { version } = await say<SupplierOrderDetail>(shop, `/api/supplier-orders/${supplierOrderId}`)
  const [order] = same.rows
  const joined = await say<NativeOrderList>(shop, `/api/native-orders/${order?.kind}/${order?.documentId}/join`, {
    ...{ supplierOrderId, version },
  })
  expect(joined.rows).toMatchObject([{ name: '#PO1', units: 8, joined: { supplierOrderId, number: 1 } }])
  expect((await say<SameGoods>(shop, `/api/supplier-orders/${supplierOrderId}/same-goods`)).rows).toEqual([])
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([
    { pegged: 3, readyOn: '2999-12-04' },
    { pegged: 4, readyOn: '2999-12-04' },
    { pegged: 3, uncovered: 2 },
  ])
  const after = await say<SupplierOrderDetail>(shop, `/api/supplier-orders/${supplierOrderId}`)
  expect(after.events.map(({ kind }) => kind)).toContain('joined')
})

it('keeps a pin to a supplier order when a native order is said to be the same delivery', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined-pin', [3, 3])
  await shop.verb('install')
  await shop.settle()
  const { supplierOrderId } = await isOrdered(shop, { units: 3, due: '2999-12-02' })
  const { arrivalId } = (await tellLine(shop)).pegs[0] ?? {}
  const { lineId } = await tellLine(shop, 1)
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId })
  await shop.verb('create-purchase-order', { items: lamps(3) })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  await joinWithNative(shop, { supplierOrderId })
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 0 }, { pegged: 3, readyOn: null }])
  expect((await tellLine(shop, 1)).pegs).toMatchObject([{ native: { name: '#PO1' }, units: 3 }])
})

it('keeps a pin to a supplier order of which a native order brings some, to these and to the rest', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined-partly', [3, 5])
  await shop.verb('install')
  await shop.settle()
  const order = await isOrdered(shop, { units: 6, due: '2999-12-02' })
  const { arrivalId } = (await tellLine(shop)).pegs[0] ?? {}
  const { lineId } = await tellLine(shop, 1)
  await say(shop, '/api/wishes', { lineIds: [lineId], arrivalId })
  await shop.verb('create-purchase-order', { items: lamps(4) })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  await joinWithNative(shop, order)
  await shop.settle()
  expect((await tellLine(shop, 1)).pegs).toMatchObject([
    { number: 1, units: 2 },
    { native: { name: '#PO1' }, units: 3 },
  ])
  expect(await tellLines(shop)).toMatchObject([{ pegged: 1 }, { pegged: 5 }])
})

it('offers a second supplier order only what a native order brings beyond the goods that were joined', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined-twice', [20])
  await shop.verb('install')
  await shop.settle()
  const first = await isOrdered(shop, { units: 6, due: '2999-12-02' })
  const second = await isOrdered(shop, { units: 6, due: '2999-12-02', supplier: 'Borg' })
  await shop.verb('create-purchase-order', { items: lamps(10) })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  expect(await alsoNative(shop, first)).toEqual([['#PO1', 6]])
  expect(await alsoNative(shop, second)).toEqual([['#PO1', 6]])

  await joinWithNative(shop, first)
  expect(await alsoNative(shop, first)).toEqual([])
  expect(await alsoNative(shop, second)).toEqual([['#PO1', 4]])
  const { rows } = await joinWithNative(shop, second)
  expect(await alsoNative(shop, second)).toEqual([])
  expect(rows).toMatchObject([{ units: 10, joined: { number: 1 }, alsoJoined: [{ number: 2 }] }])
  await shop.settle()
  expect(await tellLines(shop)).toMatchObject([{ pegged: 12, uncovered: 8 }])
})

it('offers what is left of a native order when the goods that were joined have come', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined-came', [20])
  await shop.verb('install')
  await shop.settle()
  const first = await isOrdered(shop, { units: 6, due: '2999-12-02' })
  const second = await isOrdered(shop, { units: 6, due: '2999-12-02', supplier: 'Borg' })
  await shop.verb('create-transfer', { items: lamps(10) })
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt: '2999-12-04' })
  await shop.settle()
  await joinWithNative(shop, first)
  await shop.verb('receive-shipment', { shipment: '#T0001-1', items: [{ sku: 'LAMP', accepted: 6 }] })
  await shop.settle()
  expect(await alsoNative(shop, second)).toEqual([['#T0001', 4]])
})

it('joins nothing of what was deleted in Shopify', async () => {
  const shop = await aShopWithoutLamps(floor, 'native-joined-deleted', [3])
  await shop.verb('install')
  await shop.settle()
  const order = await isOrdered(shop, { units: 6, due: '2999-12-02' })
  await shop.verb('create-purchase-order', { items: lamps(4) })
  await say(shop, '/api/native-orders/read', {})
  await shop.settle()
  const { rows } = await say<SameGoods>(shop, `/api/supplier-orders/${order.supplierOrderId}/same-goods`)
  expect(rows).toMatchObject([{ name: '#PO1', units: 4 }])
  await shop.verb('delete-product', { sku: 'LAMP' })
  await shop.settle()
  expect(await alsoNative(shop, order)).toEqual([])

  const path = `/api/supplier-orders/${order.supplierOrderId}`
  const { version } = await say<SupplierOrderDetail>(shop, path)
  await say(shop, `/api/native-orders/${rows[0]?.kind}/${rows[0]?.documentId}/join`, { ...order, version })
  expect((await say<SupplierOrderDetail>(shop, path)).events.map(({ kind }) => kind)).not.toContain('joined')
})

type Ordered = { readonly supplierOrderId: string }

/** Native orders that are said to bring goods of a supplier order as well, and how many units of it. */
async function alsoNative(shop: SimulatedShop, { supplierOrderId }: Ordered) {
  const { rows } = await say<SameGoods>(shop, `/api/supplier-orders/${supplierOrderId}/same-goods`)
  return rows.map(({ name, units }) => [name, units])
}

/** The merchant says that a supplier order is the same delivery as the native order that is offered first. */
async function joinWithNative(shop: SimulatedShop, { supplierOrderId }: Ordered): Promise<NativeOrderList> {
  const [order] = (await say<SameGoods>(shop, `/api/supplier-orders/${supplierOrderId}/same-goods`)).rows
  const { version } = await say<SupplierOrderDetail>(shop, `/api/supplier-orders/${supplierOrderId}`)
  return await say(shop, `/api/native-orders/${order?.kind}/${order?.documentId}/join`, { supplierOrderId, version })
}

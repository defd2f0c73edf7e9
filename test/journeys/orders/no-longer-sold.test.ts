import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BackorderListOutput } from '../../../web/backorders/contract/backorders.ts'
import type { OpenLine } from '../../../web/receiving/contract/receipts.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import { dayAhead } from '../../support/histories/played.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf } from '../../support/running/simulated-shop.ts'
import { aStore } from '../goods/a-store.ts'

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

it('what was deleted is said to be no longer sold, is not ordered again, and nothing of it is accepted', async () => {
  const shop = await floor.openShop('deleted.myshopify.com')
  for (const sku of ['A', 'B']) {
    await shop.verb('create-product', {
      title: sku,
      variants: [{ sku, policy: 'CONTINUE', stock: { 'Shop location': 0 } }],
    })
  }
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 3 }] })
  await shop.verb('place-order', { lines: [{ sku: 'B', units: 3 }] })
  await shop.settle()
  const { stock } = await shop.truth()
  const [a, b] = ['A', 'B'].map((sku) => stock.find((point) => point.sku === sku))
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: 3, minimumValue: null, orderDays: [], notes: '' },
  })
  const lines = [
    { itemId: a?.itemId, units: 2, due: null },
    { itemId: b?.itemId, units: 3, due: null },
  ]
  type Order = { supplierOrderId: string; version: number }
  const draft = await say<Order>(shop, '/api/supplier-orders', { supplierId, locationId: a?.locationId, lines })
  const order = `/api/supplier-orders/${draft.supplierOrderId}`
  await say<Order>(shop, `${order}/order`, { version: draft.version, due: null })
  await shop.settle()

  await shop.verb('delete-product', { sku: 'A' })
  await shop.settle()
  const open = await say<BackorderListOutput>(shop, '/api/backorders?shown=no-longer-sold')
  expect(open.rows).toMatchObject([{ sku: 'A', backordered: 3, shown: ['no-longer-sold'] }])
  expect((await say<BackorderListOutput>(shop, '/api/backorders?shown=to-order')).rows).toEqual([])

  const proposal = await say<{ proposalId: string }>(shop, '/api/proposals', { from: { all: true } })
  const refused = await say<object>(shop, `/api/proposals/${proposal.proposalId}/refusals`)
  expect(refused).toMatchObject({ rows: [{ sku: 'A', reason: 'no-longer-sold' }] })

  const coming = await say<{ rows: OpenLine[] }>(
    shop,
    `/api/receipts/open-lines?limit=250&supplierOrderId=${draft.supplierOrderId}`,
  )
  const lineOf = (sku: string) => coming.rows.find((line) => line.sku === sku)?.supplierOrderLineId
  const came = [
    { supplierOrderLineId: lineOf('A'), accepted: 2, rejected: 0 },
    { supplierOrderLineId: lineOf('B'), accepted: 3, rejected: 0 },
  ]
  for (const path of ['/api/receipts/proposal', '/api/receipts']) {
    const reply = await shop.api(
      path,
      'POST',
      path.endsWith('proposal') ? { lines: came } : { key: randomUUID(), lines: came },
    )
    expect([reply.status, await reply.json()]).toMatchObject([422, { data: { reason: 'no-longer-sold' } }])
  }
  const [ofA, ofB] = came
  const kept = [{ ...ofA, accepted: 0, rejected: 2, rejectReason: 'no longer sold' }, ofB]
  await say(shop, '/api/receipts', { key: randomUUID(), lines: kept })
  await shop.settle()
  expect((await shop.backorders()).map(({ sku, covered }) => [sku, covered]).sort()).toEqual([
    ['A', 0],
    ['B', 3],
  ])
})

it.each([1, 2])(
  'what was deleted while the app was away is no longer sold once it is back, with %s locations',
  async (locations) => {
    const shop = await floor.openShop(`deleted-while-away-${locations}.myshopify.com`)
    if (locations > 1) await shop.verb('create-location', { name: 'Second' })
    for (const sku of ['A', 'B']) {
      await shop.verb('create-product', { title: sku, variants: [{ sku, stock: { 'Shop location': 0 } }] })
    }
    await shop.verb('place-order', { lines: [{ sku: 'A', units: 3, location: 'Shop location' }] })
    await shop.verb('place-order', { lines: [{ sku: 'B', units: 2, location: 'Shop location' }] })
    await shop.settle()
    await shop.verb('uninstall')
    await shop.settle()
    await shop.verb('delete-product', { sku: 'A' })
    await shop.verb('install')
    await shop.settle(100)
    const gone = await say<BackorderListOutput>(shop, '/api/backorders?shown=no-longer-sold')
    expect(gone.rows).toMatchObject([{ sku: 'A', backordered: 3 }])
    const others = await say<BackorderListOutput>(shop, '/api/backorders?shown=to-order')
    expect(others.rows).toMatchObject([{ sku: 'B', backordered: 2 }])
  },
  200_000,
)

it('what was deleted since is neither drafted, nor ordered, nor sent to a supplier', async () => {
  const store = await aStore(floor, 'deleted-since')
  for (const sku of ['A', 'B']) await store.sells(sku)
  await store.verb('place-order', {
    lines: [
      { sku: 'A', units: 5 },
      { sku: 'B', units: 1 },
    ],
  })
  await store.settle()
  const supplierOrders = '/api/supplier-orders'
  type Order = { supplierOrderId: string; version: number; locationId: string }
  const ordered = await store.drafts([{ sku: 'A', units: 2 }])
  await store.orders(ordered)
  const proposal = await store.proposes({ all: true })
  const draft = await store.drafts([{ sku: 'A', units: 2 }])
  const itemId = await store.itemIdOf('A')
  await store.verb('delete-product', { sku: 'A' })
  await store.settle()

  const refused = async (path: string, said: object) => {
    const reply = await store.api(`${supplierOrders}${path}`, 'POST', said)
    expect([reply.status, await reply.json()]).toMatchObject([
      422,
      { message: expect.stringMatching(/^A was deleted/) },
    ])
  }
  const { version, locationId } = await store.say<Order>(`${supplierOrders}/${draft}`)
  const lines = [{ itemId, units: 1, due: null }]
  const email = 'orders@acme.example'
  const supplier = `/api/suppliers/${store.supplierId}`
  await store.say(`${supplier}/edit`, { ...(await store.say<object>(supplier)), email })
  await refused('', { supplierId: store.supplierId, locationId, lines })
  await refused(`/${draft}/order`, { version, due: null })
  await refused(`/${draft}/send`, { key: randomUUID(), to: email })
  const [{ supplierOrderLineId } = { supplierOrderLineId: '' }] = await store.linesOf(ordered)
  const more = {
    version: (await store.say<Order>(`${supplierOrders}/${ordered}`)).version,
    lines: [{ supplierOrderLineId, units: 3 }],
  }
  await refused(`/${ordered}/edit`, more)
  await refused(`/${ordered}/edit/preview`, more)

  const [made] = await store.creates(proposal)
  const names = (await store.linesOf(made)).map(({ sku, units }) => [sku, units])
  expect(names.filter(([sku]) => sku === 'B')).toEqual([['B', 1]])
  expect(names.filter(([sku]) => sku === 'A')).toEqual(made === draft ? [['A', 2]] : [])
})

it('a shop with orders of what was deleted long ago, and of custom items, can be installed', async () => {
  const name = 'deleted-before.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('create-location', { name: 'Second' })
  for (const sku of ['A', 'B']) {
    await shop.verb('create-product', { title: sku, variants: [{ sku, stock: { 'Shop location': 0, Second: 0 } }] })
  }
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 3, location: 'Second' }] })
  const withEngraving = [
    { sku: 'B', units: 2, location: 'Second' },
    { title: 'Engraving', units: 2, location: 'Second' },
  ]
  await shop.verb('place-order', { lines: withEngraving })
  await shop.verb('delete-product', { sku: 'A' })
  await shop.verb('install')
  await shop.settle()
  expect(await shop.backorders()).toMatchObject([{ orderName: '#1002', sku: 'B', backordered: 2 }])
  // And so it goes on.
  await shop.verb('place-order', { lines: withEngraving, paid: false })
  await shop.verb('move', { order: '#1003', sku: 'B', location: 'Shop location', units: 1 })
  await shop.settle()
  expect((await shop.api('/api/shop/rules', 'PUT', { countsFrom: 'paid' })).status).toBe(200)
  await say(shop, '/api/reconcile', {})
  await shop.settle()
  const open = (await shop.backorders()).filter(({ state }) => state === 'open')
  expect(open).toMatchObject([{ orderName: '#1002', backordered: 2 }])
})

it('of what was deleted nothing comes that could never be received, and no shopper is told a day', async () => {
  const store = await aStore(floor, 'deleted-on-order')
  await store.sells('A')
  await store.say('/api/storefront/messages', { isOn: true })
  await store.verb('place-order', { lines: [{ sku: 'A', units: 2 }] })
  await store.settle()
  const draft = await store.drafts([{ sku: 'A', units: 2 }])
  await store.orders(draft, dayAhead(30))
  expect(await store.backorders()).toMatchObject([{ pegged: 2, uncovered: 0, readyOn: dayAhead(30) }])

  await store.verb('delete-product', { sku: 'A' })
  await store.settle()
  expect(await store.backorders()).toMatchObject([
    { backordered: 2, pegged: 0, uncovered: 2, readyOn: null, shown: ['no-longer-sold'] },
  ])
  const { metafields } = await store.truth()
  const told = metafields.filter(({ key }) => key === 'promises').map(({ value }) => JSON.parse(value))
  expect(told).toMatchObject([{ lines: [{ units: 2, from: null, to: null }] }])
})

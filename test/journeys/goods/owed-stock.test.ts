import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackorderDetail } from '../../../web/backorders/contract/ledger.ts'
import type { RefusedLines, UnneededOutput } from '../../../web/proposals/contract/proposals.ts'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { ItemDetail, ItemList } from '../../../web/suppliers/contract/catalogue.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf } from '../../support/running/simulated-shop.ts'
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

const FRIDAY = '2999-12-04'
const LATER = '2999-12-11'

/** Five lamps were ordered and shipped before any was booked in, and three more are wanted: on hand are -5. */
async function shippedBeforeBookedIn(name: string, packSize = 1): Promise<Store> {
  const store = await aStore(floor, name)
  await store.sells('LAMP', { packSize })
  const { orderName } = await store.verb<{ orderName: string }>('place-order', { lines: [{ sku: 'LAMP', units: 5 }] })
  await store.verb('fulfil', { order: orderName })
  await store.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
  await store.settle()
  return store
}

async function itemOf(store: Store, sku: string): Promise<ItemDetail> {
  return await store.say<ItemDetail>(`/api/items/${encodeURIComponent(await store.itemIdOf(sku))}`)
}

async function detailOfFirst(store: Store): Promise<BackorderDetail> {
  const [row] = await store.backorders()
  return await store.say<BackorderDetail>(`/api/backorders/${row?.backorderId}`)
}

describe('a stock point below zero', () => {
  it('has everything ordered once, and one delivery of it serves everybody', async () => {
    const store = await shippedBeforeBookedIn('one-round')
    const proposal = await store.proposes({ all: true })
    expect(proposal).toMatchObject({ needed: 8, units: 8, owed: 5, orderLines: 1 })
    expect(proposal.lines).toMatchObject([{ sku: 'LAMP', needed: 8, owed: 5, units: 8, servesTotal: 1, surplus: 0 }])
    const [draft] = await store.creates(proposal)
    expect(await store.linesOf(draft)).toMatchObject([{ units: 8, owed: 5, servedLines: 1, surplus: 0 }])
    expect((await store.proposes({ all: true })).lines).toEqual([])

    await store.orders(draft, FRIDAY)
    expect(await store.linesOf(draft)).toMatchObject([{ owed: 5, servedLines: 1, surplus: 0 }])
    expect(await store.backorders()).toMatchObject([{ backordered: 3, pegged: 3, readyOn: FRIDAY }])
    const all = await store.goodsOf(draft)
    expect((await store.receiving(all)).items).toMatchObject([
      { accepted: 8, owed: 5, given: 3, surplus: 0, stillWaiting: 0 },
    ])
    await store.receives(all)
    expect(await store.backorders()).toMatchObject([{ covered: 3, backordered: 0, state: 'ready' }])
    expect((await itemOf(store, 'LAMP')).owed).toEqual([])
    expect((await store.proposes({ all: true })).lines).toEqual([])
  })

  it('promises nobody what fills it, and supplier order and receipt agree on who gets what', async () => {
    const store = await shippedBeforeBookedIn('five-of-eight')
    const first = await store.drafts([{ sku: 'LAMP', units: 6, due: FRIDAY }])
    await store.orders(first)
    expect(await store.linesOf(first)).toMatchObject([{ owed: 5, servedLines: 1, surplus: 0 }])
    expect(await store.backorders()).toMatchObject([{ backordered: 3, pegged: 1, uncovered: 2, readyOn: null }])
    const { items, rows } = await store.receiving(await store.goodsOf(first))
    expect(items).toMatchObject([{ owed: 5, given: 1, surplus: 0, stillWaiting: 1 }])
    expect(rows).toMatchObject([{ gets: 1, backordered: 2 }])

    const rest = await store.proposes({ all: true })
    expect(rest.lines).toMatchObject([{ needed: 2, owed: 0, units: 2 }])
    await store.receives(await store.goodsOf(first))
    expect(await store.backorders()).toMatchObject([{ covered: 1, backordered: 2 }])
  })

  it('fills what is owed before who is pinned to the goods', async () => {
    const store = await shippedBeforeBookedIn('pinned')
    const [friday, later] = [
      await store.drafts([{ sku: 'LAMP', units: 5, due: FRIDAY }]),
      await store.drafts([{ sku: 'LAMP', units: 3, due: LATER }]),
    ]
    await store.orders(friday)
    await store.orders(later)
    const [line] = await store.backorders()
    const [{ arrivals: [arrival] = [] } = {}] = await store.linesOf(friday)
    await store.say('/api/wishes', { lineIds: [line?.lineId], arrivalId: arrival?.arrivalId })
    await store.settle()
    expect(await store.backorders()).toMatchObject([{ pegged: 3, readyOn: LATER }])
    await store.receives(await store.goodsOf(friday))
    expect(await store.backorders()).toMatchObject([{ covered: 0, backordered: 3, readyOn: LATER }])
    await store.receives(await store.goodsOf(later))
    expect(await store.backorders()).toMatchObject([{ covered: 3, state: 'ready' }])
  })

  it('is left out of an order if the merchant says so, and asked about again', async () => {
    const store = await shippedBeforeBookedIn('left-out', 4)
    const proposal = await store.proposes({ all: true })
    const [line] = proposal.lines
    expect(line).toMatchObject({ needed: 8, owed: 5, isOwedLeftOut: false, units: 8, surplus: 0 })
    await store.say(`/api/proposed-lines/${line?.proposedLineId}/edit`, {
      ...{ version: line?.version, change: { isOwedLeftOut: true } },
    })
    const [without] = await store.linesOfProposal(proposal)
    expect(without).toMatchObject({ needed: 3, owed: 5, isOwedLeftOut: true, units: 4, surplus: 1 })
    const [draft] = await store.creates(proposal)
    expect(await store.linesOf(draft)).toMatchObject([{ units: 4, owed: 0, servedLines: 1, surplus: 1 }])
    const again = await store.proposes({ all: true })
    expect(again.lines).toMatchObject([{ needed: 5, owed: 5, onDraft: 4, units: 4, servesTotal: 0 }])
  })

  it('may be counted up again: what a draft was raised for is then not needed any more', async () => {
    const store = await shippedBeforeBookedIn('counted-up')
    const [draft] = await store.creates(await store.proposes({ all: true }))
    await store.verb('set-stock', { sku: 'LAMP', available: 0 })
    await store.settle()
    expect(await store.backorders()).toMatchObject([{ covered: 3, state: 'ready' }])
    const { rows, version } = await store.say<UnneededOutput>(`/api/supplier-orders/${draft}/unneeded`)
    expect(rows).toMatchObject([{ units: 8, unneeded: 8, removable: 8 }])
    await store.say(`/api/supplier-orders/${draft}/unneeded/take-out`, { version })
    expect(await store.linesOf(draft)).toEqual([])
  })

  it('is to be ordered again when the supplier order that would have filled it is cancelled', async () => {
    const store = await shippedBeforeBookedIn('ordered-again')
    const draft = await store.drafts([{ sku: 'LAMP', units: 8, due: FRIDAY }])
    await store.orders(draft)
    const find = () => store.say<SupplierOrderDetail>(`/api/supplier-orders/${draft}`)
    expect((await find()).toOrderAgain).toEqual({ lines: 0, units: 0, owed: 0 })
    await store.say(`/api/supplier-orders/${draft}/cancel`, { version: (await find()).version })
    await store.settle()
    expect((await find()).toOrderAgain).toEqual({ lines: 1, units: 3, owed: 5 })
    const again = await store.proposes({ cancelledOrderId: draft })
    expect(again.lines).toMatchObject([{ needed: 8, owed: 5 }])
    await store.creates(again)
    expect((await find()).toOrderAgain).toEqual({ lines: 0, units: 0, owed: 0 })
  })
})

describe('a sale in a store', () => {
  it('of what is not there is owed with no order to fulfil: told, ordered, filled, and gone', async () => {
    const store = await aStore(floor, 'till-only')
    await store.sells('LAMP', { stock: { 'Shop location': 2 } })
    await store.sells('VASE', { stock: { 'Shop location': 2 } })
    await store.verb('sell-in-store', { sku: 'LAMP', units: 6 })
    await store.settle()
    expect(await store.backorders()).toEqual([])
    expect(await itemOf(store, 'LAMP')).toMatchObject({ uncovered: 4, owed: [{ units: 4, pegged: 0 }] })
    expect((await store.say<ShopSummary>('/api/shop')).owed).toEqual({ items: 1, units: 4 })
    const needed = await store.say<ItemList>('/api/items?needed=yes')
    expect(needed.rows).toMatchObject([{ sku: 'LAMP', uncovered: 4 }])

    const proposal = await store.proposes({ all: true })
    expect(proposal.lines).toMatchObject([{ sku: 'LAMP', title: 'LAMP', needed: 4, owed: 4, units: 4, serves: [] }])
    const [draft] = await store.creates(proposal)
    expect((await store.say<ShopSummary>('/api/shop')).owed).toBeUndefined()
    await store.orders(draft, FRIDAY)
    expect(await itemOf(store, 'LAMP')).toMatchObject({ uncovered: 0, owed: [{ units: 4, pegged: 4 }] })
    await store.receives(await store.goodsOf(draft, 3))
    expect(await itemOf(store, 'LAMP')).toMatchObject({ owed: [{ units: 1, pegged: 1 }] })
    await store.receives(await store.goodsOf(draft))
    expect((await itemOf(store, 'LAMP')).owed).toEqual([])
  })

  it('between the order and its goods moves the promises behind it, and the ledger says why', async () => {
    const store = await aStore(floor, 'till-between')
    await store.sells('LAMP')
    await store.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
    await store.settle()
    const first = await store.drafts([{ sku: 'LAMP', units: 3, due: FRIDAY }])
    await store.orders(first)
    expect(await store.backorders()).toMatchObject([{ pegged: 3, readyOn: FRIDAY }])

    await store.verb('sell-in-store', { sku: 'LAMP', units: 2 })
    await store.settle()
    const short = await detailOfFirst(store)
    expect(short).toMatchObject({ pegged: 1, uncovered: 2, readyOn: null, owed: { units: 2, pegged: 2 } })
    expect(short.ledger[0]).toMatchObject({ cause: { kind: 'delivery', owed: { before: 0, after: 2 } } })
    expect(await store.linesOf(first)).toMatchObject([{ owed: 2, servedLines: 1, surplus: 0 }])

    const more = await store.drafts([{ sku: 'LAMP', units: 2, due: LATER }])
    await store.orders(more)
    expect(await store.backorders()).toMatchObject([{ pegged: 3, uncovered: 0, readyOn: LATER }])
    await store.receives(await store.goodsOf(first))
    expect(await store.backorders()).toMatchObject([{ covered: 1, pegged: 2, readyOn: LATER }])
    await store.receives(await store.goodsOf(more))
    expect(await store.backorders()).toMatchObject([{ covered: 3, state: 'ready' }])
  })

  it('of which every webhook was lost is found by the next check', async () => {
    const store = await aStore(floor, 'till-lost')
    await store.sells('LAMP', { stock: { 'Shop location': 3 } })
    await store.reconciles()
    await store.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 1, seed: 1 })
    await store.verb('sell-in-store', { sku: 'LAMP', units: 5 })
    await store.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 0, seed: 1 })
    await store.settle()
    expect((await itemOf(store, 'LAMP')).owed).toEqual([])
    await store.reconciles()
    expect((await itemOf(store, 'LAMP')).owed).toMatchObject([{ units: 2, pegged: 0 }])
  })

  it('from before the app was there is known when the import is over', async () => {
    const shop = 'till-before.myshopify.com'
    await floor.simulator.createShop({ shop, kind: 'empty', plan: 'plus', install: false })
    const before = controlOf(floor.simulator.url, shop)
    const variant = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
    await before.verb('create-product', { title: 'Lamp', variants: [variant] })
    await before.verb('sell-in-store', { sku: 'LAMP', units: 4 })
    await before.verb('install')
    await before.settle()
    const itemId = (await before.truth()).stock[0]?.itemId ?? ''
    const found = (await (await before.api(`/api/items/${encodeURIComponent(itemId)}`)).json()) as ItemDetail
    expect(found.owed).toMatchObject([{ units: 3, pegged: 0 }])
  })

  it.each([
    ['is deleted', 'delete-product', { sku: 'LAMP' }],
    ['is not counted any more', 'track-item', { sku: 'LAMP', tracked: false }],
    ['is not stocked there any more', 'disconnect-location', { sku: 'LAMP', location: 'Shop location' }],
    ['is stocked at a location that is closed', 'deactivate-location', { location: 'Shop location' }],
  ])('of an item that %s is owed no longer, and not ordered', async (what, verb, said) => {
    const store = await aStore(floor, `till-and-${verb}`, ['Warehouse'])
    await store.sells('LAMP', { stock: { 'Shop location': 0, Warehouse: 1 } })
    const itemId = await store.itemIdOf('LAMP')
    await store.verb('sell-in-store', { sku: 'LAMP', units: 3 })
    await store.settle()
    expect((await store.proposes({ all: true })).needed, what).toBe(3)
    await store.verb(verb, said)
    await store.settle()
    const { needed, refused } = await store.proposes({ all: true })
    expect({ needed, refused }).toEqual({ needed: 0, refused: [] })
    const found = await store.api(`/api/items/${encodeURIComponent(itemId)}`)
    expect(found.status === 404 ? [] : ((await found.json()) as ItemDetail).owed).toEqual([])
  })

  it('is owed again once its location is open again', async () => {
    const store = await aStore(floor, 'till-reopened', ['Warehouse'])
    await store.sells('LAMP', { stock: { 'Shop location': 0, Warehouse: 1 } })
    await store.verb('sell-in-store', { sku: 'LAMP', units: 3 })
    await store.settle()
    await store.verb('deactivate-location', { location: 'Shop location' })
    await store.settle()
    expect((await itemOf(store, 'LAMP')).owed).toEqual([])
    await store.verb('activate-location', { location: 'Shop location' })
    await store.settle()
    expect((await itemOf(store, 'LAMP')).owed).toMatchObject([{ units: 3 }])
  })

  it('at one location leaves the others alone, and is owed there', async () => {
    const store = await aStore(floor, 'till-of-two', ['Warehouse'])
    await store.sells('LAMP', { stock: { 'Shop location': 0, Warehouse: 4 } })
    const lines = [{ sku: 'LAMP', units: 3, location: 'Warehouse' }]
    await store.verb('place-order', { lines })
    await store.verb('sell-in-store', { sku: 'LAMP', units: 2 })
    await store.settle()
    expect((await store.backorders()).filter((row) => row.backordered > 0)).toEqual([])
    expect((await itemOf(store, 'LAMP')).owed).toMatchObject([{ locationName: 'Shop location', units: 2 }])
    expect((await store.proposes({ all: true })).lines).toMatchObject([{ needed: 2, owed: 2 }])
  })

  it('of an item that nobody sells to the shop is refused by name, with its units', async () => {
    const store = await aStore(floor, 'till-unsold')
    const variant = { sku: 'VASE', price: '3.00', policy: 'DENY', stock: { 'Shop location': 0 } }
    await store.verb('create-product', { title: 'Vase', variants: [variant] })
    await store.settle()
    await store.verb('sell-in-store', { sku: 'VASE', units: 2 })
    await store.settle()
    const { proposalId, lines, refused } = await store.proposes({ all: true })
    expect([lines, refused]).toEqual([[], [{ reason: 'no-supplier', lines: 1, units: 2 }]])
    const { rows } = await store.say<RefusedLines>(`/api/proposals/${proposalId}/refusals`)
    expect(rows).toMatchObject([{ title: 'Vase', needed: 2, owed: 2, serves: [] }])
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import { onHand } from '../../../simulator/store/items/stock.ts'
import { isOpen } from '../../../simulator/store/orders/demand.ts'
import type { ShopEvent, ShopState } from '../../../simulator/store/state.ts'
import { aShop, refusalOf, type ShopInMemory, type VerbName } from './shop-in-memory.ts'

const places = ['Here', 'There', 'Attic']
const skus = ['MUG', 'BOWL', 'CARD']

const sku = fc.constantFrom(...skus)
const location = fc.constantFrom(...places)
const order = fc.integer({ min: 1001, max: 1004 }).map((number) => `#${number}`)
const few = fc.integer({ min: 1, max: 5 })
const oneLine = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 2 }) }))

const rare: fc.Arbitrary<[VerbName, unknown]> = fc.oneof(
  fc.tuple(fc.constant('cancel-order' as const), fc.record({ order, restock: fc.boolean() })),
  fc.tuple(fc.constant('disconnect-location' as const), fc.record({ sku, location })),
  fc.tuple(fc.constant('deactivate-location' as const), fc.record({ location })),
  fc.tuple(fc.constantFrom('delete-product' as const), fc.record({ sku })),
  fc.tuple(fc.constant('delete-order' as const), fc.record({ order })),
)
const frequent: fc.Arbitrary<[VerbName, unknown]> = fc.oneof(
  fc.tuple(
    fc.constant('place-order' as const),
    fc.record({ lines: fc.array(fc.record({ sku, units: few, location }), { minLength: 1, maxLength: 3 }) }),
  ),
  fc.tuple(fc.constant('sell-in-store' as const), fc.record({ sku, units: few, location })),
  fc.tuple(
    fc.constant('edit-order' as const),
    fc.record({ order, lines: fc.array(fc.record({ sku, units: fc.nat(6) }), { minLength: 1, maxLength: 2 }) }),
  ),
  fc.tuple(
    fc.constant('refund' as const),
    fc.record({ order, lines: oneLine, restock: fc.constantFrom('no_restock', 'cancel', 'return'), location }),
  ),
  fc.tuple(fc.constantFrom('fulfil' as const, 'split' as const, 'hold' as const), fc.record({ order, lines: oneLine })),
  fc.tuple(
    fc.constantFrom<VerbName[]>('fulfil', 'cancel-fulfilment', 'hold', 'release', 'release', 'merge'),
    fc.record({ order }),
  ),
  fc.tuple(fc.constant('move' as const), fc.record({ order, sku, location })),
  fc.tuple(fc.constant('set-stock' as const), fc.record({ sku, location, available: fc.integer({ min: -3, max: 9 }) })),
  fc.tuple(fc.constant('adjust-stock' as const), fc.record({ sku, location, delta: fc.integer({ min: -5, max: 5 }) })),
  fc.tuple(fc.constant('activate-location' as const), fc.record({ location })),
)
const wish = fc.oneof({ arbitrary: frequent, weight: 15 }, { arbitrary: rare, weight: 1 })
/** Orders that take no stock, and items that are tracked later. */
const unclaimed: fc.Arbitrary<[VerbName, unknown]> = fc.oneof(
  fc.tuple(
    fc.constant('place-order' as const),
    fc.record({ lines: fc.tuple(fc.record({ sku, units: few, location })), claim: fc.constant(false) }),
  ),
  fc.tuple(fc.constant('track-item' as const), fc.record({ sku, tracked: fc.boolean() })),
)
const anyWish = fc.oneof({ arbitrary: wish, weight: 6 }, { arbitrary: unclaimed, weight: 1 })
const wishes = (one: fc.Arbitrary<[VerbName, unknown]>) => fc.array(one, { minLength: 5, maxLength: 40, size: 'max' })

test('whatever happens, stock and orders stay in step, refusals leave no trace, and every change of stock is told', () => {
  fc.assert(
    fc.property(wishes(anyWish), (lived) => {
      const floor = aStockedShop()
      for (const [verb, body] of lived) {
        const before = snapshot(floor.shop)
        const told = eventsOf(floor, verb, body)
        if (told === null) expect(snapshot(floor.shop)).toEqual(before)
        expectCommittedIsWhatIsOwed(floor.shop)
        expectLinesAndPlacesAgree(floor.shop)
        expectStockIsTold(before, floor.shop, told ?? [])
        floor.passes(1)
      }
    }),
    { numRuns: 500 },
  )
})

test('units on hand change only when stock comes, goes, is shipped or is given up', () => {
  const calm = new Set<VerbName>([
    'place-order',
    'edit-order',
    'hold',
    'release',
    'split',
    'merge',
    'move',
    'track-item',
  ])
  fc.assert(
    fc.property(wishes(anyWish), (lived) => {
      const floor = aStockedShop()
      for (const [verb, body] of lived) {
        const before = onHandOf(floor.shop)
        const told = eventsOf(floor, verb, body)
        if (told !== null && calm.has(verb)) expect(onHandOf(floor.shop)).toEqual(before)
      }
    }),
    { numRuns: 500 },
  )
})

test('what is available is what came in, less what shoppers keep and what was given up', () => {
  const withoutDeletions = wish.filter(
    ([verb]) => !['delete-order', 'delete-product', 'disconnect-location'].includes(verb),
  )
  fc.assert(
    fc.property(wishes(withoutDeletions), (lived) => {
      const floor = aStockedShop()
      const came = new Map(skus.map((each) => [each, availableOf(floor.shop, each) + takenOf(floor.shop, each)]))
      for (const [verb, body] of lived) {
        const before = new Map(skus.map((each) => [each, availableOf(floor.shop, each)]))
        eventsOf(floor, verb, body)
        if (verb !== 'set-stock' && verb !== 'adjust-stock') continue
        for (const each of skus) {
          came.set(each, (came.get(each) ?? 0) + availableOf(floor.shop, each) - (before.get(each) ?? 0))
        }
      }
      for (const each of ['MUG', 'BOWL']) {
        expect(availableOf(floor.shop, each)).toBe((came.get(each) ?? 0) - takenOf(floor.shop, each))
      }
    }),
    { numRuns: 500 },
  )
})

/** The card is not tracked: orders never move its stock. */
function aStockedShop(): ShopInMemory {
  const floor = aShop(...places)
  const stock = { Here: 4, There: 1 }
  floor.change('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock }] })
  floor.change('create-product', { title: 'Bowl', variants: [{ sku: 'BOWL', stock, policy: 'DENY' }] })
  floor.change('create-product', { title: 'Card', variants: [{ sku: 'CARD', stock, tracked: false }] })
  const mugs = { sku: 'MUG', units: 3 }
  const bowls = { sku: 'BOWL', units: 1 }
  const cards = { sku: 'CARD', units: 2 }
  for (const lines of [
    [mugs, bowls],
    [mugs, cards],
    [bowls, mugs, cards],
  ])
    floor.change('place-order', { lines })
  return floor
}

/** What was announced, or null when the wish was refused. */
function eventsOf(floor: ShopInMemory, verb: VerbName, body: unknown): readonly ShopEvent[] | null {
  let told: readonly ShopEvent[] | null = null
  refusalOf(() => {
    told = floor.change(verb, body).events
  })
  return told
}

function snapshot(shop: ShopState) {
  return { truth: shopTruth(shop, 0), levels: new Map(shop.levels), orderNumber: shop.orderNumber, nextId: shop.nextId }
}

function expectCommittedIsWhatIsOwed(shop: ShopState): void {
  const owed = new Map<string, number>()
  for (const place of shop.fulfillmentOrders.values()) {
    if (!isOpen(place)) continue
    const lines = shop.orders.get(place.orderId)?.lines ?? []
    for (const { lineId, remainingQuantity, unclaimed = 0 } of place.lines) {
      expect(unclaimed).toBeLessThanOrEqual(remainingQuantity)
      const key = `${lines.find((each) => each.id === lineId)?.itemId}@${place.locationId}`
      owed.set(key, (owed.get(key) ?? 0) + remainingQuantity - unclaimed)
    }
  }
  for (const [key, level] of shop.levels) {
    const isTracked = shop.items.get(level.itemId)?.tracked
    expect(level.committed).toBe(isTracked ? (owed.get(key) ?? 0) : 0)
  }
}

function expectLinesAndPlacesAgree(shop: ShopState): void {
  for (const { lines } of shopTruth(shop, 0).orders) {
    for (const { open, units, openAt } of lines) {
      expect(openAt.reduce((sum, place) => sum + place.open, 0)).toBe(open)
      expect(open).toBeGreaterThanOrEqual(0)
      expect(units).toBeGreaterThanOrEqual(open)
    }
  }
}

function expectStockIsTold(before: ReturnType<typeof snapshot>, shop: ShopState, told: readonly ShopEvent[]): void {
  const updates = told.filter((event) => event.topic === 'inventory_levels/update').map((event) => event.payload)
  const changed = [...shop.levels.values()].filter(
    (level) => level.available !== (before.levels.get(`${level.itemId}@${level.locationId}`)?.available ?? 0),
  )
  expect(updates).toHaveLength(changed.length)
  for (const { itemId, locationId, available } of changed) {
    expect(updates).toContainEqual(
      expect.objectContaining({ inventory_item_id: BigInt(itemId), location_id: BigInt(locationId), available }),
    )
  }
}

function levelsOfSku(shop: ShopState, wanted: string) {
  return [...shop.levels.values()].filter((level) => shop.items.get(level.itemId)?.sku === wanted)
}

function onHandOf(shop: ShopState): number[] {
  return skus.map((each) => levelsOfSku(shop, each).reduce((sum, level) => sum + onHand(level), 0))
}

function availableOf(shop: ShopState, wanted: string): number {
  return levelsOfSku(shop, wanted).reduce((sum, level) => sum + level.available, 0)
}

/** Units shoppers have or wait for, and units paid back without coming back. */
function takenOf(shop: ShopState, wanted: string): number {
  let taken = 0
  for (const { lines, refunds } of shop.orders.values()) {
    const ids = new Set(lines.filter((each) => each.sku === wanted).map((each) => each.id))
    taken += lines.filter((each) => ids.has(each.id)).reduce((sum, each) => sum + each.currentQuantity, 0)
    taken += refunds
      .flatMap((refund) => refund.lines)
      .filter((each) => ids.has(each.lineId) && each.restock === 'no_restock')
      .reduce((sum, each) => sum + each.quantity, 0)
  }
  return taken
}

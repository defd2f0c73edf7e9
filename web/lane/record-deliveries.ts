import { DueMarks } from '../checks/due-marks.ts'
import { recordPlaces } from '../checks/record-locations.ts'
import { keepTouchedRouting } from '../checks/store/import-races.ts'
import { type Cause, isNewer, type LevelFact, type ReadAgain, type ShopFact } from '../mirror/rules/shop-facts.ts'
import {
  loadWaitingDeliveries,
  type SettledDelivery,
  settleDeliveries,
  type WaitingDelivery,
} from '../mirror/store/inbox/waiting-deliveries.ts'
import {
  askForUnknownVariants,
  askForVariants,
  deleteItems,
  deleteProducts,
  type GoneVariant,
  recordItems,
  recordVariants,
  touchLocations,
} from '../mirror/store/items/catalogue.ts'
import { askForVariantsOf } from '../mirror/store/items/variants-of-products.ts'
import { askForImport } from '../mirror/store/marks/ask-for-import.ts'
import { markPromisesOfNews, type PromiseNews } from '../mirror/store/marks/promise-marks.ts'
import { leaveOutOldNews } from '../mirror/store/orders/old-news.ts'
import { askForOrders, touchOrders } from '../mirror/store/orders/order-reads.ts'
import { deleteOrders, recordOrders } from '../mirror/store/orders/orders.ts'
import { askForRoutingAnew, askForRoutingOf } from '../mirror/store/orders/routing.ts'
import { findScheduledItems } from '../mirror/store/orders/scheduled-units.ts'
import { findStockedAgain, recordLevels } from '../mirror/store/stock/stock.ts'
import { mayBeKeptBack } from '../mirror/webhooks/topics.ts'
import { recordNativeNews } from '../native/record-native-news.ts'
import { askForDocuments } from '../native/store/native-documents.ts'
import { recordFulfillments } from '../planning/store/record/fulfilled-units.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { askForErasure } from '../shop/store/erasure.ts'
import { hearOfRemoval } from '../shop/store/removal.ts'
import { recordScopes } from '../shop/store/shop-lifecycle.ts'
import { recordShopperRequest } from '../shop/store/shoppers-requests.ts'
import { readDeliveries, type Told } from './read-deliveries.ts'

/**
 * The first step of a round: takes the oldest waiting deliveries, writes what is newer than what is known, and marks
 * the items that need a plan. One transaction: a crash leaves the deliveries waiting. Answers what became of those taken.
 */
export async function recordDeliveries(tx: ShopSql, limit: number): Promise<readonly SettledDelivery[]> {
  const deliveries = await loadWaitingDeliveries(tx, limit)
  if (deliveries.length === 0) return []
  const { told, unreadable } = readDeliveries(deliveries)

  const marks = new DueMarks()
  const sold = await recordCatalogue(tx, told, marks)
  await recordStock(tx, told, marks)
  await recordOrderNews(tx, told, marks)
  // Documents before due marks, in the order in which a merchant's change of a native order takes them.
  await recordNativeNews(tx, pick(told, 'native-touched').map(factOf))
  await askAgain(tx, pick(told, 'read-again'), marks)
  await marks.write(tx)
  await markPromisesOfNews(tx, { ...sold, itemIds: [...sold.itemIds, ...marks.items] })

  const settled = deliveries.map(({ webhookId, topic }) => ({
    webhookId,
    topic,
    parkedFor: unreadable.get(webhookId) ?? null,
    isHeardTwice: mayBeKeptBack(topic),
  }))
  await settleDeliveries(tx, settled)
  await recordLifecycle(tx, told)
  return settled
}

/** Answers what shoppers may be told otherwise from now on. */
async function recordCatalogue(tx: ShopSql, told: readonly Told[], marks: DueMarks): Promise<PromiseNews> {
  const locations = newest(pick(told, 'location'), (fact) => fact.locationId)
  const deleted = pick(told, 'location-gone')
  const { changed, moved } = await recordPlaces(tx, locations.map(factOf), deleted.map(factOf))
  if (locations.length > 0) await touchLocations(tx)
  const newsOf = new Map([...locations, ...deleted].map((news) => [news.fact.locationId, news]))
  for (const { itemId, locationId } of moved) {
    const news = newsOf.get(locationId)
    if (news) marks.need(itemId, causeOf(news))
  }

  const items = newest(pick(told, 'item'), (fact) => fact.itemId)
  const retracked = new Set(await recordItems(tx, items.map(factOf)))
  for (const item of items) if (retracked.has(item.fact.itemId)) marks.need(item.fact.itemId, causeOf(item))
  const variants = newest(pick(told, 'variant'), (fact) => fact.variantId)
  const resolved = await recordVariants(tx, variants.map(factOf))
  const cause = variants[0]
  if (cause) marks.touchLines(resolved, () => causeOf(cause))
  const products = newest(pick(told, 'product'), (fact) => fact.productId)
  await askForVariantsOf(tx, products.map(factOf))
  const deletedProducts = pick(told, 'product-gone')
  const gone = await deleteProducts(tx, deletedProducts.map(factOf))
  const lost = [...pick(told, 'item-gone'), ...itemsGone(gone, deletedProducts)]
  for (const item of lost) marks.touch(item.fact.itemId, 0, causeOf(item))
  await deleteItems(tx, newest(lost, (fact) => fact.itemId).map(factOf))
  const sold = variants.map(({ fact }) => fact.variantId)
  // News of an item may be the last of what makes it one that is sold: its stock and its variant were told before.
  const itemNews = [...items.map(({ fact }) => fact.itemId), ...lost.map(({ fact }) => fact.itemId)]
  const variantIds = [...sold, ...gone.map(({ variantId }) => variantId)]
  return { locationIds: changed, variantIds, itemIds: itemNews }
}

/** With a product go the items of its variants, whatever is heard of them themselves. */
function itemsGone(
  variants: readonly GoneVariant[],
  products: readonly Told<FactOf<'product-gone'>>[],
): Told<FactOf<'item-gone'>>[] {
  return variants.flatMap(({ productId, itemId }) => {
    const news = products.find(({ fact }) => fact.productId === productId)
    if (itemId === null || news === undefined) return []
    const { changedAt, heardAt } = news.fact
    return [{ ...news, fact: { kind: 'item-gone', itemId, changedAt, heardAt } }]
  })
}

async function askAgain(tx: ShopSql, told: readonly Told<FactOf<'read-again'>>[], marks: DueMarks): Promise<void> {
  for (const again of told) if (again.fact.thing === 'item') marks.need(again.fact.id, causeOf(again))
  const idsOf = (thing: ReadAgain['thing']) => told.flatMap(({ fact }) => (fact.thing === thing ? [fact.id] : []))
  await askForOrders(tx, idsOf('order'))
  await askForVariants(tx, idsOf('variant'))
  if (idsOf('import-row').length > 0) await askForImport(tx, { holdsPlans: false })
  await askForDocuments(tx, [
    ...idsOf('transfer').map((documentId) => ({ kind: 'transfer' as const, documentId })),
    ...idsOf('purchase-order').map((documentId) => ({ kind: 'purchase-order' as const, documentId })),
  ])
}

async function recordStock(tx: ShopSql, told: readonly Told[], marks: DueMarks): Promise<void> {
  const levels = pick(told, 'level')
  const latest = newest(levels, (fact) => `${fact.itemId}@${fact.locationId}`)
  const written = new Set(await recordLevels(tx, latest.map(factOf)))
  for (const level of latest) if (written.has(level.fact.itemId)) marks.touch(level.fact.itemId, 0, causeOf(level))
  // Payloads have whole seconds, so among levels of one second the newest is a guess: any that is short is looked into.
  for (const level of levels) if (isShort(level.fact)) marks.need(level.fact.itemId, causeOf(level))
  // Put back, an item may have been taken off once more, which nobody need tell.
  const takenOff = levels.filter(({ fact }) => !fact.connected)
  const stocked = await findStockedAgain(tx, takenOff.map(factOf))
  for (const level of takenOff) if (stocked.has(level.fact.itemId)) marks.need(level.fact.itemId, causeOf(level))
}

function isShort(level: LevelFact): boolean {
  return level.available !== null && level.available < 0
}

async function recordOrderNews(tx: ShopSql, told: readonly Told[], marks: DueMarks): Promise<void> {
  const telling = tellingDeliveries(told)
  const orders = newest(pick(told, 'order'), (fact) => fact.orderId).map(({ fact, from }) => ({
    fact,
    from: telling.get(fact.orderId) ?? from,
  }))
  const news = orders.map(({ fact, from }) => ({ fact, topic: from.topic, webhookId: from.webhookId }))
  const changes = await recordOrders(tx, await leaveOutOldNews(tx, news))
  const causes = new Map(orders.map((order) => [order.fact.orderId, causeOf(order)]))
  marks.touchLines(changes, (orderId) => causes.get(orderId))
  // What is scheduled for later is in no order: of what was bought by a selling plan it is read at once.
  const planned = new Set(
    orders.flatMap(({ fact }) => fact.lines.filter((line) => line.hasSellingPlan).map((line) => line.lineId)),
  )
  for (const { itemId, lineId, orderId } of changes) {
    const cause = causes.get(orderId)
    if (itemId !== null && cause && planned.has(lineId)) marks.need(itemId, cause)
  }
  const withoutItem = changes.filter((line) => line.itemId === null && line.open > 0).map((line) => line.lineId)
  marks.touchLines(await askForUnknownVariants(tx, withoutItem), (orderId) => causes.get(orderId))

  const gone = pick(told, 'order-gone')
  for (const order of gone) causes.set(order.fact.orderId, causeOf(order))
  marks.touchLines(await deleteOrders(tx, gone.map(factOf)), (orderId) => causes.get(orderId))

  await touchOrders(tx, pick(told, 'order-touched').map(factOf))
  await recordSent(tx, pick(told, 'fulfillment'), marks)
  await recordRoutingNews(tx, pick(told, 'routing-touched'), marks)
}

async function recordRoutingNews(
  tx: ShopSql,
  told: readonly Told<FactOf<'routing-touched'>>[],
  marks: DueMarks,
): Promise<void> {
  const news = told.map(({ fact }) => fact.fulfillmentOrderIds)
  const named = news.flat()
  const [, scheduled, lines] = await Promise.all([
    keepTouchedRouting(tx, named),
    findScheduledItems(tx, named),
    askForRoutingOf(tx, news),
  ])
  for (const one of told) {
    const { fulfillmentOrderIds } = one.fact
    const items = scheduled.filter(({ fulfillmentOrderId }) => fulfillmentOrderIds.includes(fulfillmentOrderId))
    for (const { itemId } of items) marks.need(itemId, causeOf(one))
  }
  const moved = Map.groupBy(lines, (line) => line.news)
  for (const [nth, one] of told.entries()) marks.touchLines(moved.get(nth) ?? [], () => causeOf(one))
}

/**
 * Where only what was received counts, less of it is left, or more again. What was sent and is taken back is owed by other fulfillment orders, also where
 * nobody heard that it was sent.
 */
async function recordSent(tx: ShopSql, told: readonly Told<FactOf<'fulfillment'>>[], marks: DueMarks): Promise<void> {
  const [first] = told
  if (first === undefined) return
  for (const item of await recordFulfillments(tx, told.map(factOf))) marks.need(item, causeOf(first))
  const takenBack = told.filter(({ fact }) => fact.units.some(({ isCancelled }) => isCancelled))
  const causes = new Map(takenBack.map((news) => [news.fact.orderId, causeOf(news)]))
  marks.touchLines(await askForRoutingAnew(tx, [...causes.keys()]), (orderId) => causes.get(orderId))
}

/** From the most telling topic down. Shopify sends `orders/updated` with every one of them. */
const tellingTopics = [
  'orders/create',
  'orders/cancelled',
  'orders/edited',
  'refunds/create',
  'fulfillments/create',
  'fulfillments/update',
]

/** By order, the delivery that says best what happened to it. */
function tellingDeliveries(told: readonly Told[]): Map<string, WaitingDelivery> {
  const best = new Map<string, WaitingDelivery>()
  for (const topic of tellingTopics) {
    for (const { fact, from } of [...pick(told, 'order'), ...pick(told, 'order-touched')]) {
      if (from.topic === topic && !best.has(fact.orderId)) best.set(fact.orderId, from)
    }
  }
  return best
}

async function recordLifecycle(tx: ShopSql, told: readonly Told[]): Promise<void> {
  for (const { fact } of pick(told, 'uninstalled')) await hearOfRemoval(tx, fact.at)
  for (const { fact } of pick(told, 'scopes-changed')) await recordScopes(tx, fact.scopes, fact.at)
  for (const { fact } of pick(told, 'shopper-asks')) await recordShopperRequest(tx, fact)
  for (const { fact } of pick(told, 'erase-shop')) await askForErasure(tx, fact.at)
}

type FactOf<Kind extends ShopFact['kind']> = Extract<ShopFact, { kind: Kind }>

function pick<Kind extends ShopFact['kind']>(told: readonly Told[], kind: Kind): Told<FactOf<Kind>>[] {
  return told.filter((one): one is Told<FactOf<Kind>> => one.fact.kind === kind)
}

/** One fact for each thing: the newest. */
function newest<Fact extends ShopFact & { readonly changedAt: string; readonly heardAt: string }>(
  told: readonly Told<Fact>[],
  identity: (fact: Fact) => string,
): Told<Fact>[] {
  const kept = new Map<string, Told<Fact>>()
  for (const one of told) {
    const other = kept.get(identity(one.fact))
    if (!other || isNewer(one.fact, other.fact)) kept.set(identity(one.fact), one)
  }
  return [...kept.values()]
}

function factOf<Fact extends ShopFact>(told: Told<Fact>): Fact {
  return told.fact
}

function causeOf({ fact, from }: Told): Cause {
  const cause: Cause = { kind: 'delivery', topic: from.topic, triggeredAt: from.heardAt, webhookId: from.webhookId }
  if (fact.kind === 'order') return { ...cause, orderId: fact.orderId, order: fact.name }
  return fact.kind === 'order-gone' ? { ...cause, orderId: fact.orderId } : cause
}

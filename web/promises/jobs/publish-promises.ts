import { clearPromiseMarks, loadPromiseMarks } from '../../mirror/store/marks/promise-marks.ts'
import { queryByQuery, withShopSql } from '../../platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../platform/errors.ts'
import { endlessTurn, type Turn } from '../../platform/queue/turn.ts'
import type { Services } from '../../platform/services.ts'
import { isOfTheApp, mayBeOfOne } from '../../platform/shopify/in-pieces.ts'
import { promisesOfItems } from '../promises-of-items.ts'
import { promisesOfOrders } from '../promises-of-orders.ts'
import { defineMessages } from '../shopify/define-messages.ts'
import {
  type PromisePlace,
  promisesAtOnce,
  readPromises,
  removePromises,
  writePromises,
} from '../shopify/write-promises.ts'
import { clearOrderMarks, loadOrderMarks, recordDefinition, recordOrderWishes } from '../store/order-promises.ts'
import { askHowVariantsAreSold } from '../store/promise-facts.ts'
import {
  loadToCompare,
  loadToWrite,
  type MetafieldToWrite,
  recordCompared,
  recordTrouble,
  recordUncompared,
  recordWritten,
} from '../store/published-metafields.ts'
import { loadPublishing, type Publishing } from '../store/publishing.ts'
import { recordWishedPromises } from '../store/storefront-promises.ts'

const itemsARound = 500
const ordersARound = 500
const comparedARound = 250

/**
 * Works out anew what shoppers are to be told of items and orders that changed, and writes what differs. Beside
 * the lane, so that no plan waits for it. Safe to run twice and again after a crash at any point: a wish stays due until
 * Shopify took it, and to write one again changes nothing.
 * Answers in how many milliseconds there is something to do again: 0 for at once, null for nothing it could do.
 */
export async function publishPromises(
  services: Services,
  shop: string,
  turn: Turn = endlessTurn,
): Promise<number | null> {
  try {
    return await publishUntil(services, shop, turn)
  } catch (error) {
    return waitAfter(services, shop, error)
  }
}

async function publishUntil(services: Services, shop: string, turn: Turn): Promise<number | null> {
  const { db } = services
  for (;;) {
    const publishing = await loadPublishing(queryByQuery(db, shop))
    const { isPlanned, isMarked } = publishing
    // One after the other, and what changed meanwhile first.
    const worked =
      (isPlanned && isMarked.variant && (await wish(services, shop))) ||
      (isPlanned && isMarked.order && (await wishOfOrders(services, shop))) ||
      (await publish(services, shop, publishing))
    if (!worked) return null
    if (turn.isOver()) return 0
  }
}

/** What the storefront shows now comes before what a message tells later. */
async function publish(services: Services, shop: string, publishing: Publishing): Promise<boolean> {
  const { allowed, owners, isToCompare, isToWrite, isDefined } = publishing
  for (const of of allowed) {
    const place = { of, owner: owners[of] }
    if (isToCompare[of] && (await compare(services, shop, place))) return true
    if (isToWrite[of] && (await write(services, shop, place, isDefined))) return true
  }
  return false
}

/** What is due stays due; what is no answer of Shopify's is the job's to handle. */
function waitAfter({ log }: Services, shop: string, error: unknown): number | null {
  if (error instanceof AccessLost || (error instanceof ShopifyRefused && isOfTheApp(error))) {
    log.warn({ shop, reason: error.message }, 'no access to the shop: its promises wait for its merchant')
    return null
  }
  if (!(error instanceof ShopifyBusy)) throw error
  log.info({ shop, retryAfterMs: error.retryAfterMs }, 'Shopify is busy: promises go on later')
  return Math.max(error.retryAfterMs, 50)
}

async function wish({ db, failpoint }: Services, shop: string): Promise<boolean> {
  return await withShopSql(db, shop, async (tx) => {
    const marks = await loadPromiseMarks(tx, itemsARound)
    if (marks.length === 0) return false
    const items = marks.map((mark) => mark.itemId)
    const { promised, unknown } = await promisesOfItems(tx, items)
    await recordWishedPromises(tx, items, promised)
    await askHowVariantsAreSold(tx, unknown)
    await clearPromiseMarks(tx, marks)
    failpoint('before-wish-commit')
    return true
  })
}

async function wishOfOrders({ db, failpoint }: Services, shop: string): Promise<boolean> {
  return await withShopSql(db, shop, async (tx) => {
    const marks = await loadOrderMarks(tx, ordersARound)
    if (marks.length === 0) return false
    const orders = marks.map((mark) => mark.orderId)
    await recordOrderWishes(tx, orders, await promisesOfOrders(tx, orders))
    await clearOrderMarks(tx, marks)
    failpoint('before-wish-commit')
    return true
  })
}

async function compare({ db, admin }: Services, shop: string, place: PromisePlace): Promise<boolean> {
  const { of, owner } = place
  const due = await loadToCompare(queryByQuery(db, shop), of, comparedARound)
  if (due.length === 0) return false
  const idsOf = (some: typeof due) => some.map((one) => one.ownerId)
  const untold = new Map<string, string>()
  const onUntold = (id: string, why: string) => untold.set(id, why)
  const there = await readPromises(admin, shop, place, idsOf(due), onUntold)
  // What the app once kept for itself is looked for as long as the merchant keeps it.
  const doubtful = idsOf(owner === 'merchant' ? due : due.filter((one) => one.isElsewhere))
  const elsewhere = await readPromises(admin, shop, elsewhereThan(place), doubtful, onUntold)
  const isElsewhere = new Set(doubtful.filter((id) => elsewhere.get(id) != null))
  const compared = new Map([...there].filter(([id]) => !untold.has(id)))
  await withShopSql(db, shop, async (tx) => {
    await recordCompared(tx, of, owner, compared, isElsewhere)
    await recordUncompared(tx, of, untold)
  })
  return true
}

function elsewhereThan({ of, owner }: PromisePlace): PromisePlace {
  return { of, owner: owner === 'app' ? 'merchant' : 'app' }
}

async function write(services: Services, shop: string, place: PromisePlace, isDefined: boolean): Promise<boolean> {
  const due = await loadToWrite(queryByQuery(services.db, shop), place.of, promisesAtOnce)
  const { told = [], over = [] } = Object.groupBy(due, (one) => (one.metafield === null ? 'over' : 'told'))
  if (told.length > 0 && place.owner === 'merchant' && !isDefined) await define(services, shop)
  for (const batch of [told, over]) if (batch.length > 0) await writeBatch(services, shop, place, batch)
  return due.length > 0
}

/** Where Shopify will not have it defined, a shop with as many definitions as it may have, it is written without a name. */
async function define({ db, admin, log }: Services, shop: string): Promise<void> {
  try {
    await defineMessages(admin, shop)
  } catch (error) {
    if (!(error instanceof ShopifyRefused) || isOfTheApp(error)) throw error
    log.warn({ shop, code: error.code, reason: error.message }, 'the metafield that messages read is not defined')
  }
  await withShopSql(db, shop, recordDefinition)
}

async function writeBatch(
  services: Services,
  shop: string,
  place: PromisePlace,
  batch: readonly MetafieldToWrite[],
): Promise<void> {
  const { db, failpoint } = services
  try {
    await send(services, shop, place, batch)
  } catch (error) {
    if (!mayBeOfOne(error)) throw error
    const [only, ...others] = batch
    if (others.length > 0) for (const one of batch) await writeBatch(services, shop, place, [one])
    else if (only) await giveUp(services, shop, place, only, error)
    return
  }
  failpoint('after-promises')
  await withShopSql(db, shop, (tx) => recordWritten(tx, place.of, place.owner, batch))
}

/** Throws while Shopify itself may be in trouble. */
async function giveUp(
  { db, admin }: Services,
  shop: string,
  { of }: PromisePlace,
  only: MetafieldToWrite,
  error: ShopifyBusy | ShopifyRefused,
): Promise<void> {
  if (error instanceof ShopifyBusy && !admin.suspects.fail(shop, `${of} ${only.ownerId}`)) throw error
  await withShopSql(db, shop, (tx) => recordTrouble(tx, of, only, `${error.code}: ${error.message}`))
}

async function send(
  { admin, failpoint }: Services,
  shop: string,
  place: PromisePlace,
  batch: readonly MetafieldToWrite[],
): Promise<void> {
  const told = batch.flatMap(({ ownerId, metafield }) => (metafield === null ? [] : [{ ownerId, metafield }]))
  const over = batch.filter(({ metafield }) => metafield === null).map(({ ownerId }) => ownerId)
  if (told.length > 0) await writePromises(admin, shop, place, told)
  if (over.length > 0) await removePromises(admin, shop, place, over)
  const elsewhere = batch.filter(({ isElsewhere }) => isElsewhere).map(({ ownerId }) => ownerId)
  if (elsewhere.length === 0) return
  failpoint('before-removal')
  await removePromises(admin, shop, elsewhereThan(place), elsewhere)
}

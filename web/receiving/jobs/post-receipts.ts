import { readStock } from '../../mirror/shopify/read-stock.ts'
import { loadLocations } from '../../mirror/store/items/catalogue.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { AccessLost, AppError, ShopifyBusy, ShopifyRefused } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { failsSomewhere } from '../../platform/shopify/in-pieces.ts'
import type { Standing } from '../../shop/store/shop-lifecycle.ts'
import { receivePosted } from '../receive-posted.ts'
import { adjustStock } from '../shopify/adjust-stock.ts'
import {
  loadNextPart,
  type OpenPart,
  postponeReceipt,
  recordAttempt,
  refuseReceipt,
  renewKey,
  type StockChange,
} from '../store/posting.ts'

const partsARound = 20
/**
 * Shopify remembers keys for a while and does not say for how long. Until then a repeated adjustment is told what came of
 * the first; later it might be done twice, so a person has to look.
 */
const keyTrustedSeconds = 12 * 3600
/** A quantity may move between reading and adjusting; in a flash sale it always does. Then it is not compared. */
const comparedTries = 3
const firstWaitMs = 2_000
const longestWaitMs = 300_000

/**
 * Raises Shopify's stock by what was received, each receipt once: its key and its changes are stored before they are
 * sent, so a process that dies anywhere sends them again as they were, and Shopify does them once. Part of the lane,
 * before it reads and plans: what was received is in the next reading.
 * Throws `ShopifyBusy` and `AccessLost`; any other setback is the receipt's own.
 */
export async function postReceipts(
  services: Services,
  shop: string,
  { isReceiving }: Pick<Standing, 'isReceiving'>,
): Promise<void> {
  if (!isReceiving) return
  const stale = new Map<string, number>()
  for (let left = partsARound; left > 0; left--) {
    const part = await withShopSql(services.db, shop, loadNextPart)
    if (part === null) return
    await postPart(services, shop, part, stale)
  }
}

async function postPart(services: Services, shop: string, part: OpenPart, stale: Map<string, number>): Promise<void> {
  const { db, failpoint } = services
  if (part.triedSeconds !== null && part.triedSeconds > keyTrustedSeconds) {
    const setback = { trouble: 'outcome-unknown', said: '' }
    return await withShopSql(db, shop, (tx) => refuseReceipt(tx, part.receiptId, setback))
  }
  const place = `${part.receiptId}/${part.part}`
  try {
    const isCompared = (stale.get(place) ?? 0) < comparedTries
    const changes = part.changes ?? (await readChanges(services, shop, part, isCompared))
    if (changes.length > 0) await adjust(services, shop, part, changes)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    stale.set(place, (stale.get(place) ?? 0) + 1)
    return await setBack(services, shop, part, error)
  }
  failpoint('after-adjust')
  await withShopSql(db, shop, async (tx) => {
    await receivePosted(tx, part.receiptId, part.part, await loadShopDay(tx))
  })
  failpoint('after-receipt')
}

/** What Shopify does not count, or has no longer, has no stock to raise. */
async function readChanges(
  { db, admin }: Services,
  shop: string,
  { deltas, locationId }: OpenPart,
  isCompared: boolean,
): Promise<StockChange[]> {
  if (deltas.length === 0) return []
  const itemIds = deltas.map(({ itemId }) => itemId)
  const locations = await withShopSql(db, shop, loadLocations)
  const items = new Map((await readStock(admin, shop, itemIds, locations.length)).map((item) => [item.itemId, item]))
  return deltas.flatMap(({ itemId, delta }) => {
    const item = items.get(itemId)
    if (!item?.tracked) return []
    const here = item.points.find((point) => point.locationId === locationId)
    return [{ itemId, delta, from: isCompared && here ? here.available : null }]
  })
}

async function adjust(
  { db, admin, failpoint }: Services,
  shop: string,
  part: OpenPart,
  changes: readonly StockChange[],
): Promise<void> {
  if (part.changes === null) await withShopSql(db, shop, (tx) => recordAttempt(tx, part, changes))
  failpoint('before-adjust')
  await adjustStock(admin, shop, {
    key: part.key,
    locationId: part.locationId,
    reason: part.isCorrection ? 'correction' : 'received',
    reference: `gid://backline/Receipt/${part.receiptId}`,
    changes,
  })
}

/** Shopify did not do it, and will not under this key. */
const surelyRefused = new Set(['CHANGE_FROM_QUANTITY_STALE', 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'])
/** Not now; what came of it is told under the same key. */
const notNow = new Set(['IDEMPOTENCY_CONCURRENT_REQUEST', 'SERVICE_UNAVAILABLE', 'ADJUST_QUANTITIES_FAILED'])

async function setBack({ db, log }: Services, shop: string, part: OpenPart, error: AppError): Promise<void> {
  const { receiptId, attempts } = part
  const setback = { trouble: error.code, said: error.message }
  log.info({ shop, receipt: receiptId, code: error.code }, 'a receipt is not posted yet')
  const waitMs = Math.min(firstWaitMs * 2 ** attempts, longestWaitMs)
  // Of a receipt at which Shopify fails, time and again, the others do not wait.
  if (failsSomewhere(error)) {
    return await withShopSql(db, shop, (tx) => postponeReceipt(tx, receiptId, { waitMs, ...setback }))
  }
  if (error instanceof ShopifyBusy || error instanceof AccessLost) {
    await withShopSql(db, shop, (tx) => postponeReceipt(tx, receiptId, { waitMs: 0, ...setback }))
    throw error
  }
  if (!(error instanceof ShopifyRefused)) throw error
  await withShopSql(db, shop, async (tx) => {
    if (surelyRefused.has(error.code)) return await renewKey(tx, part)
    if (notNow.has(error.code)) return await postponeReceipt(tx, receiptId, { waitMs, ...setback })
    await refuseReceipt(tx, receiptId, setback)
  })
}

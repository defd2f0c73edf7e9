import { importShop, notImporting } from '../checks/import-shop.ts'
import { previewRebuild } from '../checks/preview-rebuild.ts'
import { reconcileShop } from '../checks/reconcile-shop.ts'
import { startReconcile } from '../checks/store/reconciles.ts'
import { parkOldestDelivery, type SettledDelivery } from '../mirror/store/inbox/waiting-deliveries.ts'
import { nudgeMarkedPromises, nudgePromises } from '../mirror/store/marks/promise-marks.ts'
import { clock } from '../platform/clock.ts'
import { isRefusal } from '../platform/db/refusal.ts'
import { queryByQuery, type ShopSql, withShopSql } from '../platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy } from '../platform/errors.ts'
import { endlessTurn, type Turn } from '../platform/queue/turn.ts'
import type { Services } from '../platform/services.ts'
import { postReceipts } from '../receiving/jobs/post-receipts.ts'
import { readShopDetails } from '../shop/jobs/read-shop-details.ts'
import { takeLeave } from '../shop/jobs/take-leave.ts'
import { clearAttention, loadStanding, type Standing } from '../shop/store/shop-lifecycle.ts'
import { planDueItems } from './plan-due-items.ts'
import { type DueReadings, readDue } from './read-due.ts'
import { readNative } from './read-native.ts'
import { recordDeliveries } from './record-deliveries.ts'

/** Enough to make bulk work pay, few enough that the first of them is on the screen within a second. */
const deliveriesARound = 500
/** In a flood promises follow once a second: each of its rounds would have them worked out anew. */
const promisesEveryMs = 1_000

/**
 * A turn of the lane of one shop, round by round: records waiting deliveries, imports what the shop had before, reads what is
 * due, plans it, until nothing is due or the turn is over. Safe to run twice, at once, and again after a crash at any
 * point: whatever was not finished is still waiting or still due.
 * Answers in how many milliseconds there is something to do again: 0 for at once, null for nothing it could do.
 */
export async function drainShop(services: Services, shop: string, turn: Turn = endlessTurn): Promise<number | null> {
  let nudgedAt = clock.elapsed()
  let before: Standing | null = null
  for (;;) {
    const standing = await beginRound(services, shop, before)
    if (await takeLeave(services, shop, standing, turn)) {
      if (turn.isOver()) return 0
      before = null
      continue
    }
    const { waitMs, after } = standing.isPaused ? paused(standing) : await readAndPlan(services, shop, standing)
    const isOver = waitMs !== 0 || turn.isOver()
    if (isOver || clock.elapsed() - nudgedAt > promisesEveryMs) {
      await letPromisesFollow(services, shop, after)
      nudgedAt = clock.elapsed()
    }
    if (isOver) return waitMs
    before = after
  }
}

/** Where no delivery waited at the end of the round before, there is nothing to record, and how the shop stands is known. */
async function beginRound(services: Services, shop: string, before: Standing | null): Promise<Standing> {
  return before?.isWaiting === false ? before : await recordRound(services, shop)
}

type Round = {
  /** In how many milliseconds the lane has something to do again: 0 for at once, null for nothing it could do. */
  readonly waitMs: number | null
  /** How the shop stands at its end; null where that was not looked at. */
  readonly after: Standing | null
}

/** What Shopify tells is recorded all the same; what is due stays due. */
function paused(standing: Standing): Round {
  return { waitMs: standing.isWaiting ? 0 : null, after: standing }
}

async function letPromisesFollow({ db }: Services, shop: string, after: Standing | null): Promise<void> {
  if (after === null) await withShopSql(db, shop, nudgeMarkedPromises)
  else if (after.arePromisesMarked) await nudgePromises(queryByQuery(db, shop))
}

async function readAndPlan(services: Services, shop: string, standing: Standing): Promise<Round> {
  const { db, log } = services
  try {
    await readShopDetails(services, shop, standing)
    const importing = standing.isImporting ? await importShop(services, shop) : notImporting
    if (importing.holdsPlans) return { waitMs: standing.isWaiting ? 0 : importing.waitMs, after: null }
    await postReceipts(services, shop, standing)
    if (standing.needsNative) await readNative(services, shop)
    const readings = await readDue(services, shop, standing)
    if (readings.due.length > 0 && standing.attention !== null) {
      // Shopify lets us in again, so the shop needs nobody any more.
      await withShopSql(db, shop, welcomeBack)
    }
    const after =
      readings.due.length > 0 ? await planRound(services, shop, readings) : await lookAgain(services, shop, standing)
    const waitMs = sooner(importing.waitMs, after.waitMs)
    const hasChecked = waitMs !== 0 && (await checkEverything(services, shop, after))
    return hasChecked ? { waitMs: 0, after: null } : { waitMs, after }
  } catch (error) {
    if (error instanceof ShopifyBusy) {
      log.info({ shop, retryAfterMs: error.retryAfterMs }, 'Shopify is busy: the lane goes on later')
      return { waitMs: Math.max(error.retryAfterMs, 50), after: null }
    }
    if (error instanceof AccessLost) {
      log.warn({ shop, reason: error.message }, 'no access to the shop: what is due waits for its merchant')
      return { waitMs: null, after: null }
    }
    throw error
  }
}

/** Where there was nothing to do, it is as it was. */
async function lookAgain({ db }: Services, shop: string, before: Standing): Promise<Standing> {
  const hadNothingToDo = !before.needsDetails && !before.isImporting && before.waitMs !== 0
  return hadNothingToDo ? before : await loadStanding(queryByQuery(db, shop))
}

/** A round of a check that is under way, for which there is time while nothing else is due. Answers whether it did one. */
async function checkEverything(services: Services, shop: string, { isReconciling, isRebuilding }: Standing) {
  if (isReconciling && (await reconcileShop(services, shop))) return true
  return isRebuilding && (await previewRebuild(services, shop))
}

/** Nobody knows what was missed meanwhile. */
async function welcomeBack(tx: ShopSql): Promise<void> {
  await clearAttention(tx)
  await startReconcile(tx, 'outage')
}

function sooner(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

/** Answers how the shop stands with that. */
async function planRound({ db, metrics, failpoint }: Services, shop: string, readings: DueReadings): Promise<Standing> {
  const planned = metrics.planning.startTimer()
  const after = await withShopSql(db, shop, async (tx) => {
    await planDueItems(tx, readings)
    const standing = await loadStanding(tx)
    failpoint('before-plan-commit')
    return standing
  })
  planned()
  failpoint('after-plan')
  return after
}

/**
 * Records one batch, and answers how the shop stands with that. Where the database refuses what a delivery says, that delivery
 * is found and parked.
 */
async function recordRound(services: Services, shop: string): Promise<Standing> {
  const { db, log, failpoint } = services
  try {
    const { settled, standing } = await withShopSql(db, shop, async (tx) => {
      const taken = await recordDeliveries(tx, deliveriesARound)
      const found = await loadStanding(tx)
      failpoint('before-record-commit')
      return { settled: taken, standing: found }
    })
    tellSettled(services, shop, settled)
    failpoint('after-record')
    return standing
  } catch (error) {
    if (!isRefusal(error)) throw error
    log.error({ shop, error }, 'a batch holds a delivery that cannot be recorded: recording one by one')
    await recordOneByOne(services, shop)
    failpoint('after-record')
    return await loadStanding(queryByQuery(db, shop))
  }
}

async function recordOneByOne(services: Services, shop: string): Promise<void> {
  const { db } = services
  for (let left = deliveriesARound; left > 0; left--) {
    try {
      const taken = await withShopSql(db, shop, (tx) => recordDeliveries(tx, 1))
      tellSettled(services, shop, taken)
      if (taken.length === 0) return
    } catch (error) {
      if (!isRefusal(error)) throw error
      const reason = `the database refuses it: ${error.message}`
      const parked = await withShopSql(db, shop, (tx) => parkOldestDelivery(tx, reason))
      tellSettled(services, shop, parked)
    }
  }
}

/** A reason may repeat what the body says, so it stays in the table. */
function tellSettled({ log, metrics }: Services, shop: string, settled: readonly SettledDelivery[]): void {
  for (const { webhookId, topic, parkedFor } of settled) {
    metrics.deliveries.inc({ topic, outcome: parkedFor === null ? 'done' : 'parked' })
    if (parkedFor !== null) log.warn({ shop, delivery: webhookId, topic }, 'a delivery was parked')
  }
}

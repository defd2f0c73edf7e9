import { ZodError } from 'zod'
import { loadLocations } from '../mirror/store/items/catalogue.ts'
import { askForNativeReading } from '../mirror/store/marks/native-reading.ts'
import { clock } from '../platform/clock.ts'
import { withShopSql } from '../platform/db/with-shop.ts'
import { AccessLost, AppError, ShopifyBusy } from '../platform/errors.ts'
import type { Services } from '../platform/services.ts'
import { isBulkPart } from './import/bulk-parts.ts'
import { countStrangers } from './import/count-strangers.ts'
import { recordRows } from './import/record-rows.ts'
import { lookAtOperations, startOperations } from './import/run-operations.ts'
import { readAllLocations } from './read-anew.ts'
import { finishPart, settleSetbacks } from './store/import-parts.ts'
import {
  finishImport,
  loadImportUnderWay,
  postponeImport,
  type Setback,
  type ShopImportRecord,
} from './store/imports.ts'

export type ImportSlice = {
  /** No plan can be right before the import is over. */
  readonly holdsPlans: boolean
  /** Milliseconds until there is something to do again; null where no import is under way. */
  readonly waitMs: number | null
}

export const notImporting: ImportSlice = { holdsPlans: false, waitMs: null }

/** So short a wait is not worth a job of its own. */
const shortWaitMs = 200
const longestSetbackMs = 300_000
const firstSetbackMs = 2_000
/** A busy Shopify is asked again sooner than one that says what nobody understands, and said to be so if it stays. */
const longestBusyMs = 60_000
const busyAttemptsUnsaid = 3

/**
 * A slice of the import of a shop, about a second long: it is part of the shop's lane, so that nothing else writes
 * meanwhile and deliveries have their turn between two slices. How far it is stands in the tables: a crash at any point
 * repeats one batch. Throws `AccessLost`; any other setback postpones it and says why.
 */
export async function importShop(services: Services, shop: string): Promise<ImportSlice> {
  const running = await withShopSql(services.db, shop, loadImportUnderWay)
  if (running === null) return notImporting
  const { holdsPlans } = running
  if (running.waitMs > 0) return { holdsPlans, waitMs: running.waitMs }
  try {
    const { isOver, waitMs } = await goOn(services, shop, running)
    if (running.attempts > 0) await withShopSql(services.db, shop, (tx) => settleSetbacks(tx, running.importId))
    services.failpoint('after-import')
    return isOver ? notImporting : { holdsPlans, waitMs }
  } catch (error) {
    const setback = setbackOf(error, running)
    services.log[setback.trouble === null ? 'info' : 'error']({ shop, err: error }, 'the import goes on later')
    return { holdsPlans, waitMs: await postpone(services, shop, running, setback) }
  }
}

/** What is no answer of Shopify's is the job's to handle. */
function setbackOf(error: unknown, { attempts }: ShopImportRecord): Setback {
  const pauseMs = firstSetbackMs * 2 ** attempts
  if (error instanceof ShopifyBusy) {
    const busyMs = attempts === 0 ? 0 : Math.min(pauseMs / 2, longestBusyMs)
    const waitMs = Math.max(error.retryAfterMs, busyMs)
    return { waitMs, trouble: attempts < busyAttemptsUnsaid ? null : error.code, isAttempt: true }
  }
  if (error instanceof AccessLost || !isAnswer(error)) throw error
  const waitMs = Math.min(pauseMs, longestSetbackMs)
  return { waitMs, trouble: error instanceof AppError ? error.code : 'not-understood', isAttempt: true }
}

function isAnswer(error: unknown): boolean {
  return error instanceof AppError || error instanceof ZodError || error instanceof SyntaxError
}

type Step = { readonly isOver: boolean; readonly waitMs: number }
const atOnce: Step = { isOver: false, waitMs: 0 }

async function goOn(services: Services, shop: string, running: ShopImportRecord): Promise<Step> {
  const part = running.parts.find((each) => !each.isFinished)
  if (part === undefined) {
    await withShopSql(services.db, shop, (tx) => finishImport(tx, running.importId))
    return { isOver: true, waitMs: 0 }
  }
  if (part.part === 'locations') return await importLocations(services, shop, running)
  if (part.part === 'strangers') {
    const step = await countStrangers(services, shop, running, part)
    if (step.waitMs === 0) return step
    return waitFor(await postpone(services, shop, running, { waitMs: step.waitMs, trouble: null, isAttempt: false }))
  }
  const open = running.parts.filter(isBulkPart).filter((each) => !each.isFinished)
  const hasStarted = await startOperations(services, shop, running, open)
  const ready = open.find((each) => each.part === part.part && each.url !== null && each.waitMs <= 0)
  if (ready) {
    await recordRows(services, shop, running, ready)
    return atOnce
  }
  if (hasStarted) return atOnce
  const waitMs = await lookAtOperations(services, shop, running, open)
  if (waitMs === 0) return atOnce
  return waitFor(await postpone(services, shop, running, { waitMs, trouble: null, isAttempt: false }))
}

async function importLocations(services: Services, shop: string, { importId }: ShopImportRecord): Promise<Step> {
  await readAllLocations(services, shop)
  await withShopSql(services.db, shop, async (tx) => {
    await finishPart(tx, { importId, part: 'locations', slice: 0 })
    await askForNativeReading(tx)
    const locations = await loadLocations(tx)
    // With one location demand can only be there: nobody asks where it is routed.
    if (locations.length === 1) await finishPart(tx, { importId, part: 'routing', slice: 0 })
  })
  return atOnce
}

function waitFor(waitMs: number): Step {
  return { isOver: false, waitMs }
}

async function postpone(
  { db }: Services,
  shop: string,
  { importId }: ShopImportRecord,
  setback: Setback,
): Promise<number> {
  if (setback.waitMs > shortWaitMs || setback.isAttempt) {
    await withShopSql(db, shop, (tx) => postponeImport(tx, importId, setback))
    return setback.waitMs
  }
  await clock.sleep(setback.waitMs)
  return 0
}

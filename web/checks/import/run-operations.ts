import { clock } from '../../platform/clock.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import {
  type BulkOperationState,
  readBulkOperation,
  runBulkQuery,
} from '../../platform/shopify/bulk/bulk-operations.ts'
import { isOrderedByChange } from '../../platform/shopify/bulk/bulk-range.ts'
import { cutPart, postponePart, recordOperation, recordOperationState, restartPart } from '../store/import-parts.ts'
import type { ShopImportRecord } from '../store/imports.ts'
import { type BulkPart, keyOf, pauseAfter } from './bulk-parts.ts'
import { cutRange } from './cut-range.ts'
import { recordNothing } from './record-rows.ts'

/** An operation is looked at ever less often: it takes seconds in a small shop, and hours in a big one. */
const usualLookMs = 5_000
const rarestLookMs = 60_000
const shortestLookMs = 50
/** https://shopify.dev/docs/api/usage/bulk-operations/queries */
const mostOperations = 5

/**
 * As many at once as Shopify works on. Where others than these run, the rest waits, and longer the older the import is. Answers
 * whether there was something to start.
 */
export async function startOperations(
  { db, admin }: Services,
  shop: string,
  running: ShopImportRecord,
  parts: readonly BulkPart[],
): Promise<boolean> {
  const free = mostOperations - parts.filter(isRunning).length
  const waiting = parts.filter((part) => mayStart(part, parts)).slice(0, Math.max(free, 0))
  for (const [at, part] of waiting.entries()) {
    const operation = await runBulkQuery(admin, shop, part.part, part)
    if (operation === null) {
      const waitMs = Math.min(Math.max(running.ageMs / 20, usualLookMs), rarestLookMs)
      await withShopSql(db, shop, async (tx) => {
        const setback = { waitMs, trouble: null, isAttempt: false }
        for (const left of waiting.slice(at)) await postponePart(tx, keyOf(running, left), setback)
      })
      return true
    }
    await withShopSql(db, shop, (tx) => recordOperation(tx, keyOf(running, part), operation))
  }
  return waiting.length > 0
}

function isRunning({ operationId, url }: BulkPart): boolean {
  return operationId !== null && url === null
}

function mayStart(part: BulkPart, parts: readonly BulkPart[]): boolean {
  return part.operationId === null && part.waitMs <= 0 && !waitsForOlder(part, parts)
}

/**
 * What changes moves from the slice it was in to the last one: where time says when a thing changed, the last slice begins when
 * the others are over, and finds it.
 */
function waitsForOlder({ part, from, before }: BulkPart, parts: readonly BulkPart[]): boolean {
  if (!isOrderedByChange(part) || before !== null || from === null) return false
  return parts.some((each) => each.part === part && each.before !== null)
}

/** Looks at all that run; answers in how many milliseconds there is something to do again. */
export async function lookAtOperations(
  services: Services,
  shop: string,
  running: ShopImportRecord,
  parts: readonly BulkPart[],
): Promise<number> {
  const { db, admin } = services
  const waits: number[] = []
  for (const part of parts) {
    if (part.operationId === null || part.waitMs > 0) {
      if (part.waitMs > 0) waits.push(part.waitMs)
      continue
    }
    if (part.url !== null) continue
    const state = await readBulkOperation(admin, shop, part.operationId)
    tellOfLoss(services, shop, part, state)
    waits.push(await withShopSql(db, shop, (tx) => recordState(tx, running, part, state)))
  }
  return waits.length === 0 ? usualLookMs : Math.min(...waits)
}

/** Answers in how many milliseconds it is to be looked at again. */
async function recordState(
  tx: ShopSql,
  running: ShopImportRecord,
  part: BulkPart,
  state: BulkOperationState,
): Promise<number> {
  const key = keyOf(running, part)
  if (state.is === 'lost') return await beginAnew(tx, running, part, state.why)
  if (state.is === 'complete' && state.url === null) {
    await recordNothing(tx, running, part)
    return 0
  }
  const { url, bytes } = state.is === 'complete' ? state : { url: null, bytes: null }
  await recordOperationState(tx, key, part.operationId ?? '', { url, bytes, expected: state.rows })
  return state.is === 'complete' ? 0 : lookAgainMs(running, part)
}

/** What took too long is asked for in two halves; the same again would take as long. Anything else is asked for again, later. */
async function beginAnew(tx: ShopSql, running: ShopImportRecord, part: BulkPart, why: string): Promise<number> {
  const key = keyOf(running, part)
  const { operationId, operationAt, attempts } = part
  const halves = why === 'TIMEOUT' && operationAt !== null ? cutRange(part, operationAt) : null
  if (halves !== null && operationId !== null) {
    await cutPart(tx, key, operationId, halves)
    return 0
  }
  const waitMs = pauseAfter(attempts)
  await restartPart(tx, key, { waitMs, trouble: troubles[why] ?? 'bulk-failed', isAttempt: true })
  return waitMs
}

const troubles: Readonly<Record<string, string>> = {
  TIMEOUT: 'bulk-timeout',
  ACCESS_DENIED: 'bulk-access-denied',
  CANCELED: 'bulk-canceled',
  CANCELING: 'bulk-canceled',
}

function lookAgainMs({ ageMs }: ShopImportRecord, { operationAt }: BulkPart): number {
  // Shopify's clock and ours differ, and its instants have whole seconds.
  const runsMs = Math.min(ageMs, Math.max(clock.now() - Date.parse(operationAt ?? ''), 1_000))
  const longest = Math.min(Math.max(usualLookMs, runsMs / 20), rarestLookMs)
  return Math.min(Math.max(runsMs / 4, shortestLookMs), longest)
}

function tellOfLoss({ log }: Services, shop: string, part: BulkPart, state: BulkOperationState): void {
  if (state.is !== 'lost') return
  const { part: name, slice, from, before, attempts } = part
  const facts = { shop, part: name, slice, from, before, attempts, why: state.why, hasRows: state.hasRows }
  log.warn(facts, 'a bulk operation came to nothing')
}

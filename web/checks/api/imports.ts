import { implement } from '@orpc/server'
import { askForImport } from '../../mirror/store/marks/ask-for-import.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { importRoutes } from '../contract/import-routes.ts'
import type { ImportPart } from '../store/import-parts.ts'
import { type ImportProgress, loadImportProgress } from '../store/import-progress.ts'

const api = implement(importRoutes).$context<ApiContext>()

/** How far the import of the shop is, and another one where the merchant asks for it. */
export const imports = api.router({
  current: api.current.handler(({ context: { db, shop } }) => withShopSql(db, shop, loadCurrent)),
  start: api.start.handler(({ context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await askForImport(tx, { holdsPlans: false })
      await tx.query('select nudge_shop($1)')
      return await loadCurrent(tx)
    }),
  ),
})

async function loadCurrent(tx: ShopSql) {
  const progress = await loadImportProgress(tx)
  return { current: progress && contractImport(progress) }
}

/** Of the bar: the rest is for what comes after the rows. */
const shareOfRows = 0.95

function contractImport({ parts, finishedAt, trouble, ...told }: ImportProgress) {
  const isOver = finishedAt !== null
  const files = parts.filter((part) => part.bytes !== null)
  const bytes = sum(files, (part) => part.bytes ?? 0)
  const recorded = sum(files, recordedBytes)
  // Before every file is there, nobody knows how much there will be.
  const isKnown = parts.every((part) => part.bytes !== null || part.isFinished || part.part === 'strangers')
  const share = isKnown ? shareOfRows * (bytes === 0 ? 1 : recorded / bytes) : 0
  const spentMs = sum(parts, (part) => part.spentMs)
  const isTold = !isOver && isKnown && recorded > 0
  const troubled = parts.find((part) => !part.isFinished && part.trouble !== null)
  return {
    ...told,
    finishedAt,
    parts: [...Map.groupBy(parts, ({ part }) => part)].map(([part, slices]) => ({ part, ...stateOf(slices, parts) })),
    share: isOver ? 1 : Math.min(share, shareOfRows),
    secondsLeft: isTold ? Math.ceil(((bytes - recorded) / recorded) * (spentMs / 1_000)) : null,
    trouble: trouble ?? troubled?.trouble ?? null,
    troubledPart: trouble === null ? (troubled?.part ?? null) : null,
    retryAt: trouble === null ? (troubled?.dueAt ?? null) : null,
    setAside: sum(parts, (part) => part.setAside),
  }
}

/** A file is kept first, then recorded from where it is kept: each is half of the work. */
function recordedBytes({ bytes, bytesDone, position, isFinished }: ImportPart): number {
  return isFinished ? (bytes ?? 0) : (bytesDone + Number(position ?? 0)) / 2
}

function stateOf(slices: readonly ImportPart[], parts: readonly ImportPart[]) {
  const open = slices.filter((slice) => !slice.isFinished)
  const done = sum(slices, (slice) => slice.done)
  // Of slices that Shopify has not begun to gather, nobody knows how much there is.
  const isKnown = slices.every((slice) => slice.expected !== null)
  const found = sum(slices, (slice) => slice.expected ?? 0)
  const expected = isKnown ? found : null
  if (open.length === 0) return { state: 'done' as const, done, expected }
  const isGathering = open.some((slice) => slice.operationId !== null) || slices.length > 1
  if (isGathering && open.every((slice) => slice.url === null)) {
    return { state: 'preparing' as const, done, expected: expected ?? (found || null) }
  }
  const isNext = parts.find((each) => !each.isFinished)?.part === open[0]?.part && open.some(isAtWork)
  return { state: isNext ? ('recording' as const) : ('waiting' as const), done, expected }
}

/** Not while it only waits to be asked for again. */
function isAtWork({ operationId, trouble }: ImportPart): boolean {
  return operationId !== null || trouble === null
}

function sum(parts: readonly ImportPart[], of: (part: ImportPart) => number): number {
  return parts.reduce((total, part) => total + of(part), 0)
}

import { implement } from '@orpc/server'
import { contract } from '../../../contract/contract.ts'
import { type ImportProgress, loadImportProgress } from '../../db/mirror/import-progress.ts'
import { askForImport, type ImportPart } from '../../db/mirror/imports.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import type { ApiContext } from './api-context.ts'

const api = implement(contract.imports).$context<ApiContext>()

/** How far the import of the shop is, and another one where the merchant asks for it. */
export const imports = api.router({
  current: api.current.handler(({ context: { db, shop } }) => withShopSql(db, shop, (tx) => loadCurrent(tx, shop))),
  start: api.start.handler(({ context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await askForImport(tx, shop, { holdsPlans: false })
      await tx.query('select nudge_shop($1)', [shop])
      return await loadCurrent(tx, shop)
    }),
  ),
})

async function loadCurrent(tx: ShopSql, shop: string) {
  const progress = await loadImportProgress(tx, shop)
  return { current: progress && contractImport(progress) }
}

/** Of the bar: the rest is for what comes after the rows. */
const shareOfRows = 0.95

function contractImport({ parts, finishedAt, ...told }: ImportProgress) {
  const isOver = finishedAt !== null
  const files = parts.filter((part) => part.bytes !== null)
  const bytes = sum(files, (part) => part.bytes ?? 0)
  const recorded = sum(files, (part) => (part.isFinished ? (part.bytes ?? 0) : part.bytesDone))
  // Before every file is there, nobody knows how much there will be.
  const isKnown = parts.every((part) => part.bytes !== null || part.isFinished || part.part === 'strangers')
  const share = isKnown ? shareOfRows * (bytes === 0 ? 1 : recorded / bytes) : 0
  const spentMs = sum(parts, (part) => part.spentMs)
  const isTold = !isOver && isKnown && recorded > 0
  return {
    ...told,
    finishedAt,
    parts: parts.map((part) => ({ part: part.part, ...stateOf(part, parts), done: part.done })),
    share: isOver ? 1 : Math.min(share, shareOfRows),
    secondsLeft: isTold ? Math.ceil(((bytes - recorded) / recorded) * (spentMs / 1_000)) : null,
  }
}

function stateOf(part: ImportPart, parts: readonly ImportPart[]) {
  const { expected } = part
  if (part.isFinished) return { state: 'done' as const, expected }
  const isNext = parts.find((each) => !each.isFinished) === part
  if (part.operationId !== null && part.url === null) return { state: 'preparing' as const, expected }
  return { state: isNext ? ('recording' as const) : ('waiting' as const), expected }
}

function sum(parts: readonly ImportPart[], of: (part: ImportPart) => number): number {
  return parts.reduce((total, part) => total + of(part), 0)
}

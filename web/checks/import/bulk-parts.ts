import { type BulkQueryName, bulkQueryNames } from '../../platform/shopify/operations.ts'
import type { ImportPart, PartKey } from '../store/import-parts.ts'
import type { ShopImportRecord } from '../store/imports.ts'

/** A part that a bulk operation brings, or a slice of time of one. */
export type BulkPart = ImportPart & { readonly part: BulkQueryName }
export type BulkPartKey = PartKey & { readonly part: BulkQueryName }

/** After so long the lane has its turn, and earlier where deliveries wait. */
export const sliceMs = 1_000
/** The same of what is written alone: it fills its slot, while what is read waits most of the time. */
export const writingMs = 250
const firstPauseMs = 2_000
const longestPauseMs = 1_800_000

export function isBulkPart(part: ImportPart): part is BulkPart {
  return bulkQueryNames.some((name) => name === part.part)
}

export function keyOf({ importId }: Pick<ShopImportRecord, 'importId'>, { part, slice }: BulkPart): BulkPartKey {
  return { importId, part, slice }
}

/** Before what came to nothing so often in a row is tried again: two seconds, doubling up to half an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(firstPauseMs * 2 ** attempts, longestPauseMs)
}

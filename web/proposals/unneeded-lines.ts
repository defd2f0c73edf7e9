import type { ShopSql } from '../platform/db/with-shop.ts'
import { neededOf, removableUnits, type SettledClaim, settleClaims, unneededOf } from './rules/group-claims.ts'
import { loadClaimsAround } from './store/draft-claims.ts'
import { type DraftLinePacking, loadDraftPacking } from './store/draft-packing.ts'

/** A draft's line with units that it was raised for and that nobody needs any more. */
export type UnneededDraftLine = DraftLinePacking & {
  readonly needed: number
  readonly unneeded: number
  /** How many of its units can be taken out, as minimum and pack allow. */
  readonly removable: number
  readonly claims: readonly SettledClaim[]
}

export type UnneededLines = { readonly version: number; readonly lines: readonly UnneededDraftLine[] }

/** Null where there is no such order. An order that is not a draft has none: its surplus goes to the queue. */
export async function loadUnneeded(tx: ShopSql, supplierOrderId: string): Promise<UnneededLines | null> {
  const draft = await loadDraftPacking(tx, supplierOrderId)
  if (draft === null) return null
  const { ofDraftLine } = settleClaims(await loadClaimsAround(tx, supplierOrderId))
  const lines = draft.lines.flatMap((line): UnneededDraftLine[] => {
    const claims = ofDraftLine.get(line.supplierOrderLineId) ?? []
    const unneeded = unneededOf(claims)
    if (unneeded === 0) return []
    return [
      { ...line, needed: neededOf(claims), unneeded, removable: removableUnits(line.units, claims, line), claims },
    ]
  })
  return { version: draft.version, lines }
}

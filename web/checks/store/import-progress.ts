import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type ImportPart, loadImportParts } from './import-parts.ts'

export type ImportProgress = {
  readonly importId: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly holdsPlans: boolean
  readonly trouble: string | null
  readonly strangerUnits: number | null
  readonly parts: readonly ImportPart[]
}

/** The import of the shop that is under way, or else the last one. */
export async function loadImportProgress(tx: ShopSql): Promise<ImportProgress | null> {
  const [row] = await tx.query<Omit<ImportProgress, 'parts'>>(
    `select import_id::text as "importId", ${isoInstant('started_at')} as "startedAt",
            ${isoInstant('finished_at')} as "finishedAt", holds_plans as "holdsPlans", trouble,
            stranger_units::float8 as "strangerUnits"
       from import where shop_id = $1 and reconcile_id is null order by import_id desc limit 1`,
  )
  return row ? { ...row, parts: await loadImportParts(tx, row.importId) } : null
}

import { isoInstant } from '../../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'

export type MirrorPoint = {
  readonly itemId: string
  readonly locationId: string
  readonly available: number | null
  readonly committed: number | null
  readonly isTracked: boolean
  readonly isGone: boolean
  readonly strangers: number
  readonly changedAt: string
  readonly heardAt: string
  readonly itemChangedAt: string | null
}

/** Stock may be told of an item of which nothing else was heard: then nobody is promised it. */
export function isHeardOf({ itemChangedAt }: MirrorPoint): boolean {
  return itemChangedAt !== null
}

/** Connected stock points of these items. */
export async function loadMirrorPoints(tx: ShopSql, itemIds: readonly string[]): Promise<MirrorPoint[]> {
  return await tx.query<MirrorPoint>(
    `select p.item_id as "itemId", location_id as "locationId", available, committed, strangers,
            coalesce(i.tracked, true) as "isTracked", i.deleted_at is not null as "isGone",
            ${isoInstant('p.changed_at')} as "changedAt", ${isoInstant('p.heard_at')} as "heardAt",
            ${isoInstant('i.changed_at')} as "itemChangedAt"
       from stock_point p left join item i on i.shop_id = $1 and i.item_id = p.item_id
      where p.shop_id = $1 and p.item_id = any($2::text[]) and connected`,
    [itemIds],
  )
}

import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { SettledClaim } from '../rules/group-claims.ts'
import { isOwed } from '../rules/group-owed.ts'

export type OrderToCreate = {
  readonly proposedOrderId: string
  readonly supplierId: string
  readonly supplierName: string
  readonly isArchived: boolean
  readonly locationId: string
  readonly isClosed: boolean
  readonly currency: string
}

export function loadOrdersToCreate(tx: ShopSql, proposalId: string): Promise<OrderToCreate[]> {
  return tx.query<OrderToCreate>(
    `select p.proposed_order_id as "proposedOrderId", p.supplier_id as "supplierId", coalesce(s.name, '') as "supplierName",
            s.supplier_id is null or s.archived_at is not null as "isArchived", p.location_id as "locationId",
            ${isHindered('p', 'location-closed', 'location-deleted')} as "isClosed", p.currency
       from proposed_order p
       left join supplier s on s.shop_id = $1 and s.supplier_id = p.supplier_id
      where p.shop_id = $1 and p.proposal_id = $2::bigint
        and exists (select from proposed_line line where line.shop_id = $1 and line.proposed_order_id = p.proposed_order_id
                       and not line.is_left_out)
      order by p.proposed_order_id`,
    [proposalId],
  )
}

export type CreatedDraft = { readonly supplierOrderId: string; readonly number: number; readonly isNew: boolean }

/** Which draft each proposed order went into. */
export async function recordDrafts(
  tx: ShopSql,
  drafts: readonly (Pick<CreatedDraft, 'supplierOrderId' | 'isNew'> & { readonly proposedOrderId: string })[],
): Promise<void> {
  await tx.query(
    `update proposed_order p set supplier_order_id = made.supplier_order_id, is_new = made.is_new
       from unnest($2::bigint[], $3::bigint[], $4::bool[]) as made(id, supplier_order_id, is_new)
      where p.shop_id = $1 and p.proposed_order_id = made.id`,
    [
      drafts.map((draft) => draft.proposedOrderId),
      drafts.map((draft) => draft.supplierOrderId),
      drafts.map((draft) => draft.isNew),
    ],
  )
}

/** The drafts that a proposal went into, by number, and how many there are. */
export async function listCreatedDrafts(
  tx: ShopSql,
  proposalId: string,
  limit: number,
): Promise<{ readonly drafts: CreatedDraft[]; readonly total: number }> {
  const rows = await tx.query<CreatedDraft & { total: number }>(
    `select o.supplier_order_id as "supplierOrderId", o.number, p.is_new as "isNew", count(*) over ()::int as total
       from proposed_order p
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = p.supplier_order_id
      where p.shop_id = $1 and p.proposal_id = $2::bigint and p.is_new is not null
      order by o.number limit $3`,
    [proposalId, limit],
  )
  return { drafts: rows.map(({ total: _, ...draft }) => draft), total: rows[0]?.total ?? 0 }
}

/** Writes how many units are claimed; a claim of none is forgotten. */
export async function writeClaims(tx: ShopSql, claims: readonly SettledClaim[]): Promise<void> {
  await writeForOwed(tx, claims.filter(isOwed))
  await writeForLines(
    tx,
    claims.filter((claim) => !isOwed(claim)),
  )
}

async function writeForOwed(tx: ShopSql, claims: readonly SettledClaim[]): Promise<void> {
  if (claims.length === 0) return
  await tx.query(
    `update supplier_order_line l set for_owed = told.units
       from unnest($2::bigint[], $3::int[]) as told(draft_line, units)
      where l.shop_id = $1 and l.supplier_order_line_id = told.draft_line`,
    [claims.map((claim) => claim.draftLine), claims.map((claim) => claim.units)],
  )
}

async function writeForLines(tx: ShopSql, claims: readonly SettledClaim[]): Promise<void> {
  if (claims.length === 0) return
  await tx.query(
    `with told as (select * from unnest($2::bigint[], $3::text[], $4::text[], $5::int[]) as c(draft_line, line, location, units)),
          gone as (
            delete from ordered_for f using told
             where f.shop_id = $1 and told.units = 0
               and (f.supplier_order_line_id, f.line_id, f.location_id) = (told.draft_line, told.line, told.location))
     update ordered_for f set units = told.units from told
      where f.shop_id = $1 and told.units > 0
        and (f.supplier_order_line_id, f.line_id, f.location_id) = (told.draft_line, told.line, told.location)`,
    [
      claims.map((claim) => claim.draftLine),
      claims.map((claim) => claim.line),
      claims.map((claim) => claim.location),
      claims.map((claim) => claim.units),
    ],
  )
}

import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Packing } from '../rules/group-quantity.ts'
import type { NewProposedLine } from './proposed-lines.ts'

/** A line as it is to be edited, locked; `isCreated` where its proposal's drafts exist already. */
export type LockedProposedLine = {
  readonly proposalId: string
  readonly proposedOrderId: string | null
  readonly version: number
  readonly isCreated: boolean
}

export async function lockProposedLine(tx: ShopSql, proposedLineId: string): Promise<LockedProposedLine | null> {
  // Whoever creates the drafts holds the proposal: after that the next statement sees what was created.
  await tx.query(
    `select 1 from proposal
      where shop_id = $1 and proposal_id = (
            select proposal_id from proposed_line where shop_id = $1 and proposed_line_id = $2::bigint) for share`,
    [proposedLineId],
  )
  const [found] = await tx.query<LockedProposedLine>(
    `select proposal_id as "proposalId", proposed_order_id as "proposedOrderId", version,
            exists (select from proposal p where p.shop_id = $1 and p.proposal_id = line.proposal_id
                       and p.created_at is not null) as "isCreated"
       from proposed_line line where shop_id = $1 and proposed_line_id = $2::bigint for update`,
    [proposedLineId],
  )
  return found ?? null
}

/** A quantity of the merchant's own, or whether the line is left out. Answers the new version. */
export async function editProposedLine(
  tx: ShopSql,
  proposedLineId: string,
  { units, isLeftOut }: { readonly units: number | null; readonly isLeftOut: boolean | null },
): Promise<number> {
  const [edited] = await tx.query<{ version: number }>(
    `update proposed_line
        set units = coalesce($3::int, units), is_edited = is_edited or $3::int is not null,
            is_left_out = coalesce($4::boolean, is_left_out), version = version + 1
      where shop_id = $1 and proposed_line_id = $2::bigint returning version`,
    [proposedLineId, units, isLeftOut],
  )
  return edited?.version ?? 0
}

export type OwedChoice = Packing & {
  readonly needed: number
  readonly units: number
  readonly onDraft: number
  readonly neededOnDraft: number
  readonly owed: number
  readonly isOwedLeftOut: boolean
  readonly isEdited: boolean
}

export async function loadOwedChoice(tx: ShopSql, proposedLineId: string): Promise<OwedChoice | null> {
  const [found] = await tx.query<OwedChoice>(
    `select needed::float8, units, on_draft as "onDraft", needed_on_draft::float8 as "neededOnDraft", owed::float8,
            is_owed_left_out as "isOwedLeftOut", is_edited as "isEdited", minimum_quantity as "minimumQuantity",
            pack_size as "packSize"
       from proposed_line where shop_id = $1 and proposed_line_id = $2::bigint`,
    [proposedLineId],
  )
  return found ?? null
}

/** With or without what its place owes. Answers the new version. */
export async function chooseOwed(
  tx: ShopSql,
  proposedLineId: string,
  { needed, units, isOwedLeftOut }: Pick<OwedChoice, 'needed' | 'units' | 'isOwedLeftOut'>,
): Promise<number> {
  const [edited] = await tx.query<{ version: number }>(
    `update proposed_line set needed = $3, units = $4, is_owed_left_out = $5, version = version + 1
      where shop_id = $1 and proposed_line_id = $2::bigint returning version`,
    [proposedLineId, needed, units, isOwedLeftOut],
  )
  return edited?.version ?? 0
}

/** Puts a line into the order of another supplier, with that supplier's terms. Answers the new version. */
export async function moveProposedLine(tx: ShopSql, proposedLineId: string, line: NewProposedLine): Promise<number> {
  const [moved] = await tx.query<{ version: number }>(
    `update proposed_line
        set proposed_order_id = $3::bigint, refusal = null, cost = $4::numeric, minimum_quantity = $5, pack_size = $6,
            expected_on = $7::date, not_compared = 0, units = $8, on_draft = $9, needed_on_draft = $10, is_edited = false,
            is_left_out = false, version = version + 1,
            supplier_sku = (select e.supplier_sku from catalogue_entry e
                             where e.shop_id = $1 and e.supplier_id = $11::bigint and e.item_id = proposed_line.item_id)
      where shop_id = $1 and proposed_line_id = $2::bigint returning version`,
    [
      proposedLineId,
      line.proposedOrderId,
      line.cost,
      line.minimumQuantity,
      line.packSize,
      line.expectedOn,
      line.units,
      line.onDraft,
      line.neededOnDraft,
      line.supplier,
    ],
  )
  return moved?.version ?? 0
}

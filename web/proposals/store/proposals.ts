import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { RefusalReason } from '../rules/group-facts.ts'

export type ProposalRule = 'preferred' | 'cheapest' | 'fastest'

/** A proposal as a whole; sums are without lines that are left out. */
export type ProposalRecord = {
  readonly proposalId: string
  readonly rule: ProposalRule
  readonly madeAt: string
  readonly createdAt: string | null
  readonly shopCurrency: string | null
  readonly orderLines: number
  readonly needed: number
  /** Of the need, units that places owe. */
  readonly owed: number
  readonly units: number
}

/** Nobody comes back to a proposal after so long: its numbers are of another week. Of newer ones a shop has so many. */
const kept = '7 days'
const proposalsKept = 100

export async function forgetOldProposals(tx: ShopSql): Promise<void> {
  const old = await tx.query<{ id: string }>(
    `select proposal_id as id from proposal
      where shop_id = $1
        and (made_at < now() - $2::interval
             or proposal_id <= (select proposal_id from proposal where shop_id = $1 order by proposal_id desc offset $3 limit 1))
        for update skip locked`,
    [kept, proposalsKept],
  )
  for (const { id } of old) await deleteProposal(tx, id)
}

export async function insertProposal(tx: ShopSql, rule: ProposalRule): Promise<string> {
  const [made] = await tx.query<{ id: string }>(
    'insert into proposal (shop_id, rule) values ($1, $2) returning proposal_id as id',
    [rule],
  )
  if (made === undefined) throw new Error('a proposal that was inserted has no id')
  return made.id
}

export async function loadProposal(tx: ShopSql, proposalId: string): Promise<ProposalRecord | null> {
  const [found] = await tx.query<ProposalRecord>(
    `select proposal_id as "proposalId", rule, ${isoInstant('made_at')} as "madeAt",
            ${isoInstant('created_at')} as "createdAt",
            (select currency from shop where shop_id = $1) as "shopCurrency", sums.*
       from proposal
      cross join lateral (
            select coalesce(sum(cardinality(for_backorders)), 0)::float8 as "orderLines",
                   coalesce(sum(needed), 0)::float8 as needed,
                   coalesce(sum(owed) filter (where not is_owed_left_out), 0)::float8 as owed, coalesce(sum(units), 0)::float8 as units
              from proposed_line
             where proposed_line.shop_id = $1 and proposed_line.proposal_id = $2::bigint
               and proposed_order_id is not null and not is_left_out) as sums
      where shop_id = $1 and proposal_id = $2::bigint`,
    [proposalId],
  )
  return found ?? null
}

export type RefusalCount = { readonly reason: RefusalReason; readonly lines: number; readonly units: number }

export function countRefusals(tx: ShopSql, proposalId: string): Promise<RefusalCount[]> {
  return tx.query<RefusalCount>(
    `select refusal as reason, count(*)::int as lines, sum(needed)::float8 as units
       from proposed_line
      where shop_id = $1 and proposal_id = $2::bigint and proposed_order_id is null
      group by refusal order by refusal desc`,
    [proposalId],
  )
}

export type CreatedProposal = { readonly units: number; readonly needed: number; readonly noLongerNeeded: number }

/** Locks it until the transaction ends. `created` is null while its drafts were not created; null without a proposal. */
export async function lockProposal(
  tx: ShopSql,
  proposalId: string,
): Promise<{ readonly created: CreatedProposal | null } | null> {
  const [found] = await tx.query<CreatedProposal & { isCreated: boolean }>(
    `select created_at is not null as "isCreated", created_units::float8 as units, created_needed::float8 as needed,
            no_longer_needed::float8 as "noLongerNeeded"
       from proposal where shop_id = $1 and proposal_id = $2::bigint for update`,
    [proposalId],
  )
  if (found === undefined) return null
  const { isCreated, ...created } = found
  return { created: isCreated ? created : null }
}

export async function markCreated(
  tx: ShopSql,
  proposalId: string,
  { units, needed, noLongerNeeded }: CreatedProposal,
): Promise<void> {
  await tx.query(
    `update proposal set created_at = now(), created_units = $3, created_needed = $4, no_longer_needed = $5
      where shop_id = $1 and proposal_id = $2::bigint`,
    [proposalId, units, needed, noLongerNeeded],
  )
}

export async function deleteProposal(tx: ShopSql, proposalId: string): Promise<void> {
  for (const table of ['proposed_line', 'proposed_order', 'proposal']) {
    await tx.query(`delete from ${table} where shop_id = $1 and proposal_id = $2::bigint`, [proposalId])
  }
}

import { plainArray } from '../../platform/db/arrays/plain-array.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Amount } from '../../platform/values/money.ts'
import type { GroupedLine, RefusalReason, RefusedDemand } from '../rules/group-facts.ts'
import { owedName, withoutOwed } from '../rules/group-owed.ts'

/** A line of a proposed order, or without an order a refusal. */
export type NewProposedLine = Omit<GroupedLine, 'surplus'> & {
  readonly proposedOrderId: string | null
  readonly supplier: string | null
  readonly location: string
  readonly refusal: RefusalReason | null
  /** Of the need, units that the place owes; what it serves are order lines. */
  readonly owed: number
}

export function refusedLine({ item, location, needed, serves, reason }: RefusedDemand): NewProposedLine {
  return { ...nothing, item, location, needed, ...withoutOwed(serves), refusal: reason }
}

const nothing = {
  proposedOrderId: null,
  supplier: null,
  units: 0,
  onDraft: 0,
  neededOnDraft: 0,
  cost: null,
  minimumQuantity: 1,
  packSize: 1,
  expectedOn: null,
  notCompared: 0,
} as const

/** In the order of their titles. An item is named as in the first order line that wants it, or else as it is sold. */
export async function insertProposedLines(
  tx: ShopSql,
  proposalId: string,
  lines: readonly NewProposedLine[],
): Promise<void> {
  if (lines.length === 0) return
  await tx.query(
    `with named as materialized (
     select line.proposed_order_id, line.refusal, line.item_id, line.location_id,
            coalesce(b.title, v.title, i.sku, '') as title, coalesce(b.sku, v.sku, i.sku),
            e.supplier_sku, line.cost, line.minimum_quantity, line.pack_size, line.expected_on, line.not_compared,
            line.needed, line.units, line.on_draft, line.needed_on_draft, line.for_backorders::bigint[],
            line.for_units::int[], line.owed
       from unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::int[], $10::int[],
                   $11::date[], $12::int[], $13::bigint[], $14::int[], $15::int[], $16::bigint[], $17::text[], $18::text[],
                   $19::bigint[], $20::bigint[])
            as line(proposed_order_id, supplier_id, refusal, item_id, location_id, cost, minimum_quantity, pack_size,
                    expected_on, not_compared, needed, units, on_draft, needed_on_draft, for_backorders, for_units, first, owed)
       left join item i on i.shop_id = $1 and i.item_id = line.item_id
       left join lateral (
            select sku, concat_ws(' · ', title, nullif(variant_title, 'Default Title')) as title from variant
             where variant.shop_id = $1 and variant.item_id = line.item_id and line.first is null
             order by variant_id limit 1) as v on true
       left join lateral (
            select title, sku from backorder where shop_id = $1 and backorder_id = line.first limit 1) as b on true
       left join lateral (
            select supplier_sku from catalogue_entry
             where shop_id = $1 and supplier_id = line.supplier_id and item_id = line.item_id limit 1) as e on true)
     insert into proposed_line
            (shop_id, proposal_id, proposed_order_id, refusal, item_id, location_id, title, sku, supplier_sku, cost,
             minimum_quantity, pack_size, expected_on, not_compared, needed, units, on_draft, needed_on_draft,
             for_backorders, for_units, owed)
     select $1, $2::bigint, named.* from named order by lower(title), item_id, location_id
     returning 1`,
    [
      proposalId,
      plainArray(lines.map((line) => line.proposedOrderId)),
      plainArray(lines.map((line) => line.supplier)),
      lines.map((line) => line.refusal),
      lines.map((line) => line.item),
      lines.map((line) => line.location),
      plainArray(lines.map((line) => line.cost)),
      plainArray(lines.map((line) => line.minimumQuantity)),
      plainArray(lines.map((line) => line.packSize)),
      plainArray(lines.map((line) => line.expectedOn)),
      plainArray(lines.map((line) => line.notCompared)),
      plainArray(lines.map((line) => line.needed)),
      plainArray(lines.map((line) => line.units)),
      plainArray(lines.map((line) => line.onDraft)),
      plainArray(lines.map((line) => line.neededOnDraft)),
      lines.map((line) => plainArray(line.serves.map((served) => served.backorder))),
      lines.map((line) => plainArray(line.serves.map((served) => served.units))),
      plainArray(lines.map((line) => line.serves[0]?.backorder ?? null)),
      plainArray(lines.map((line) => line.owed)),
    ],
  )
}

/** A line of a proposal that is about to be created. */
export type ProposedLineToCreate = {
  readonly proposedOrderId: string
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly supplierSku: string | null
  readonly cost: Amount | null
  readonly minimumQuantity: number
  readonly packSize: number
  readonly needed: number
  readonly units: number
  readonly isEdited: boolean
  readonly serves: readonly { readonly backorder: string; readonly units: number }[]
}

/** Without those that are left out or refused. */
export async function loadLinesToCreate(tx: ShopSql, proposalId: string): Promise<ProposedLineToCreate[]> {
  type Row = Omit<ProposedLineToCreate, 'serves'> & {
    location: string
    owed: number
    backorders: string
    forUnits: string
  }
  const rows = await tx.query<Row>(
    `select proposed_order_id as "proposedOrderId", item_id as item, location_id as location, title, sku, supplier_sku as "supplierSku",
            trim_scale(cost)::text as cost, minimum_quantity as "minimumQuantity", pack_size as "packSize", needed::float8, units,
            is_edited as "isEdited", case when is_owed_left_out then 0 else owed end::float8 as owed,
            array_to_string(for_backorders, ',') as backorders,
            array_to_string(for_units, ',') as "forUnits"
       from proposed_line
      where shop_id = $1 and proposal_id = $2::bigint and proposed_order_id is not null and not is_left_out
      order by proposed_line_id`,
    [proposalId],
  )
  return rows.map(({ location, owed, backorders, forUnits, ...line }) => {
    const first = owed > 0 ? [{ backorder: owedName({ item: line.item, location }), units: owed }] : []
    return { ...line, serves: [...first, ...told(backorders, forUnits)] }
  })
}

/** Two arrays as text, which is read many times faster than arrays are. */
function told(backorders: string, units: string): ProposedLineToCreate['serves'] {
  if (backorders === '') return []
  const counts = units.split(',')
  return backorders.split(',').map((backorder, at) => ({ backorder, units: Number(counts[at]) }))
}

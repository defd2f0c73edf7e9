import { isoInstant } from '../../platform/db/iso-instant.ts'
import {
  ascending,
  readSequencePage,
  type SequencePage,
  type SequencePosition,
} from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type Amount, product } from '../../platform/values/money.ts'
import type { RefusalReason } from '../rules/group-facts.ts'
import { fitsPacks, surplusOf } from '../rules/group-quantity.ts'

export type ServedBackorderRecord = {
  readonly backorderId: string
  readonly orderId: string
  readonly orderName: string
  readonly lineId: string
  readonly units: number
  readonly orderedAt: string
}

type RecordedLine = {
  readonly sequence: string
  readonly version: number
  readonly refusal: RefusalReason | null
  readonly itemId: string
  readonly title: string
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly locationId: string
  readonly locationName: string | null
  readonly supplierSku: string | null
  readonly cost: Amount | null
  readonly minimumQuantity: number
  readonly packSize: number
  readonly expectedOn: string | null
  readonly notCompared: number
  readonly needed: number
  readonly units: number
  readonly onDraft: number
  readonly neededOnDraft: number
  readonly isEdited: boolean
  readonly isLeftOut: boolean
  /** Units that the place owes; of the need, unless they are left out. */
  readonly owed: number
  readonly isOwedLeftOut: boolean
  readonly serves: readonly ServedBackorderRecord[]
  readonly servesTotal: number
}

export type ProposedLineRecord = RecordedLine & {
  /** Units on the order afterwards that nobody needs. */
  readonly surplus: number
  readonly fitsPacks: boolean
  readonly value: Amount | null
  readonly surplusValue: Amount | null
}

/** The lines of one proposed order, or those of a proposal that are refused. */
export type LinesOf = { readonly proposedOrderId: string } | { readonly refusedOf: string }

/** So many of the order lines that a line serves are shown with it. */
const servesShown = 5

export async function listProposedLines(
  tx: ShopSql,
  of: LinesOf,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ProposedLineRecord> & { readonly total: number }> {
  const [where, id] =
    'refusedOf' in of
      ? ['proposal_id = $2::bigint and proposed_order_id is null', of.refusedOf]
      : ['proposed_order_id = $2::bigint', of.proposedOrderId]
  const page = await readSequencePage(
    (given) => {
      const range = ascending(given)
      return tx.query<RecordedLine>(
        `select line.proposed_line_id as sequence, line.version, line.refusal, line.item_id as "itemId", line.title,
                line.sku, v.image_url as "imageUrl", line.location_id as "locationId", l.name as "locationName",
                line.supplier_sku as "supplierSku", trim_scale(line.cost)::text as cost,
                line.minimum_quantity as "minimumQuantity", line.pack_size as "packSize",
                line.expected_on as "expectedOn", line.not_compared as "notCompared", line.needed::float8, line.units,
                line.on_draft as "onDraft", line.needed_on_draft::float8 as "neededOnDraft", line.is_edited as "isEdited",
                line.is_left_out as "isLeftOut",
                line.owed::float8, line.is_owed_left_out as "isOwedLeftOut", coalesce(cardinality(line.for_backorders), 0) as "servesTotal",
                coalesce((select json_agg(served order by place) from (${servedOf('line', '0', String(servesShown))}) served),
                         '[]') as serves
           from (select * from proposed_line
                  where shop_id = $1 and ${where} and ($3::bigint is null or proposed_line_id ${range.beyond} $3)
                  order by proposed_line_id ${range.order} limit $4) as line
           left join location l on l.shop_id = $1 and l.location_id = line.location_id
           left join lateral (
                select image_url from variant where variant.shop_id = $1 and variant.item_id = line.item_id
                 order by variant_id limit 1) as v on true
          order by line.proposed_line_id ${range.order}`,
        [id, range.from, range.limit],
      )
    },
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from proposed_line where shop_id = $1 and ${where}`,
    [id],
  )
  return { ...page, rows: page.rows.map(withWorth), total: counted?.total ?? 0 }
}

function withWorth(line: RecordedLine): ProposedLineRecord {
  const surplus = surplusOf(line, { units: line.onDraft, needed: line.neededOnDraft })
  return {
    ...line,
    surplus,
    fitsPacks: !line.isEdited || fitsPacks(line.onDraft + line.units, line),
    value: line.cost && product(line.cost, line.units),
    surplusValue: line.cost && product(line.cost, surplus),
  }
}

export type ServesPage = { readonly rows: readonly ServedBackorderRecord[]; readonly total: number }

/** The order lines that a proposed line is for, from a place in the queue on; null where there is no such line. */
export async function listServes(
  tx: ShopSql,
  proposedLineId: string,
  skipped: number,
  limit: number,
): Promise<ServesPage | null> {
  const [found] = await tx.query<ServesPage>(
    `select coalesce(cardinality(line.for_backorders), 0) as total,
            coalesce((select json_agg(served order by place) from (${servedOf('line', '$3', '$4')}) served), '[]') as rows
       from proposed_line line where shop_id = $1 and proposed_line_id = $2::bigint`,
    [proposedLineId, skipped, limit],
  )
  return found ?? null
}

/** Those of the backorders in a line's arrays that come after the first `skipped`, `limit` of them. */
function servedOf(line: string, skipped: string, limit: string): string {
  return `select b.backorder_id::text as "backorderId", b.order_id as "orderId", b.order_name as "orderName",
                 b.line_id as "lineId", told.units, ${isoInstant('b.ordered_at')} as "orderedAt", told.place
            from unnest(${line}.for_backorders[${skipped}::int + 1 : ${skipped}::int + ${limit}::int],
                        ${line}.for_units[${skipped}::int + 1 : ${skipped}::int + ${limit}::int])
                 with ordinality as told(backorder_id, units, place)
            join backorder b on b.shop_id = $1 and b.backorder_id = told.backorder_id`
}

import { type ItemFacts, itemFactsColumns, itemFactsJoin } from '../../mirror/store/items/item-facts.ts'
import { markItemsToldOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type ItemRuleRecord = {
  readonly supply: 'stocked' | 'made-to-order' | 'discontinued'
  /** Null: no limit. */
  readonly maxBackorder: number | 'incoming' | null
}

export type ItemWithRule = ItemFacts & {
  readonly uncovered: number
  readonly unclaimed: number
  readonly rule: ItemRuleRecord
}

/** An item without a rule is stocked, and may be sold without limit. */
export async function loadItem(tx: ShopSql, itemId: string): Promise<ItemWithRule | null> {
  type Row = ItemFacts & {
    uncovered: number
    unclaimed: number
    supply: ItemRuleRecord['supply']
    max: number | null
    isIncoming: boolean
  }
  const [found] = await tx.query<Row>(
    `select ${itemFactsColumns('wanted.item_id')},
            (select coalesce(sum(b.uncovered), 0)::float8 from backorder b
              where b.shop_id = $1 and b.item_id = wanted.item_id and b.state = 'open')
              + (select coalesce(sum(o.units - o.pegged), 0)::float8 from owed_stock o
                  where o.shop_id = $1 and o.item_id = wanted.item_id) as uncovered,
            (select coalesce(sum(least(line.unclaimed, line.open)), 0)::float8 from order_line line
              where line.shop_id = $1 and line.item_id = wanted.item_id and line.unclaimed > 0 and line.open > 0) as unclaimed,
            coalesce(r.supply, 'stocked') as supply, r.max_backorder as max, coalesce(r.max_is_incoming, false) as "isIncoming"
       from (select item_id from item where shop_id = $1 and item_id = $2
             union select item_id from variant where shop_id = $1 and item_id = $2) wanted
       ${itemFactsJoin('wanted.item_id')}
       left join item_rule r on r.shop_id = $1 and r.item_id = wanted.item_id`,
    [itemId],
  )
  if (!found) return null
  const { supply, max, isIncoming, ...facts } = found
  return { ...facts, rule: { supply, maxBackorder: isIncoming ? 'incoming' : max } }
}

export async function setItemRule(
  tx: ShopSql,
  itemId: string,
  { supply, maxBackorder }: ItemRuleRecord,
): Promise<void> {
  const isIncoming = maxBackorder === 'incoming'
  await tx.query(
    `insert into item_rule (shop_id, item_id, supply, max_backorder, max_is_incoming) values ($1, $2, $3, $4, $5)
         on conflict (shop_id, item_id) do update
        set supply = excluded.supply, max_backorder = excluded.max_backorder, max_is_incoming = excluded.max_is_incoming`,
    [itemId, supply, isIncoming ? null : maxBackorder, isIncoming],
  )
  await markItemsToldOtherwise(tx, [itemId])
}

import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Amount } from '../../platform/values/money.ts'
import { isOpenDraftSql } from '../../supplier-orders/store/messages.ts'
import type { ItemSupply, Offer, Supplier } from '../rules/group-facts.ts'

/** What suppliers ask for these items; an archived supplier's entries come along. */
export function loadOffers(tx: ShopSql, items: readonly string[]): Promise<Offer[]> {
  return tx.query<Offer>(
    `select supplier_id as supplier, item_id as item, trim_scale(cost)::text as cost,
            minimum_quantity as "minimumQuantity", pack_size as "packSize", lead_time_days as "leadTimeDays",
            rank, discontinued
       from catalogue_entry where shop_id = $1 and item_id = any($2::text[])`,
    [items],
  )
}

/** Of the items, those that are not simply stocked. */
export function loadSupplies(tx: ShopSql, items: readonly string[]): Promise<ItemSupply[]> {
  return tx.query<ItemSupply>(
    `select item_id as item, supply from item_rule
      where shop_id = $1 and item_id = any($2::text[]) and supply <> 'stocked'`,
    [items],
  )
}

/** All that are not archived. What their goods cost beyond the price is left at nothing. */
export async function loadSuppliers(tx: ShopSql): Promise<Supplier[]> {
  const rows = await tx.query<Omit<Supplier, 'exchangeRate' | 'landing'>>(
    `select supplier_id as supplier, currency, lead_time_days as "leadTimeDays",
            coalesce(order_days, '{}') as "orderDays"
       from supplier where shop_id = $1 and archived_at is null`,
  )
  return rows.map((row) => ({ ...row, exchangeRate: null, landing: '0' }))
}

/** The newest exchange rate that was written on an order, by currency. */
export async function loadExchangeRates(tx: ShopSql): Promise<Map<string, Amount>> {
  const rows = await tx.query<{ currency: string; rate: Amount }>(
    `select distinct on (currency) currency, trim_scale(exchange_rate)::text as rate
       from supplier_order where shop_id = $1 and exchange_rate is not null and state <> 'cancelled'
      order by currency, number desc`,
  )
  return new Map(rows.map(({ currency, rate }) => [currency, rate]))
}

/** Tax and shipping of a year's orders as a share of their value, by supplier. */
export async function loadLandings(tx: ShopSql): Promise<Map<string, Amount>> {
  const rows = await tx.query<{ supplier: string; landing: Amount }>(
    `select supplier_id as supplier, trim_scale(round(sum(added) / sum(value), 6))::text as landing
       from (select o.supplier_id, o.tax + o.shipping as added,
                    (select sum((l.units - l.cancelled) * l.cost) from supplier_order_line l
                      where l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id) as value
               from supplier_order o
              where o.shop_id = $1 and o.state in ('ordered', 'partly-received', 'received', 'closed')
                and o.ordered_at > now() - interval '1 year') as ordered
      where value > 0
      group by supplier_id`,
  )
  return new Map(rows.map(({ supplier, landing }) => [supplier, landing]))
}

export type DraftRow = {
  readonly supplierOrder: string
  readonly supplier: string
  readonly location: string
  readonly currency: string
  /** Null where the draft has no lines. */
  readonly draftLine: string | null
  readonly item: string | null
  readonly units: number | null
}

/**
 * The lines of the drafts that more can be put on. What its supplier was sent is not among them, whatever its state says: the
 * supplier would never hear of the rest.
 */
export function loadOpenDraftLines(tx: ShopSql): Promise<DraftRow[]> {
  return tx.query<DraftRow>(
    `select o.supplier_order_id as "supplierOrder", o.supplier_id as supplier, o.location_id as location, o.currency,
            l.supplier_order_line_id as "draftLine", l.item_id as item, l.units
       from supplier_order o
       left join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
      where o.shop_id = $1 and ${isOpenDraftSql('o')}`,
  )
}

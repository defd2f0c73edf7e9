import type { ShopSql } from '../../platform/db/with-shop.ts'

/** What joins a row to an order: its order, a line of it, or a backorder of one. */
type Link = 'order_id' | 'line_id' | 'backorder_id'

/** Every table with rows about orders of shoppers, and what the file calls them. A test looks for tables that are not here. */
export const tablesAboutOrders: readonly { readonly table: string; readonly link: Link; readonly heading: string }[] = [
  { table: 'shop_order', link: 'order_id', heading: 'Order' },
  { table: 'order_line', link: 'order_id', heading: 'Lines of the order' },
  { table: 'line_wish', link: 'line_id', heading: 'Priorities that the shop gave to lines' },
  { table: 'fulfillment_order_line', link: 'order_id', heading: 'Where lines are to be sent from' },
  { table: 'scheduled_units', link: 'order_id', heading: 'Units that are to be sent later' },
  { table: 'fulfilled_units', link: 'order_id', heading: 'Units that were sent' },
  { table: 'released_line', link: 'line_id', heading: 'Units that are set aside to be sent' },
  { table: 'backorder', link: 'order_id', heading: 'Lines that waited for stock' },
  { table: 'ledger', link: 'backorder_id', heading: 'What happened to them while they waited' },
  { table: 'peg', link: 'line_id', heading: 'Deliveries that lines wait for' },
  { table: 'ordered_for', link: 'line_id', heading: 'Supplier orders that were raised for lines' },
  { table: 'order_promise', link: 'order_id', heading: 'What messages about the order can say' },
  { table: 'order_promise_due', link: 'order_id', heading: 'That messages about the order are to be renewed' },
  { table: 'rebuild_difference', link: 'line_id', heading: 'What the last check of all plans found' },
]

const ofOrder: Readonly<Record<Link, { readonly from: string; readonly on: string }>> = {
  order_id: { from: '', on: 'true' },
  line_id: { from: 'order_line', on: 'owner.line_id = kept.line_id' },
  backorder_id: { from: 'backorder', on: 'owner.backorder_id = kept.backorder_id' },
}

/** What is kept of an order: by heading its rows, by what each value is called. */
export type KeptOfOrder = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/**
 * Everything that is kept of some orders, by order id: whole rows, so that nothing is left out that comes to be kept. Of an order of
 * which nothing is kept there is no entry.
 */
export async function loadKeptOfOrders(
  tx: ShopSql,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, KeptOfOrder>> {
  const kept = new Map<string, Record<string, Record<string, unknown>[]>>()
  const places = await namesOfLocations(tx)
  const tables = tablesAboutOrders.map(({ table, link, heading }) => ({ heading, sql: rowsOf(table, link) }))
  for (const { heading, sql } of [...tables, ...namedOtherwise]) {
    const rows = await tx.query<{ orderId: string; row: Record<string, unknown> }>(sql, [orderIds])
    for (const { orderId, row } of rows) {
      const order = kept.get(orderId) ?? {}
      const told = Object.entries(row).filter(([name]) => name !== 'shop_id')
      order[heading] = [
        ...(order[heading] ?? []),
        Object.fromEntries(told.map(([name, value]) => named(name, value, places))),
      ]
      kept.set(orderId, order)
    }
  }
  return kept
}

function rowsOf(table: string, link: Link): string {
  const { from, on } = ofOrder[link]
  const which = 'kept.shop_id = $1 and'
  return from === ''
    ? `select kept.order_id as "orderId", to_jsonb(kept) as row from ${table} kept
        where ${which} kept.order_id = any($2::text[]) order by to_jsonb(kept)::text`
    : `select owner.order_id as "orderId", to_jsonb(kept) as row from ${table} kept
         join ${from} owner on owner.shop_id = $1 and ${on}
        where ${which} owner.order_id = any($2::text[]) order by to_jsonb(kept)::text`
}

/** Rows that name their order in some other way. */
const namedOtherwise: readonly { readonly heading: string; readonly sql: string }[] = [
  {
    heading: 'What comparisons with Shopify found',
    sql: `select coalesce(line.order_id, kept.thing_id) as "orderId", to_jsonb(kept) as row from reconcile_difference kept
            left join order_line line
              on line.shop_id = $1 and kept.thing = 'backorder' and line.line_id = split_part(kept.thing_id, '@', 1)
           where kept.shop_id = $1
             and (kept.thing = 'order' and kept.thing_id = any($2::text[])
                  or kept.thing = 'backorder' and line.order_id = any($2::text[]))
           order by kept.difference_id`,
  },
  {
    // Whatever they say: of one that could not be read nobody knows.
    heading: 'Updates from Shopify that wait, or were set aside',
    sql: `select named.order_id as "orderId", jsonb_build_object(
                 'topic', kept.topic, 'received_at', kept.received_at, 'reason', kept.reason,
                 'update', encode(kept.body, 'escape')) as row
            from delivery kept
            join unnest($2::text[]) as named(order_id) on encode(kept.body, 'escape') ~ ('\\m' || named.order_id || '\\M')
           where kept.shop_id = $1 and kept.state in ('waiting', 'parked')
           order by kept.sequence`,
  },
]

async function namesOfLocations(tx: ShopSql): Promise<ReadonlyMap<unknown, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    'select location_id as id, name from location where shop_id = $1',
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Columns whose name says less than a reader needs. */
const calledOtherwise: Readonly<Record<string, string>> = {
  order_id: 'Shopify’s number of the order',
  line_id: 'Shopify’s number of the line',
  name: 'Order',
  title: 'Item',
  sku: 'SKU',
  units: 'Units',
  open: 'Units still to be sent',
  told_from: 'The shop said it would be sent from',
  told_to: 'The shop said it would be sent by',
  told_at: 'When the shop said so',
  first_promise: 'The day that the shop first promised',
  changed_at: 'Last changed',
  heard_at: 'Last heard of',
  financial_status: 'Payment',
  backordered: 'Units that waited for stock',
  covered: 'Units that were in stock',
  pegged: 'Units that were on order',
  uncovered: 'Units that were not on order',
  at: 'When',
}

function named(name: string, value: unknown, places: ReadonlyMap<unknown, string>): [string, unknown] {
  if (name === 'location_id') return ['Location', places.get(value) ?? value]
  return [calledOtherwise[name] ?? sentence(name), inWords(value)]
}

/** `nextArrivalOn` and `next_arrival_on` are `Next arrival on`. */
function sentence(name: string): string {
  const words = name.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, within]) => [calledOtherwise[name] ?? sentence(name), inWords(within)]),
  )
}

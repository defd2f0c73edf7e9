import type { AffectedOutput } from '../../web/supplier-orders/contract/changes.ts'
import type { SupplierOrderDetail, SupplierOrderLines } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { aBackorder, type Recorded, record } from '../backorders/some-backorders.ts'
import { anApi, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { sessionToken } from '../support/shopify/session-tokens.ts'

export type Order = SupplierOrderDetail
export type Refused = { readonly code: string; readonly message: string; readonly data?: Record<string, unknown> }

/** A shop with a supplier in Hamburg, a location and items 901 to 909, and ways to buy. */
export async function aPurchase() {
  const api = await anApi()
  await asOwner(
    api.databaseUrl,
    `update shop set currency = 'EUR', name = 'Mugs & Co', address = '{Main Street 1,Berlin}'`,
  )
  await asOwner(
    api.databaseUrl,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Harbour', true, now())`,
    [shop],
  )
  await asOwner(
    api.databaseUrl,
    `insert into item (shop_id, item_id, sku, tracked, changed_at)
     select $1, (900 + n)::text, 'SKU-' || n, true, now() from generate_series(1, 9) as n`,
    [shop],
  )
  const [supplier] = await queryAsOwner<{ id: string }>(
    api.databaseUrl,
    `insert into supplier (shop_id, name, email, language, currency, lead_time_days)
     values ($1, 'Töpferei Hamburg', 'orders@toepferei.example', 'de', 'EUR', 10) returning supplier_id::text as id`,
    [shop],
  )
  const supplierId = supplier?.id ?? ''
  const path = (id: string, rest = '') => `/api/supplier-orders/${id}${rest}`

  return {
    ...api,
    supplierId,
    path,
    /** A draft of these units per item. */
    async draft(units: Record<string, number>, said: object = {}): Promise<Order> {
      const lines = Object.entries(units).map(([itemId, count]) => ({ itemId, units: count, cost: '2.50' }))
      const { status, body } = await api.post<Order>('/api/supplier-orders', {
        supplierId,
        locationId: '1',
        lines,
        confirmed: true,
        ...said,
      })
      if (status !== 200) throw new Error(`no draft: ${JSON.stringify(body)}`)
      return body
    },
    async ordered(units: Record<string, number>, due: string | null = null): Promise<Order> {
      const { supplierOrderId, version } = await this.draft(units)
      return (await api.post<Order>(path(supplierOrderId, '/order'), { version, due, confirmed: true })).body
    },
    async find(id: string): Promise<Order> {
      return (await api.get<Order>(path(id))).body
    },
    async linesOf(id: string): Promise<SupplierOrderLines['rows']> {
      return (await api.get<SupplierOrderLines>(path(id, '/lines'))).body.rows
    },
    /** `edit`, `cancel`, … with the version as it is. */
    async change<Body = Order>(id: string, move: string, said: object = {}) {
      const { version } = await this.find(id)
      return api.post<Body>(path(id, `/${move}`), { version, confirmed: true, ...said })
    },
    preview: (id: string, move: 'edit' | 'cancel', version: number, said: object = {}) =>
      api.post<AffectedOutput>(path(id, `/${move}/preview`), { version, ...said }),
    async download(address: string): Promise<{ bytes: Buffer; name: string }> {
      const headers = { authorization: `Bearer ${await sessionToken(shop)}` }
      const reply = await fetch(`${api.url}${address}`, { headers })
      return { bytes: Buffer.from(await reply.arrayBuffer()), name: reply.headers.get('content-disposition') ?? '' }
    },
    /** Order lines that wait for an item, all their units backordered. */
    async waiting(lines: readonly Partial<Recorded>[]): Promise<void> {
      await recordWithOrders(api.databaseUrl, lines)
    },
    waits: () =>
      queryAsOwner<{ line: string; pegged: number; uncovered: number; readyOn: string | null }>(
        api.databaseUrl,
        `select line_id as line, pegged, uncovered, ready_on::text as "readyOn" from backorder
          where shop_id = $1 order by ordered_at, line_id`,
        [shop],
      ),
    ledger: () =>
      queryAsOwner<{ kind: string; cause: Record<string, unknown> }>(
        api.databaseUrl,
        'select cause_kind as kind, cause from ledger where shop_id = $1 order by ledger_id',
        [shop],
      ),
  }
}

export type Purchase = Awaited<ReturnType<typeof aPurchase>>

async function recordWithOrders(databaseUrl: string, lines: readonly Partial<Recorded>[]): Promise<void> {
  const backorders = lines.map((line) => {
    const { units = 3 } = line
    return aBackorder({ item: '901', units, covered: 0, backordered: units, ...line })
  })
  await record(databaseUrl, backorders)
  for (const one of backorders) {
    await asOwner(
      databaseUrl,
      `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at) values ($1, $2, $3, $4, now(), now())`,
      [one.shop, one.order, one.orderName, one.openedAt],
    )
    await asOwner(
      databaseUrl,
      `insert into order_line (shop_id, line_id, order_id, item_id, title, units, open) values ($1, $2, $3, $4, $5, $6, $6)`,
      [one.shop, one.line, one.order, one.item, one.title, one.units],
    )
  }
}

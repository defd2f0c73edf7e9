import type {
  ChosenDemand,
  CreatedDrafts,
  FoundProposal,
  ProposedLinesOutput,
  RefusedLines,
} from '../../web/proposals/contract/proposals.ts'
import { aBackorder, type Recorded, record } from '../backorders/some-backorders.ts'
import { anApi, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

type Entry = { cost: string | null; pack: number; minimum: number; leadTimeDays: number | null; rank: number }
type SupplierFields = {
  currency: string
  leadTimeDays: number | null
  minimumValue: string | null
  orderDays: number[]
}

/** The API with a shop in which things are short, and words to say what there is. */
export async function aShopToOrderFor() {
  const api = await anApi()
  const run = (sql: string, values: unknown[] = []) => asOwner(api.databaseUrl, sql, values)
  const query = <Row>(sql: string, values: unknown[] = []) => queryAsOwner<Row>(api.databaseUrl, sql, values)
  await run(
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Main Street', true, now())`,
    [shop],
  )

  const page = async <Body>(path: string): Promise<Body> => (await api.get<Body>(path)).body

  return {
    ...api,
    run,
    query,
    async clear() {
      await run(
        `truncate backorder, backorder_count, supplier, catalogue_entry, item_rule, supplier_order, supplier_order_line, supplier_order_number,
                  supplier_order_event, supplier_message, ordered_for, arrival, proposal, proposed_order, proposed_line, line_wish`,
      )
    },
    async supplier(name: string, said: Partial<SupplierFields> = {}): Promise<string> {
      const { currency = 'EUR', leadTimeDays = null, minimumValue = null, orderDays = [] } = said
      const [row] = await query<{ id: string }>(
        `insert into supplier (shop_id, name, currency, lead_time_days, minimum_value, order_days)
         values ($1, $2, $3, $4, $5, $6) returning supplier_id::text as id`,
        [shop, name, currency, leadTimeDays, minimumValue, orderDays],
      )
      return row?.id ?? ''
    },
    async sells(supplier: string, item: string, said: Partial<Entry> = {}): Promise<void> {
      const { cost = '1', pack = 1, minimum = 1, leadTimeDays = null, rank = 1 } = said
      await run(
        `insert into catalogue_entry (shop_id, supplier_id, item_id, supplier_sku, cost, pack_size, minimum_quantity, lead_time_days, rank)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [shop, supplier, item, `S-${item}`, cost, pack, minimum, leadTimeDays, rank],
      )
    },
    /** An order line that lacks so many units. Answers its backorder's id. */
    async short(item: string, units: number, said: Partial<Recorded> = {}): Promise<string> {
      const [id = ''] = await record(api.databaseUrl, [
        aBackorder({ item, title: `Item ${item}`, units, covered: 0, backordered: units, ...said }),
      ])
      return id
    },
    /** The plan finds that an order line lacks so many units now. */
    async nowLacks(backorderId: string, units: number): Promise<void> {
      await run('update backorder set uncovered = $2, backordered = $2 where backorder_id = $1', [backorderId, units])
    },
    async propose(from: ChosenDemand = { all: true }, rule = 'preferred'): Promise<string> {
      const { status, body } = await api.post<{ proposalId: string }>('/api/proposals', { from, rule })
      if (status !== 200) throw new Error(`no proposal was made: ${JSON.stringify(body)}`)
      return body.proposalId
    },
    found: (proposalId: string, query = '') => page<FoundProposal>(`/api/proposals/${proposalId}${query}`),
    refusals: (proposalId: string) => page<RefusedLines>(`/api/proposals/${proposalId}/refusals`),
    lines: (proposedOrderId: string, query = '') =>
      page<ProposedLinesOutput>(`/api/proposed-orders/${proposedOrderId}/lines${query}`),
    /** The lines of all proposed orders. */
    async allLines(proposalId: string) {
      const { rows } = await page<FoundProposal>(`/api/proposals/${proposalId}?limit=250`)
      const pages = await Promise.all(
        rows.map(({ proposedOrderId }) =>
          page<ProposedLinesOutput>(`/api/proposed-orders/${proposedOrderId}/lines?limit=250`),
        ),
      )
      return pages.flatMap((lines) => lines.rows)
    },
    edit: (proposedLineId: string, version: number, change: object) =>
      api.post<{ proposedOrderId: string; version: number; message?: string }>(
        `/api/proposed-lines/${proposedLineId}/edit`,
        { version, change },
      ),
    create: (proposalId: string) => api.post<CreatedDrafts>(`/api/proposals/${proposalId}/create`, {}),
    /** What drafts hold: supplier, item, units, and the units that were ordered for somebody. */
    onDrafts() {
      return query<{ number: number; supplier: string; item: string; units: number; arriving: number; for: number }>(
        `select o.number, s.name as supplier, l.item_id as item, l.units,
                coalesce((select sum(units)::int from arrival a where a.supplier_order_line_id = l.supplier_order_line_id), 0) as arriving,
                coalesce((select sum(units)::int from ordered_for f where f.supplier_order_line_id = l.supplier_order_line_id), 0) as "for"
           from supplier_order o
           join supplier_order_line l using (shop_id, supplier_order_id)
           join supplier s using (shop_id, supplier_id)
          order by o.number, l.item_id`,
      )
    },
  }
}

import type { Obstacle } from '../../mirror/rules/obstacle.ts'
import { isUnpaid } from '../../mirror/rules/payment.ts'
import type { ToldPromise } from '../../mirror/rules/told-promise.ts'
import { loadScheduledOfOrder, type ScheduledUnitsRecord } from '../../mirror/store/orders/scheduled-units.ts'
import { toldColumn } from '../../mirror/store/orders/told-column.ts'
import { obstaclesOf, ofOrderLine } from '../../mirror/store/stock/obstacles.ts'
import { loadUnplaced } from '../../planning/store/unplaced-units.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type BackorderRecord, recordColumns, recordJoins } from './backorder-record.ts'

type OrderLineRecord = {
  readonly lineId: string
  readonly itemId: string | null
  readonly variantId: string | null
  readonly sku: string | null
  readonly title: string
  readonly imageUrl: string | null
  readonly units: number
  readonly open: number
  readonly unclaimed: number
  readonly told: ToldPromise | null
  /** Why it cannot be served as things stand, wherever its units are. */
  readonly obstacles: readonly Obstacle[]
  /** Open units without a location. */
  readonly unplaced: number
}

export type OrderRecord = {
  readonly orderId: string
  readonly name: string
  readonly orderedAt: string
  readonly financialStatus: string | null
  /** False: its payment has not come in. */
  readonly isPaid: boolean
  readonly isCancelled: boolean
  readonly isDeleted: boolean
  readonly lines: readonly OrderLineRecord[]
  readonly linesAreWhole: boolean
  readonly scheduled: readonly ScheduledUnitsRecord[]
  readonly backorders: readonly BackorderRecord[]
}

/** Shopify takes half as many lines in an order. */
const mostLines = 1_000

/** Null for an id that the shop has no order of, or none that was ever heard of as a whole. */
export async function loadOrder(tx: ShopSql, orderId: string): Promise<OrderRecord | null> {
  const [order] = await tx.query<Omit<OrderRecord, 'lines' | 'isPaid' | 'linesAreWhole' | 'backorders' | 'scheduled'>>(
    `select order_id as "orderId", name, ${isoInstant('ordered_at')} as "orderedAt",
            financial_status as "financialStatus", cancelled_at is not null as "isCancelled", deleted_at is not null as "isDeleted"
       from shop_order where shop_id = $1 and order_id = $2 and name <> ''`,
    [orderId],
  )
  if (!order) return null
  const lines = await tx.query<Omit<OrderLineRecord, 'unplaced'>>(
    `select line.line_id as "lineId", line.item_id as "itemId", line.variant_id as "variantId", line.sku, line.title,
            v.image_url as "imageUrl", line.units, line.open, least(line.unclaimed, line.open) as unclaimed,
            case when line.open > 0 then ${obstaclesOf('line', ofOrderLine)} else '[]' end as obstacles, ${toldColumn}
       from order_line line
       left join variant v on v.shop_id = $1 and v.variant_id = line.variant_id
      where line.shop_id = $1 and line.order_id = $2
      order by length(line.line_id), line.line_id limit $3`,
    [orderId, mostLines + 1],
  )
  const backorders = await tx.query<BackorderRecord>(
    `select ${recordColumns} from backorder b ${recordJoins}
      where b.shop_id = $1 and b.order_id = $2 order by b.backorder_id`,
    [orderId],
  )
  const scheduled = await loadScheduledOfOrder(tx, orderId)
  const unplaced = new Map((await loadUnplaced(tx, orderId)).map(({ lineId, units }) => [lineId, units]))
  const isPaid = !isUnpaid(order.financialStatus)
  return {
    ...order,
    isPaid,
    lines: lines.slice(0, mostLines).map((line) => ({ ...line, unplaced: unplaced.get(line.lineId) ?? 0 })),
    linesAreWhole: lines.length <= mostLines,
    backorders,
    scheduled,
  }
}

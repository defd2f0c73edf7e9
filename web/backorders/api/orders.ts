import { implement, ORPCError } from '@orpc/server'
import type { Obstacle } from '../../mirror/rules/obstacle.ts'
import { dayTold } from '../../mirror/rules/told-promise.ts'
import { listScheduled, type ScheduledUnitsRecord } from '../../mirror/store/orders/scheduled-units.ts'
import { loadCountingRules } from '../../planning/store/counting-rules.ts'
import { listUnplaced } from '../../planning/store/unplaced-units.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { gid } from '../../platform/values/ids.ts'
import { orderRoutes } from '../contract/order-routes.ts'
import type { OrderDetail, OrderState } from '../contract/orders.ts'
import { loadOrder, type OrderRecord } from '../store/order-record.ts'
import { contractObstacles, contractRow } from './contract-rows.ts'

const api = implement(orderRoutes).$context<ApiContext>()

export const orders = api.router({
  find: api.find.handler(({ input: { orderId }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const found = await loadOrder(tx, orderId)
      if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such order.' })
      return contractOrder(found, shop, await loadShopDay(tx), await loadCountingRules(tx))
    }),
  ),
  unplaced: api.unplaced.handler(async ({ input, context: { db, shop } }) => {
    const { rows, total } = await withShopSql(db, shop, (tx) => listUnplaced(tx, input))
    return {
      rows: rows.map((row) => ({
        ...row,
        orderId: gid('Order', row.orderId),
        lineId: gid('LineItem', row.lineId),
        itemId: row.itemId && gid('InventoryItem', row.itemId),
        obstacles: withoutLocation(row.obstacles),
      })),
      total,
    }
  }),
  scheduled: api.scheduled.handler(async ({ input, context: { db, shop } }) => {
    const { rows, total } = await withShopSql(db, shop, (tx) => listScheduled(tx, input))
    return {
      rows: rows.map((row) => ({
        ...contractScheduled(row),
        ...{ orderName: row.orderName, sku: row.sku, title: row.title },
        orderId: gid('Order', row.orderId),
        lineId: gid('LineItem', row.lineId),
        itemId: row.itemId && gid('InventoryItem', row.itemId),
      })),
      total,
    }
  }),
})

function contractScheduled({ locationId, locationName, units, on }: ScheduledUnitsRecord) {
  return { locationId: gid('Location', locationId), locationName, units, on }
}

type Rules = Pick<OrderDetail, 'countsUnclaimed' | 'countsFrom'>

function contractOrder(order: OrderRecord, shop: string, today: string, rules: Rules): OrderDetail {
  const backorders = Map.groupBy(order.backorders, (backorder) => backorder.lineId)
  return {
    shop,
    orderId: gid('Order', order.orderId),
    orderName: order.name,
    orderedAt: order.orderedAt,
    state: stateOf(order),
    financialStatus: order.financialStatus,
    isPaid: order.isPaid,
    lines: order.lines.map((line) => {
      const own = backorders.get(line.lineId) ?? []
      const later = order.scheduled.filter(({ lineId }) => lineId === line.lineId)
      const { unplaced, obstacles, ...known } = line
      const promises = own.flatMap(({ firstPromise }) => firstPromise ?? []).sort()
      return {
        ...known,
        obstacles: unplaced > 0 ? withoutLocation(obstacles) : contractObstacles(obstacles),
        ...(unplaced > 0 && { unplaced }),
        lineId: gid('LineItem', line.lineId),
        itemId: line.itemId && gid('InventoryItem', line.itemId),
        variantId: line.variantId && gid('ProductVariant', line.variantId),
        ...(later.length > 0 && { scheduled: later.map(contractScheduled) }),
        firstPromise: promises.at(-1) ?? dayTold(line.told),
        backorders: own.map((backorder) => contractRow(backorder, shop, today)),
      }
    }),
    ...rules,
    linesAreWhole: order.linesAreWhole,
  }
}

/** Of units without a location that is the first of the reasons. */
function withoutLocation(obstacles: readonly Obstacle[]): Obstacle[] {
  return [{ reason: 'no-location', since: null }, ...contractObstacles(obstacles)]
}

function stateOf({ isCancelled, isDeleted, lines }: OrderRecord): OrderState {
  if (isDeleted) return 'deleted'
  if (isCancelled) return 'cancelled'
  return lines.some((line) => line.open > 0) ? 'open' : 'done'
}

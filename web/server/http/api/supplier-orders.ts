import { implement } from '@orpc/server'
import { formatSequence } from '../../../contract/pages.ts'
import { supplierOrderRoutes } from '../../../contract/routes/supplier-orders.ts'
import type { SupplierOrderDetail, SupplierOrderState } from '../../../contract/supplier-orders.ts'
import { supplierOrderStates } from '../../../domain/supplier-orders/supplier-order.ts'
import { loadItemPictures } from '../../db/mirror/item-pictures.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import { countToOrderAgain } from '../../db/supplier-orders/no-longer-brought.ts'
import { countOwedServed, countServed, listServedLines } from '../../db/supplier-orders/served-lines.ts'
import { loadLastSent, loadMessages } from '../../db/supplier-orders/supplier-messages.ts'
import { loadEvents } from '../../db/supplier-orders/supplier-order-events.ts'
import { loadArrivalsOfOrder, loadOrderLines } from '../../db/supplier-orders/supplier-order-lines.ts'
import { countSupplierOrders, listSupplierOrders } from '../../db/supplier-orders/supplier-order-list.ts'
import { loadSupplierOrder } from '../../db/supplier-orders/supplier-order-record.ts'
import { queryByQuery, type ShopSql, withShopSql } from '../../db/with-shop.ts'
import { affectedByCancel, affectedByEdit } from '../../supplier-orders/affected.ts'
import { cancelOrder } from '../../supplier-orders/cancel-order.ts'
import { closeOrder } from '../../supplier-orders/close-order.ts'
import { createOrder } from '../../supplier-orders/create-order.ts'
import { editOrder } from '../../supplier-orders/edit-order.ts'
import { loadLeadDays, suggestedDue } from '../../supplier-orders/lead-days.ts'
import { markOrdered } from '../../supplier-orders/mark-ordered.ts'
import { nameAffected } from '../../supplier-orders/named-affected.ts'
import { undoOrdering } from '../../supplier-orders/undo-ordering.ts'
import type { ApiContext } from './api-context.ts'
import { servesAround } from './serves-around.ts'
import { supplierOrderDocuments } from './supplier-order-documents.ts'
import { noSuchOrder, whatWasDone } from './supplier-order-refusals.ts'
import {
  affected,
  servedLine,
  supplierOrderDetail,
  supplierOrderLines,
  supplierOrderRow,
} from './supplier-order-rows.ts'

const api = implement(supplierOrderRoutes).$context<ApiContext>()

const mostEvents = 200
const mostMessages = 20

/** Every answer of a change is the order as it is after it. */
export const supplierOrders = api.router({
  list: api.list.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const { state, supplierId = null, late = false, query = null, cursor = null, limit } = input
      const today = await loadShopDay(tx)
      const filter = { states: statesOf(state), supplierId, isLate: late, query: query?.trim() || null }
      const page = await listSupplierOrders(tx, filter, today, cursor, limit)
      return {
        rows: page.rows.map(supplierOrderRow),
        counts: await countSupplierOrders(tx, today),
        total: page.total,
        next: page.next && formatSequence(page.next),
        previous: page.previous && formatSequence(page.previous),
      }
    }),
  ),
  find: api.find.handler(({ input: { supplierOrderId }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => detail(tx, supplierOrderId, await loadShopDay(tx))),
  ),
  lines: api.lines.handler(({ input: { supplierOrderId, cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      const order = await loadSupplierOrder(tx, supplierOrderId, today)
      if (order === null) throw noSuchOrder()
      const lines = await loadOrderLines(tx, supplierOrderId)
      const { skipped, neighbours } = servesAround(cursor ?? null, limit)
      const shown = lines.slice(skipped, skipped + limit)
      const itemIds = shown.map((line) => line.itemId)
      const all = supplierOrderLines({
        ...{ order, lines, today },
        arrivals: await loadArrivalsOfOrder(tx, supplierOrderId),
        served: await countServed(tx, supplierOrderId),
        owed: await countOwedServed(tx, supplierOrderId),
        images: await loadItemPictures(tx, itemIds),
      })
      return { rows: all.slice(skipped, skipped + limit), total: lines.length, ...neighbours(lines.length) }
    }),
  ),
  served: api.served.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const { supplierOrderId, supplierOrderLineId = null, cursor, limit } = input
      const { skipped, neighbours } = servesAround(cursor ?? null, limit)
      const { rows, total } = await listServedLines(tx, supplierOrderId, supplierOrderLineId, skipped, limit)
      const owed = await countOwedServed(tx, supplierOrderId)
      const chosen = supplierOrderLineId === null ? [...owed.values()] : [owed.get(supplierOrderLineId) ?? 0]
      const filled = chosen.reduce((sum, units) => sum + units, 0)
      return { rows: rows.map(servedLine), owed: filled, total, ...neighbours(total) }
    }),
  ),
  create: api.create.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      const supplierOrderId = whatWasDone(await createOrder(tx, input, today))
      return detail(tx, supplierOrderId, today)
    }),
  ),
  edit: api.edit.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      whatWasDone(await editOrder(tx, input, today))
      return detail(tx, input.supplierOrderId, today)
    }),
  ),
  previewEdit: api.previewEdit.handler(async ({ input, context: { db, shop } }) => {
    const sql = queryByQuery(db, shop)
    const found = whatWasDone(await affectedByEdit(sql, input, await loadShopDay(sql)))
    return affected(await nameAffected(sql, found.lines), found.unlikely)
  }),
  order: api.order.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      whatWasDone(await markOrdered(tx, input, today))
      return detail(tx, input.supplierOrderId, today)
    }),
  ),
  undoOrder: api.undoOrder.handler(({ input: { supplierOrderId, version }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      whatWasDone(await undoOrdering(tx, supplierOrderId, version, today))
      return detail(tx, supplierOrderId, today)
    }),
  ),
  cancel: api.cancel.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      whatWasDone(await cancelOrder(tx, input, today))
      return detail(tx, input.supplierOrderId, today)
    }),
  ),
  previewCancel: api.previewCancel.handler(async ({ input, context: { db, shop } }) => {
    const sql = queryByQuery(db, shop)
    const found = whatWasDone(await affectedByCancel(sql, input, await loadShopDay(sql)))
    return affected(await nameAffected(sql, found.lines), found.unlikely)
  }),
  close: api.close.handler(({ input: { supplierOrderId, version }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      whatWasDone(await closeOrder(tx, supplierOrderId, version))
      return detail(tx, supplierOrderId, await loadShopDay(tx))
    }),
  ),
  ...supplierOrderDocuments,
})

async function detail(tx: ShopSql, supplierOrderId: string, today: string): Promise<SupplierOrderDetail> {
  const order = await loadSupplierOrder(tx, supplierOrderId, today)
  if (order === null) throw noSuchOrder()
  return supplierOrderDetail(
    order,
    await loadEvents(tx, supplierOrderId, mostEvents),
    await loadMessages(tx, supplierOrderId, mostMessages),
    suggestedDue(await loadLeadDays(tx, order.supplierId, today), today),
    await countToOrderAgain(tx, supplierOrderId),
    await loadLastSent(tx, supplierOrderId),
  )
}

function statesOf(wanted: SupplierOrderState | 'open' | undefined): readonly SupplierOrderState[] {
  if (wanted === undefined) return supplierOrderStates
  return wanted === 'open' ? ['draft', 'ordered', 'partly-received'] : [wanted]
}

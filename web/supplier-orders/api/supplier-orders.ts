import { implement } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { servesAround } from '../../platform/api/serves-around.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { queryByQuery, type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { affectedByCancel, affectedByEdit } from '../affected.ts'
import { cancelOrder } from '../cancel-order.ts'
import { closeOrder } from '../close-order.ts'
import { supplierOrderRoutes } from '../contract/supplier-order-routes.ts'
import type { SupplierOrderDetail, SupplierOrderState } from '../contract/supplier-orders.ts'
import { createOrder } from '../create-order.ts'
import { editOrder } from '../edit/edit-order.ts'
import { loadLeadDays, suggestedDue } from '../lead-days.ts'
import { markOrdered } from '../mark-ordered.ts'
import { nameAffected } from '../named-affected.ts'
import { supplierOrderStates } from '../rules/supplier-order.ts'
import { loadEvents } from '../store/events.ts'
import { loadItemPictures } from '../store/item-pictures.ts'
import { loadArrivalsOfOrder, loadOrderLines } from '../store/lines.ts'
import { countSupplierOrders, listSupplierOrders } from '../store/list.ts'
import { loadLastSent, loadMessages } from '../store/messages.ts'
import { countToOrderAgain } from '../store/no-longer-brought.ts'
import { loadSupplierOrder } from '../store/record.ts'
import { countOwedServed, countServed, listServedLines } from '../store/served-lines.ts'
import { undoOrdering } from '../undo-ordering.ts'
import { supplierOrderDocuments } from './documents.ts'
import { noSuchOrder, whatWasDone } from './refusals.ts'
import { affected, servedLine, supplierOrderDetailAnswer, supplierOrderLines, supplierOrderRow } from './rows.ts'

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
  return supplierOrderDetailAnswer(
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

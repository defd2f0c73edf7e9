import { implement } from '@orpc/server'
import type { z } from 'zod'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { tasksOf } from '../../platform/threads/in-thread.ts'
import { gid } from '../../platform/values/ids.ts'
import type { PickOrder as PickRow, pickListInput } from '../contract/pick-list.ts'
import { pickListRoutes } from '../contract/receipt-routes.ts'
import { listPicks, type PickFilter, type PickOrderRecord } from '../store/pick-list.ts'

const api = implement(pickListRoutes).$context<ApiContext>()
const inThread = tasksOf<typeof import('../tasks.ts')>(new URL('../tasks.ts', import.meta.url))

/** As many as somebody picks in a day; a list of more is printed again when these are gone. */
const ordersOnPaper = 1_000

/** What waited for stock and can leave now. */
export const pickList = api.router({
  find: api.find.handler(async ({ input, context: { db, shop } }) => {
    const page = await withShopSql(db, shop, (tx) => listPicks(tx, filterOf(input), input))
    return { rows: page.rows.map(contractPick), total: page.total }
  }),
  document: api.document.handler(async ({ input, context: { db, shop } }) => {
    const { rows, total, day } = await withShopSql(db, shop, async (tx) => ({
      ...(await listPicks(tx, filterOf(input), { offset: 0, limit: ordersOnPaper })),
      day: await loadShopDay(tx),
    }))
    const name = shop.replace(/\.myshopify\.com$/, '')
    const pdf = await inThread('drawPickList', { shop: name, day, orders: rows, more: total - rows.length })
    return new File([new Uint8Array(pdf)], `pick-list-${day}.pdf`, { type: 'application/pdf' })
  }),
})

function filterOf({ locationId, receiptId, partial }: z.output<typeof pickListInput>): PickFilter {
  return { locationId: locationId ?? null, receiptId: receiptId ?? null, isPartial: partial ?? false }
}

function contractPick(order: PickOrderRecord): PickRow {
  return {
    ...order,
    orderId: gid('Order', order.orderId),
    locationId: gid('Location', order.locationId),
    lines: order.lines.map((line) => ({ ...line, lineId: gid('LineItem', line.lineId) })),
  }
}

import { implement, ORPCError } from '@orpc/server'
import { askForNativeReading } from '../../mirror/store/marks/native-reading.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { loadGranted } from '../../shop/store/shop-summary.ts'
import { noSuchOrder, whatWasDone } from '../../supplier-orders/api/refusals.ts'
import { refused } from '../../supplier-orders/outcome.ts'
import { unlikelyDays } from '../../supplier-orders/rules/unlikely-day.ts'
import { loadSupplierOrder } from '../../supplier-orders/store/record.ts'
import { leaveOut, setTypedDue } from '../change-native-order.ts'
import { nativeOrderRoutes } from '../contract/native-order-routes.ts'
import type { NativeOrderList, NativeOrderRow } from '../contract/native-orders.ts'
import { joinSupplierOrder } from '../join-supplier-order.ts'
import { loadSameGoods } from '../store/joined-goods.ts'
import {
  listLeftOut,
  listNativeOrders,
  loadNativeState,
  type NativeOrderRecord,
  nativeScopes,
} from '../store/native-orders.ts'

const api = implement(nativeOrderRoutes).$context<ApiContext>()

/** Nobody looks through more at once, and those that come next are first. */
const mostRows = 100

/** What comes with Shopify's own purchase orders and transfers. */
export const nativeOrders = api.router({
  list: api.list.handler(({ context: { db, shop } }) => withShopSql(db, shop, everything)),
  read: api.read.handler(({ context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      // Where the merchant has yet to allow it, it is read as soon as that is done.
      await askForNativeReading(tx)
      await tx.query('select nudge_shop($1)')
      return await everything(tx)
    }),
  ),
  setDue: api.setDue.handler(({ input: { due, confirmed = false, ...key }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      const [unlikely] = unlikelyDays([due], today)
      if (unlikely && !confirmed) whatWasDone(refused({ reason: 'unlikely-day', ...unlikely }))
      const isThere = await setTypedDue(tx, key, due, today)
      if (!isThere) throw new ORPCError('NOT_FOUND', { message: 'Shopify has no such order any more.' })
      return await everything(tx)
    }),
  ),
  leaveOut: api.leaveOut.handler(({ input: { isLeftOut, ...key }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const isThere = await leaveOut(tx, key, isLeftOut, await loadShopDay(tx))
      if (!isThere) throw new ORPCError('NOT_FOUND', { message: 'Shopify has no such order any more.' })
      return await everything(tx)
    }),
  ),
  sameGoods: api.sameGoods.handler(({ input: { supplierOrderId }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await mustBeThere(tx, supplierOrderId)
      const lines = await loadSameGoods(tx, supplierOrderId)
      const orders = Map.groupBy(lines, (line) => `${line.kind}/${line.documentId}`)
      return {
        rows: [...orders.values()].flatMap(([first, ...more]) => {
          if (first === undefined) return []
          const { kind, documentId, name } = first
          return [{ kind, documentId, name, units: more.reduce((sum, line) => sum + line.units, first.units) }]
        }),
      }
    }),
  ),
  join: api.join.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await mustBeThere(tx, input.supplierOrderId)
      whatWasDone(await joinSupplierOrder(tx, input, await loadShopDay(tx)))
      return await everything(tx)
    }),
  ),
})

async function mustBeThere(tx: ShopSql, supplierOrderId: string): Promise<void> {
  const found = await loadSupplierOrder(tx, supplierOrderId, await loadShopDay(tx))
  if (found === null) throw noSuchOrder()
}

async function everything(tx: ShopSql): Promise<NativeOrderList> {
  const { scopes } = await loadGranted(tx)
  const { rows, total } = await listNativeOrders(tx, mostRows)
  const missingScopes = nativeScopes.filter((scope) => !scopes.includes(scope))
  const leftOut = await listLeftOut(tx, mostRows)
  return { missingScopes, ...(await loadNativeState(tx)), rows: rows.map(contractRow), total, leftOut }
}

function contractRow({ joined, ...row }: NativeOrderRecord): NativeOrderRow {
  const [first, ...alsoJoined] = joined
  return { ...row, joined: first ?? null, alsoJoined }
}

import { implement, ORPCError } from '@orpc/server'
import type { NativeOrderList, NativeOrderRow } from '../../../contract/native-orders.ts'
import { nativeOrderRoutes } from '../../../contract/routes/native-orders.ts'
import { unlikelyDays } from '../../../domain/supplier-orders/unlikely-day.ts'
import { loadSameGoods } from '../../db/native/joined-goods.ts'
import {
  listLeftOut,
  listNativeOrders,
  loadNativeState,
  type NativeOrderRecord,
  nativeScopes,
} from '../../db/native/native-orders.ts'
import { askForNativeReading } from '../../db/native/native-reading.ts'
import { loadShopDay } from '../../db/shops/shop-day.ts'
import { loadGranted } from '../../db/shops/shop-summary.ts'
import { loadSupplierOrder } from '../../db/supplier-orders/supplier-order-record.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import { leaveOut, setTypedDue } from '../../native/change-native-order.ts'
import { joinSupplierOrder } from '../../native/join-supplier-order.ts'
import { refused } from '../../supplier-orders/outcome.ts'
import type { ApiContext } from './api-context.ts'
import { noSuchOrder, whatWasDone } from './supplier-order-refusals.ts'

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

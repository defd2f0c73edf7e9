import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { backorderRoutes } from '../contract/backorder-routes.ts'
import { loadBackorder } from '../store/backorder-detail.ts'
import { listBackorders } from '../store/backorder-list.ts'
import { askedFilter } from './asked-filter.ts'
import { contractDetail, contractList } from './contract-rows.ts'

const api = implement(backorderRoutes).$context<ApiContext>()

/** Ids beyond what the database counts to are nobody's. */
const ownId = /^[0-9]{1,18}$/

export const backorders = api.router({
  list: api.list.handler(async ({ input, context: { db, shop } }) => {
    return await withShopSql(db, shop, async (tx) => {
      const today = await loadShopDay(tx)
      const filter = await askedFilter(tx, input)
      return contractList(
        await listBackorders(tx, filter, input.sort ?? 'newest', input.cursor ?? null, input.limit),
        shop,
        today,
      )
    })
  }),
  find: api.find.handler(async ({ input: { backorderId }, context: { db, shop } }) => {
    return await withShopSql(db, shop, async (tx) => {
      const found = ownId.test(backorderId) ? await loadBackorder(tx, backorderId) : null
      if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such backorder.' })
      return contractDetail(found, shop, await loadShopDay(tx))
    })
  }),
})

import { implement } from '@orpc/server'
import { listHeldBack, loadHeldBack } from '../../planning/store/held-back.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { heldBackRoutes, wishRoutes } from '../contract/receipt-routes.ts'
import { holdBack } from '../hold-back.ts'
import { setWishes } from '../wishes.ts'
import { receivingRefused } from './refusals.ts'
import { contractHeldBack } from './rows.ts'

const wishApi = implement(wishRoutes).$context<ApiContext>()
const heldBackApi = implement(heldBackRoutes).$context<ApiContext>()

/** Who comes before whom, and who waits for which arrival. */
export const wishes = wishApi.router({
  set: wishApi.set.handler(async ({ input, context: { db, shop } }) => {
    const set = await withShopSql(db, shop, async (tx) => setWishes(tx, input, await loadShopDay(tx)))
    if (!set.ok) throw receivingRefused(set.reason)
    return { lines: set.lines }
  }),
})

/** What the queue does not get. */
export const heldBack = heldBackApi.router({
  list: heldBackApi.list.handler(async ({ input, context: { db, shop } }) => {
    const page = await withShopSql(db, shop, (tx) => listHeldBack(tx, input))
    return { rows: page.rows.map(contractHeldBack), total: page.total }
  }),
  set: heldBackApi.set.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const held = await holdBack(tx, input)
      if (!held.ok) throw receivingRefused(held.reason)
      const place = await loadHeldBack(tx, input)
      if (place === null) throw receivingRefused('no-such-place')
      return contractHeldBack(place)
    }),
  ),
})

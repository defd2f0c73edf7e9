import { implement, ORPCError } from '@orpc/server'
import { readsEveryOrder } from '../../mirror/store/orders/older-orders.ts'
import { allOrdersScope } from '../../mirror/store/orders/unshown-orders.ts'
import { isOpenLocation, listOpenLocations, type OpenLocation } from '../../mirror/store/stock/open-locations.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { queryByQuery, withShopSql } from '../../platform/db/with-shop.ts'
import { featuresOff } from '../../platform/shopify/features.ts'
import { gid } from '../../platform/values/ids.ts'
import { shopRoutes } from '../contract/shop-routes.ts'
import { countAtLocation, previewCounts } from '../count-at-location.ts'
import {
  loadShopRules,
  setCountsFrom,
  setCountsUnclaimed,
  setKeepsFinishedDays,
  setScheduledDaysBefore,
} from '../store/shop-rules.ts'
import { loadShopSummary } from '../store/shop-summary.ts'

const api = implement(shopRoutes).$context<ApiContext>()

export const shop = api.router({
  find: api.find.handler(async ({ context: { db, shop } }) => {
    const { attention, scopes, owed, scheduled, unplaced, dataRequests, olderOrders, ...summary } = await withShopSql(
      db,
      shop,
      loadShopSummary,
    )
    const off = scopes.length > 0 ? featuresOff(scopes) : []
    const access = attention !== null || off.length > 0 ? { access: { lost: attention, off } } : {}
    const beyondStock = owed.units > 0 ? { owed } : {}
    const later = scheduled.units > 0 ? { scheduled } : {}
    const nowhere = unplaced.units > 0 ? { unplaced } : {}
    const asked = dataRequests.open > 0 ? { dataRequests } : {}
    const isUnread = olderOrders.lastKnown + olderOrders.unlistedUnits > 0 && !readsEveryOrder(scopes)
    const older = isUnread ? { olderOrders: { ...olderOrders, missingScopes: [allOrdersScope] } } : {}
    const name = shop.replace(/\.myshopify\.com$/, '')
    return { shop, name, ...summary, ...beyondStock, ...later, ...nowhere, ...asked, ...older, ...access }
  }),
  locations: api.locations.handler(async ({ context: { db, shop } }) => {
    return contractLocations(await withShopSql(db, shop, listOpenLocations))
  }),
  setCounts: api.setCounts.handler(({ input: { locationId, counts }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      if ((await countAtLocation(tx, locationId, counts)) === null) throw noSuchLocation()
      return contractLocations(await listOpenLocations(tx))
    }),
  ),
  previewCounts: api.previewCounts.handler(async ({ input: { locationId, counts }, context: { db, shop } }) => {
    const sql = queryByQuery(db, shop)
    if (!(await isOpenLocation(sql, locationId))) throw noSuchLocation()
    return await previewCounts(sql, locationId, counts)
  }),
  rules: api.rules.handler(({ context: { db, shop } }) => withShopSql(db, shop, loadShopRules)),
  setRules: api.setRules.handler(
    ({ input: { countsUnclaimed, countsFrom, scheduledDaysBefore, keepsFinishedDays }, context: { db, shop } }) =>
      withShopSql(db, shop, async (tx) => {
        if (keepsFinishedDays !== undefined) await setKeepsFinishedDays(tx, keepsFinishedDays)
        if (countsUnclaimed !== undefined) await setCountsUnclaimed(tx, countsUnclaimed)
        if (countsFrom !== undefined) await setCountsFrom(tx, countsFrom)
        if (scheduledDaysBefore !== undefined) await setScheduledDaysBefore(tx, scheduledDaysBefore)
        return await loadShopRules(tx)
      }),
  ),
})

function contractLocations(open: readonly OpenLocation[]) {
  return {
    rows: open.map(({ locationId, name, fulfilsOnline, isService, serviceName, counts }) => ({
      locationId: gid('Location', locationId),
      name,
      fulfillsOnlineOrders: fulfilsOnline,
      isFulfillmentService: isService,
      serviceName,
      counts,
    })),
  }
}

function noSuchLocation() {
  return new ORPCError('NOT_FOUND', { message: 'There is no such location.' })
}

import { implement, ORPCError } from '@orpc/server'
import { nudgeMarkedPromises } from '../../mirror/store/marks/promise-marks.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { loadGranted } from '../../shop/store/shop-summary.ts'
import type { StorefrontMessages } from '../contract/storefront.ts'
import { storefrontRoutes } from '../contract/storefront-routes.ts'
import { templateNamespace } from '../rules/metafield-owner.ts'
import { countTellingOrders, loadMessaging, switchOrderMessages as switchThem } from '../store/order-promises.ts'
import { scopeOf } from '../store/publishing.ts'

const api = implement(storefrontRoutes).$context<ApiContext>()

export const messages = api.messages.handler(({ context: { db, shop } }) => withShopSql(db, shop, storefrontMessages))

/** Orders are written by a job: they carry their promises seconds later, or no more. */
export const switchMessages = api.switchMessages.handler(({ input: { isOn, owner }, context: { db, shop } }) =>
  withShopSql(db, shop, async (tx) => {
    const { missingScopes, owner: ownerBefore } = await storefrontMessages(tx)
    if (isOn && missingScopes.length > 0) {
      const message = `Shopify has not granted ${missingScopes.join(', ')}, without which nothing can be written to orders.`
      throw new ORPCError('FORBIDDEN', { message, data: { missingScopes } })
    }
    await switchThem(tx, { isOn, owner: owner ?? ownerBefore })
    await nudgeMarkedPromises(tx)
    return await storefrontMessages(tx)
  }),
)

async function storefrontMessages(tx: ShopSql): Promise<StorefrontMessages> {
  const { scopes } = await loadGranted(tx)
  const { isOn, owner, appId } = await loadMessaging(tx)
  return {
    isOn,
    owner,
    missingScopes: scopes.includes(scopeOf.order) ? [] : [scopeOf.order],
    namespace: templateNamespace(owner, appId),
    ...(await countTellingOrders(tx)),
  }
}

import { implement, ORPCError } from '@orpc/server'
import { storefrontRoutes } from '../../../contract/routes/storefront.ts'
import type { StorefrontMessages } from '../../../contract/storefront.ts'
import { templateNamespace } from '../../../domain/promise/metafield-owner.ts'
import { countTellingOrders, loadMessaging, switchMessages as switchThem } from '../../db/promises/order-promises.ts'
import { nudgeMarkedPromises } from '../../db/promises/promise-marks.ts'
import { scopeOf } from '../../db/promises/publishing.ts'
import { loadGranted } from '../../db/shops/shop-summary.ts'
import { type ShopSql, withShopSql } from '../../db/with-shop.ts'
import type { ApiContext } from './api-context.ts'

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

import { withShopSql } from '../../platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { readProductCollections } from '../shopify/read-product-collections.ts'
import { recordCollections, takeUnreadProducts } from '../store/listed-products.ts'

type Parts = Pick<Services, 'db' | 'admin' | 'log'>

/**
 * Reads which collections the products on backorder are in, for the page that lists them. While Shopify is away what was
 * read last stays; the next look at the page asks again.
 */
export async function readCollections({ db, admin, log }: Parts, shop: string): Promise<null> {
  const products = await withShopSql(db, shop, takeUnreadProducts)
  try {
    for await (const piece of readProductCollections(admin, shop, products)) {
      await withShopSql(db, shop, (tx) => recordCollections(tx, piece))
    }
  } catch (error) {
    if (!(error instanceof ShopifyBusy || error instanceof AccessLost)) throw error
    log.info({ shop, reason: error.message }, 'collections were not read: the page keeps those it has')
  }
  return null
}

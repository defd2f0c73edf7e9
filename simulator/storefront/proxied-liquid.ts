import { Drop, Liquid } from 'liquidjs'
import { type Collection, collectionOf } from '../store/items/collections.ts'
import type { ShopState } from '../store/state.ts'
import { productObject } from './liquid-objects.ts'
import { moneyFormat } from './money-format.ts'
import { rootOf, routesOf } from './store-routes.ts'

/** Shopify finds no more products by their handles in one page. */
const handlesAPage = 20

/** Renders Liquid that an app answered with: with the shop's own objects, and without a theme's habit of escaping. */
export function createProxiedLiquid(): (text: string, shop: ShopState, locale: string) => Promise<string> {
  return async (text, shop, locale) => {
    const liquid = new Liquid({ strictFilters: true, timezoneOffset: shop.timezone })
    liquid.registerFilter('money', (cents: number) => moneyFormat(cents, shop.currency))
    liquid.registerFilter('image_url', (address: string) => address)
    const { name, currency } = shop
    return await liquid.parseAndRender(
      text,
      {},
      {
        globals: {
          shop: { name, currency },
          request: { locale: { iso_code: locale } },
          routes: routesOf(shop),
          all_products: new AllProducts(shop),
          collections: new Collections(shop),
        },
      },
    )
  }
}

/** By handle; nothing for one that is not in the online store. */
class AllProducts extends Drop {
  readonly #shop: ShopState
  readonly #asked = new Set<string>()

  constructor(shop: ShopState) {
    super()
    this.#shop = shop
  }

  override liquidMethodMissing(handle: string | number): unknown {
    this.#asked.add(String(handle))
    if (this.#asked.size > handlesAPage) return null
    const product = this.#shop.products.get(this.#shop.index.productIdByHandle.get(String(handle)) ?? '')
    return !product || product.isOnline === false ? null : productObject(this.#shop, product, rootOf(this.#shop))
  }
}

/** By handle; nothing for one without a product in the online store. */
class Collections extends Drop {
  readonly #all = new Map<string, Collection>()

  constructor(shop: ShopState) {
    super()
    for (const { collections = [], isOnline } of shop.products.values()) {
      if (isOnline === false) continue
      for (const collection of collections.map(collectionOf)) this.#all.set(collection.handle, collection)
    }
  }

  override liquidMethodMissing(handle: string | number): unknown {
    return this.#all.get(String(handle)) ?? null
  }
}

import { gid } from '../../../store/ids.ts'
import { type Collection, collectionOf } from '../../../store/items/collections.ts'
import type { Product, Variant } from '../../../store/state.ts'
import { connection, type Paging, paging } from '../connection.ts'
import { metafieldOf } from '../metafield.ts'
import type { Resolvers } from '../resolver.ts'

export const productFields: Resolvers<Product> = {
  id: (product) => gid('Product', product.id),
  title: (product) => product.title,
  vendor: (product) => product.vendor,
  handle: (product) => product.handle,
  status: () => 'ACTIVE',
  publishedAt: (product) => (product.isOnline === false ? null : product.createdAt),
  updatedAt: (product) => product.updatedAt,
  collections: {
    takes: paging,
    resolve: (product, args: Paging, context) =>
      connection((product.collections ?? []).map(collectionOf), args, context),
  },
}

export const collectionFields: Resolvers<Collection> = {
  id: (collection) => gid('Collection', collection.id),
  handle: (collection) => collection.handle,
}

export const productVariantFields: Resolvers<Variant> = {
  id: (variant) => gid('ProductVariant', variant.id),
  title: (variant) => variant.title,
  sku: (variant) => variant.sku || null,
  barcode: (variant) => variant.barcode,
  inventoryPolicy: (variant) => variant.policy,
  metafield: metafieldOf('ProductVariant'),
  updatedAt: (variant) => variant.updatedAt,
  product: (variant, _args, { state }) => state.products.get(variant.productId),
  inventoryItem: (variant, _args, { state }) => state.items.get(variant.itemId),
}

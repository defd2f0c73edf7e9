import { gid } from '../../store/ids.ts'
import type { Product, Variant } from '../../store/state.ts'
import type { Resolvers } from './resolver.ts'

export const productFields: Resolvers<Product> = {
  id: (product) => gid('Product', product.id),
  title: (product) => product.title,
  vendor: (product) => product.vendor,
}

export const productVariantFields: Resolvers<Variant> = {
  id: (variant) => gid('ProductVariant', variant.id),
  title: (variant) => variant.title,
  sku: (variant) => variant.sku || null,
  barcode: (variant) => variant.barcode,
  updatedAt: (variant) => variant.updatedAt,
  product: (variant, _args, { state }) => state.products.get(variant.productId),
  inventoryItem: (variant, _args, { state }) => state.items.get(variant.itemId),
}

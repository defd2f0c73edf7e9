import { gid } from '../../platform/values/ids.ts'
import type { OverrideRow } from '../contract/storefront.ts'
import type { ListedOverride } from '../store/override-edits.ts'
import type { ShopVariant } from '../store/shop-variants.ts'
import type { ToldVariantRecord } from '../store/told-variants.ts'

export function contractVariant(variant: ShopVariant): ShopVariant {
  const { variantId, productId } = variant
  return {
    ...variant,
    variantId: gid('ProductVariant', variantId),
    productId: productId && gid('Product', productId),
  }
}

type Told<Promised> = Omit<ToldVariantRecord, 'promise'> & { readonly promise: Promised }

export function contractTold<Promised>({ variant, promise, override }: Told<Promised>) {
  return { ...contractVariant(variant), promise, override }
}

export function contractOverride({ sequence: _, variant, ...row }: ListedOverride): OverrideRow {
  return { ...row, variant: variant && contractVariant(variant) }
}

import type { ShopSql } from '../../platform/db/with-shop.ts'

/** What a shopper picks, as the shop's theme shows it. */
export type ShopVariant = {
  readonly variantId: string
  readonly productId: string | null
  readonly title: string | null
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly imageUrl: string | null
}

/** SQL of the pairs of a JSON object, for the row `v` of a variant that may not be known. */
export function variantColumns(v: string, variantId = `${v}.variant_id`): string {
  return `'variantId', ${variantId}, 'productId', ${v}.product_id, 'title', ${v}.title,
          'variantTitle', ${v}.variant_title, 'sku', ${v}.sku, 'imageUrl', ${v}.image_url`
}

export async function findVariant(
  tx: ShopSql,
  variantId: string,
): Promise<(ShopVariant & { readonly isDeleted: boolean }) | null> {
  const [found] = await tx.query<{ variant: ShopVariant; isDeleted: boolean }>(
    `select json_build_object(${variantColumns('v')}) as variant, v.deleted_at is not null as "isDeleted"
       from variant v where v.shop_id = $1 and v.variant_id = $2`,
    [variantId],
  )
  return found ? { ...found.variant, isDeleted: found.isDeleted } : null
}

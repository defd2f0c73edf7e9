/** What the shop itself says of an item: of several variants that share it, the first that is still sold. */
export type ItemFacts = {
  readonly itemId: string
  readonly sku: string | null
  readonly title: string | null
  readonly vendor: string | null
  readonly imageUrl: string | null
}

export function itemFactsColumns(itemId: string): string {
  return `${itemId} as "itemId", coalesce(i.sku, v.sku) as sku, v.title, v.vendor, v.image_url as "imageUrl"`
}

/** For a query whose first parameter is the shop; `i` is the item and `v` the variant. */
export function itemFactsJoin(itemId: string): string {
  return `
    left join item i on i.shop_id = $1 and i.item_id = ${itemId}
    left join lateral (
      select title, sku, vendor, barcode, image_url from variant
       where variant.shop_id = $1 and variant.item_id = ${itemId}
       order by deleted_at is not null, variant_id limit 1
    ) v on true`
}

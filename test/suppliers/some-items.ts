import { shop as mugs } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'

export type Ware = { item: string; sku: string | null; title: string; vendor: string | null; barcode: string | null }

/** A ware named like its SKU, unless said otherwise. */
export function aWare(item: string, said: Partial<Ware> = {}): Ware {
  return { item, sku: `SKU-${item}`, title: `Ware ${item}`, vendor: null, barcode: null, ...said }
}

/** What the shop sells, as Shopify's catalogue was read. */
export async function stock(databaseUrl: string, wares: readonly Ware[], shop = mugs): Promise<void> {
  const values = [shop, JSON.stringify(wares)]
  const read = 'jsonb_to_recordset($2) as w(item text, sku text, title text, vendor text, barcode text)'
  await asOwner(
    databaseUrl,
    `insert into item (shop_id, item_id, sku, tracked, changed_at) select $1, item, sku, true, now() from ${read}`,
    values,
  )
  await asOwner(
    databaseUrl,
    `insert into variant (shop_id, variant_id, item_id, title, sku, vendor, barcode, changed_at)
     select $1, '5' || item, item, title, sku, vendor, barcode, now() from ${read}`,
    values,
  )
}

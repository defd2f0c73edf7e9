// Webhook bodies as Shopify sends them after `include_fields`: numeric ids, whole seconds, an offset.

type LineWish = {
  id: string
  variant?: string | null
  units: number
  open?: number
  title?: string
  properties?: readonly { name: string; value: unknown }[]
}
type OrderWish = { id: string; at?: string; updated?: string; cancelled?: string; lines: readonly LineWish[] }

const morning = '2026-03-02T09:00:00+00:00'

export function order({ id, at = morning, updated = at, cancelled, lines }: OrderWish): string {
  const items = lines.map(
    ({ id: lineId, variant = '10', units, open = units, title = 'Mug', properties }) =>
      `{"id":${lineId},"variant_id":${variant},"product_id":1,"sku":"MUG","title":${JSON.stringify(title)},` +
      `"variant_title":null,"quantity":${units},"current_quantity":${units},"fulfillable_quantity":${open}${properties ? `,"properties":${JSON.stringify(properties)}` : ''}}`,
  )
  return (
    `{"id":${id},"name":"#${id}","created_at":"${at}","updated_at":"${updated}",` +
    `"cancelled_at":${cancelled ? `"${cancelled}"` : 'null'},"line_items":[${items.join(',')}]}`
  )
}

export function level(item: string, available: number | null, { at = morning, location = '1' } = {}): string {
  return `{"inventory_item_id":${item},"location_id":${location},"available":${available},"updated_at":"${at}"}`
}

export function product(id: string, variants: readonly { variant: string; item: string }[]): string {
  const listed = variants.map(
    ({ variant, item }) => `{"id":${variant},"title":"Default Title","sku":"MUG","inventory_item_id":${item}}`,
  )
  return `{"id":${id},"title":"Mug","updated_at":"${morning}","variants":[${listed.join(',')}]}`
}

export function item(id: string, tracked: boolean, at = morning): string {
  return `{"id":${id},"sku":"MUG","tracked":${tracked},"updated_at":"${at}"}`
}

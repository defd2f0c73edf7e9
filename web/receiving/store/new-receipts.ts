import type { ShopSql } from '../../platform/db/with-shop.ts'

type NewReceiptLine = {
  readonly supplierOrderLineId: string
  readonly supplierOrderId: string
  readonly itemId: string
  readonly accepted: number
  readonly rejected: number
  readonly rejectReason: string | null
  readonly heldBack: number
  /** The day by which it was due. */
  readonly due: string | null
}

export type NewReceipt = {
  readonly supplierId: string
  readonly locationId: string
  readonly key: string
  readonly corrects: string | null
  readonly note: string
  readonly lines: readonly NewReceiptLine[]
}

/** Shopify takes at most 250 changes in one adjustment. */
const itemsAPart = 250

/** What came, to be posted to Shopify by the lane; answers its id. Nothing else changes before it is posted. */
export async function insertReceipt(tx: ShopSql, receipt: NewReceipt): Promise<string> {
  const { supplierId, locationId, key, corrects, note, lines } = receipt
  const [inserted] = await tx.query<{ id: string }>(
    `insert into receipt (shop_id, supplier_id, location_id, key, corrects, note)
     values ($1, $2::bigint, $3, $4::uuid, $5::bigint, $6) returning receipt_id::text as id`,
    [supplierId, locationId, key, corrects, note],
  )
  const id = inserted?.id ?? ''
  const parts = partsOf(lines)
  await tx.query(
    `insert into receipt_line (shop_id, receipt_id, supplier_order_line_id, supplier_order_id, item_id, accepted, rejected,
                               reject_reason, held_back, due_on, part)
     select $1, $2::bigint, * from unnest($3::bigint[], $4::bigint[], $5::text[], $6::int[], $7::int[], $8::text[],
                                          $9::int[], $10::date[], $11::int[])
     returning 1`,
    [
      id,
      lines.map((line) => line.supplierOrderLineId),
      lines.map((line) => line.supplierOrderId),
      lines.map((line) => line.itemId),
      lines.map((line) => line.accepted),
      lines.map((line) => line.rejected),
      lines.map((line) => line.rejectReason),
      lines.map((line) => line.heldBack),
      lines.map((line) => line.due),
      lines.map((line) => parts.get(line.itemId) ?? 1),
    ],
  )
  await tx.query(
    `insert into receipt_part (shop_id, receipt_id, part, key)
     select $1, $2::bigint, part, gen_random_uuid() from unnest($3::int[]) as part returning 1`,
    [id, [...new Set(parts.values())]],
  )
  return id
}

/** The part that each item is posted with: all lines of an item are in one. */
function partsOf(lines: readonly NewReceiptLine[]): Map<string, number> {
  const items = [...new Set(lines.map((line) => line.itemId))]
  return new Map(items.map((item, at) => [item, Math.floor(at / itemsAPart) + 1]))
}

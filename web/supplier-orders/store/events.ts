import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { OrderEvent } from '../rules/order-event.ts'

export type NewEvent = OrderEvent & { readonly supplierOrderId: string }

export async function recordEvents(tx: ShopSql, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.query(
    `insert into supplier_order_event (shop_id, supplier_order_id, kind, facts)
     select $1, * from unnest($2::bigint[], $3::text[], $4::jsonb[]) returning 1`,
    [
      events.map((event) => event.supplierOrderId),
      events.map((event) => event.kind),
      events.map((event) => JSON.stringify(event.facts)),
    ],
  )
}

export type RecordedEvent = {
  readonly eventId: string
  readonly at: string
  readonly kind: string
  readonly facts: Record<string, unknown>
}

/** Newest first. */
export function loadEvents(tx: ShopSql, supplierOrderId: string, limit: number): Promise<RecordedEvent[]> {
  return tx.query<RecordedEvent>(
    `select event_id::text as "eventId", ${isoInstant('at')} as at, kind, facts
       from supplier_order_event
      where shop_id = $1 and supplier_order_id = $2
      order by event_id desc limit $3`,
    [supplierOrderId, limit],
  )
}

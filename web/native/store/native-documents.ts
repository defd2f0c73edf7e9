import type { NativeKind, Reading } from '../../mirror/rules/shop-facts.ts'
import { dayInShop } from '../../platform/db/shop-day.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { ReadDocument, ReadShipment } from '../rules/read-document.ts'

export type DocumentKey = { readonly kind: NativeKind; readonly documentId: string }
export type DocumentToRead = DocumentKey & { readonly version: number }

/**
 * These are to be read: something was heard of them, or (`isHeard` false) they were only listed. A transfer does not say which purchase order it
 * belongs to, only the order does: with one that is new, every order is read of which something is on no transfer yet.
 */
export async function askForDocuments(tx: ShopSql, keys: readonly DocumentKey[], isHeard = true): Promise<void> {
  if (keys.length === 0) return
  const asked = await tx.query<{ kind: NativeKind; isNew: boolean }>(
    `insert into native_document as known (shop_id, kind, document_id, is_heard)
     select distinct $1, kind, id, $4::bool from unnest($2::text[], $3::text[]) as asked(kind, id) order by kind, id
         on conflict (shop_id, kind, document_id) do update
        set is_read_due = true, version = known.version + 1, is_heard = known.is_heard or excluded.is_heard
     returning kind, read_at is null as "isNew"`,
    [keys.map(({ kind }) => kind), keys.map(({ documentId }) => documentId), isHeard],
  )
  if (!asked.some(({ kind, isNew }) => kind === 'transfer' && isNew)) return
  const which = `kind = 'purchase-order' and not is_read_due and gone_at is null
        and exists (select from arrival a
                     where a.shop_id = $1 and a.native_kind = kind and a.native_document = document_id)`
  await takeInOrder(tx, { table: 'native_document', key: 'kind, document_id', which })
  await tx.query(`update native_document set is_read_due = true, version = version + 1 where shop_id = $1 and ${which}`)
}

/** The transfers that these shipments belong to, as far as that is known. */
export async function findTransfersOf(tx: ShopSql, shipmentIds: readonly string[]): Promise<Map<string, string>> {
  if (shipmentIds.length === 0) return new Map()
  const rows = await tx.query<{ shipment: string; transfer: string }>(
    `select asked.id as shipment, document_id as transfer
       from unnest($2::text[]) as asked(id)
       join native_document on shop_id = $1 and kind = 'transfer'
            and shipments @> jsonb_build_array(jsonb_build_object('shipmentId', asked.id))`,
    [shipmentIds],
  )
  return new Map(rows.map((row) => [row.shipment, row.transfer]))
}

/**
 * Some of one kind that are to be read, as many as `atOnce` says of it, those that were never read first; purchase orders before transfers, so that a
 * transfer is known to be part of its order before it counts.
 */
export async function loadDocumentsToRead(
  tx: ShopSql,
  atOnce: Readonly<Record<NativeKind, number>>,
): Promise<DocumentToRead[]> {
  return await tx.query<DocumentToRead>(
    `with first as (select kind from native_document where shop_id = $1 and is_read_due order by kind limit 1)
     select kind, document_id as "documentId", version from native_document
      where shop_id = $1 and is_read_due and kind = (select kind from first)
      order by read_at nulls first, document_id
      limit (select case kind when 'transfer' then $2::int else $3::int end from first)`,
    [atOnce.transfer, atOnce['purchase-order']],
  )
}

/**
 * Documents that would bring an item to where it is: where more of it is on hand than when it was last read, or was never read,
 * some of it may have come with them; and where a line is pinned, it matters who gets what came. Left out are those that were read
 * a minute after its stock changed: all that came until then they say. None while they may not be read.
 */
export async function loadDocumentsBringing(
  tx: ShopSql,
  points: readonly Pick<Reading, 'itemId' | 'locationId' | 'onHand' | 'changedAt'>[],
): Promise<DocumentToRead[]> {
  return await tx.query<DocumentToRead>(
    `select distinct d.kind, d.document_id as "documentId", d.version
       from unnest($2::text[], $3::text[], $4::int[], $5::timestamptz[]) as there(item_id, location_id, on_hand, changed_at)
       join arrival a on a.shop_id = $1 and a.item_id = there.item_id and a.location_id = there.location_id
       join native_document d on d.shop_id = $1 and d.kind = a.native_kind and d.document_id = a.native_document
       left join stock_point known on known.shop_id = $1 and known.item_id = there.item_id and known.location_id = there.location_id
      where (known.on_hand is null or known.on_hand < there.on_hand
             or exists (select from order_line line
                          join line_wish wish on wish.shop_id = $1 and wish.line_id = line.line_id
                         where line.shop_id = $1 and line.item_id = there.item_id and line.open > 0 and wish.pin is not null))
        and (d.read_at is null or d.read_at < there.changed_at + interval '1 minute')
        and not exists (select from native_reading r where r.shop_id = $1 and r.postponed_until > now())
      order by d.kind, d.document_id`,
    [
      points.map(({ itemId }) => itemId),
      points.map(({ locationId }) => locationId),
      points.map(({ onHand }) => onHand),
      points.map(({ changedAt }) => changedAt),
    ],
  )
}

/** Transfers of these purchase orders that were never read. */
export async function loadUnreadTransfers(tx: ShopSql, orders: readonly DocumentKey[]): Promise<DocumentToRead[]> {
  return await tx.query<DocumentToRead>(
    `select distinct d.kind, d.document_id as "documentId", d.version
       from native_document o join native_document d on d.shop_id = $1 and d.kind = 'transfer' and d.document_id = any(o.transfer_ids)
      where o.shop_id = $1 and o.kind = 'purchase-order' and o.document_id = any($2::text[]) and d.read_at is null
      order by d.document_id`,
    [orders.map(({ documentId }) => documentId)],
  )
}

/**
 * Keeps what was read, and that others of those asked for are gone. A mark that was made meanwhile stays. Transfers of
 * purchase orders that were never read are asked for: they say what of the order is on its way.
 */
export async function giveUpDocuments(tx: ShopSql, keys: readonly DocumentKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `update native_document set is_read_due = false
       from unnest($2::text[], $3::text[]) as g(gone_kind, gone_id)
      where shop_id = $1 and kind = gone_kind and document_id = gone_id`,
    [keys.map(({ kind }) => kind), keys.map(({ documentId }) => documentId)],
  )
}

export async function recordDocuments(
  tx: ShopSql,
  asked: readonly DocumentToRead[],
  read: readonly ReadDocument[],
): Promise<void> {
  await tx.query(
    `update native_document as known
        set name = n.name, status = n.status, supplier_name = n.supplier, is_from_outside = n.outside,
            destination_id = n.destination, ordered_at = n.ordered, is_archived = n.archived, lines = n.lines,
            origin_id = n.origin, shipments = n.shipments, transfer_ids = array(select jsonb_array_elements_text(n.transfers)),
            read_at = now(), gone_at = null
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[],
                   $9::timestamptz[], $10::bool[], $11::jsonb[], $12::jsonb[], $13::jsonb[],
                   $14::text[])
            as n(kind, id, name, status, supplier, outside, destination, ordered, archived, lines, shipments, transfers, origin)
      where known.shop_id = $1 and known.kind = n.kind and known.document_id = n.id`,
    [
      read.map((one) => one.kind),
      read.map((one) => one.documentId),
      read.map((one) => one.name),
      read.map((one) => one.status),
      read.map((one) => one.supplierName),
      read.map((one) => one.isFromOutside),
      read.map((one) => one.destinationId),
      read.map((one) => one.orderedAt),
      read.map((one) => one.isArchived),
      read.map((one) => JSON.stringify(one.lines)),
      read.map((one) => JSON.stringify(one.shipments)),
      read.map((one) => JSON.stringify(one.transferIds)),
      read.map((one) => one.originId),
    ],
  )
  const found = new Set(read.map((one) => one.documentId))
  const gone = asked.filter((one) => !found.has(one.documentId))
  await tx.query(
    `update native_document set gone_at = coalesce(gone_at, moment), read_at = moment
       from unnest($2::text[], $3::text[]) as g(gone_kind, gone_id), (select now() as moment) as clock
      where shop_id = $1 and kind = gone_kind and document_id = gone_id`,
    [gone.map(({ kind }) => kind), gone.map(({ documentId }) => documentId)],
  )
  await tx.query(
    `update native_document set is_read_due = false, is_heard = false
       from unnest($2::text[], $3::text[], $4::int[]) as seen(seen_kind, seen_id, seen_version)
      where shop_id = $1 and kind = seen_kind and document_id = seen_id and version = seen_version`,
    [asked.map(({ kind }) => kind), asked.map(({ documentId }) => documentId), asked.map(({ version }) => version)],
  )
  await tx.query(
    `insert into native_document (shop_id, kind, document_id)
     select distinct $1, 'transfer', id from unnest($2::text[]) as linked(id) order by 3
         on conflict (shop_id, kind, document_id) do nothing`,
    [read.flatMap((one) => one.transferIds)],
  )
}

export type KeptDocument = DocumentKey & {
  readonly name: string
  readonly status: string
  readonly isFromOutside: boolean
  readonly destinationId: string | null
  readonly isArchived: boolean
  readonly lines: ReadDocument['lines']
  readonly shipments: readonly (ReadShipment & { readonly arrivesOn: string | null })[]
  readonly transferIds: readonly string[]
  readonly typedDue: string | null
  readonly isLeftOut: boolean
  readonly isGone: boolean
  readonly isUnread: boolean
}

/** Documents with all they hang together with: the purchase orders of transfers, and all transfers of those. */
export async function loadRelated(tx: ShopSql, keys: readonly DocumentKey[]): Promise<KeptDocument[]> {
  return await tx.query<KeptDocument>(
    `with asked as (select * from unnest($2::text[], $3::text[]) as a(kind, id)),
          orders as (
            select document_id, transfer_ids from native_document
             where shop_id = $1 and kind = 'purchase-order'
               and (document_id in (select id from asked where kind = 'purchase-order')
                    or transfer_ids && array(select id from asked where kind = 'transfer'))),
          related as (
            select 'purchase-order' as kind, document_id as id from orders
             union select 'transfer', unnest(transfer_ids) from orders
             union select kind, id from asked)
     select d.kind, d.document_id as "documentId", d.name, d.status, d.is_from_outside as "isFromOutside",
            d.destination_id as "destinationId", d.is_archived as "isArchived", d.lines,
            (select coalesce(jsonb_agg(one || jsonb_build_object('arrivesOn',
                      to_char(${dayInShop("(one->>'arrivesAt')::timestamptz")}, 'YYYY-MM-DD')) order by place), '[]')
               from jsonb_array_elements(d.shipments) with ordinality as s(one, place)) as shipments,
            d.transfer_ids as "transferIds", to_char(d.typed_due, 'YYYY-MM-DD') as "typedDue",
            d.is_left_out as "isLeftOut", d.gone_at is not null as "isGone", d.read_at is null as "isUnread"
       from related join native_document d on d.shop_id = $1 and d.kind = related.kind and d.document_id = related.id
      order by d.kind, d.document_id`,
    [keys.map(({ kind }) => kind), keys.map(({ documentId }) => documentId)],
  )
}

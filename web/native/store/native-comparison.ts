import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { DocumentToRead } from './native-documents.ts'

/** What of a transfer is still to come, as far as a plan depends on it. */
export type ComingSeen = {
  readonly lines: { itemId: string; title: string; units: number; due: string | null }[]
}

export type ComparedTransfer = {
  readonly documentId: string
  readonly name: string
  readonly coming: ComingSeen | null
}

/**
 * Of these documents the transfers that were listed to be compared, and of which nothing was heard since they were read, nor of
 * ones that were never read once all had been: of what differs of them no news has come. One that is read for another reason, as
 * when more is in stock, may well be read a moment before its news. Shopify tells of no purchase order, so none of these is among them.
 */
export async function loadUnheardTransfers(
  tx: ShopSql,
  documents: readonly DocumentToRead[],
): Promise<ComparedTransfer[]> {
  const rows = await tx.query<{ id: string }>(
    `select document_id as id from native_document d
       join unnest($2::text[], $3::int[]) as seen(id, seen_version) on id = document_id and seen_version = version
      where shop_id = $1 and kind = 'transfer' and is_read_due and not is_heard
        and (read_at is not null
             or exists (select from native_reading r where r.shop_id = $1 and r.finished_at is not null))`,
    [
      documents.filter(({ kind }) => kind === 'transfer').map(({ documentId }) => documentId),
      documents.filter(({ kind }) => kind === 'transfer').map(({ version }) => version),
    ],
  )
  return await loadComing(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Null for a transfer that was never read. */
export async function loadComing(tx: ShopSql, ids: readonly string[]): Promise<ComparedTransfer[]> {
  if (ids.length === 0) return []
  return await tx.query<ComparedTransfer>(
    `select d.document_id as "documentId", d.name,
            case when d.read_at is not null then jsonb_build_object('lines', (
                 select coalesce(jsonb_agg(jsonb_build_object(
                          'itemId', a.item_id, 'title', coalesce(v.title, a.item_id), 'units', a.units,
                          'due', to_char(a.due, 'YYYY-MM-DD')) order by a.item_id, a.due, a.units), '[]')
                   from arrival a
                   left join lateral (
                        select title from variant where variant.shop_id = $1 and variant.item_id = a.item_id
                         order by variant_id limit 1) as v on true
                  where a.shop_id = $1 and a.native_kind = 'transfer' and a.native_document = d.document_id)) end as coming
       from native_document d
      where d.shop_id = $1 and d.kind = 'transfer' and d.document_id = any($2::text[])
      order by d.document_id`,
    [ids],
  )
}

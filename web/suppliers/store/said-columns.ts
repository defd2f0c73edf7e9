import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { CsvKind } from './csv-uploads.ts'

/** Null as `field`: it is left out. */
type KeptColumn = { readonly header: string; readonly field: string | null }

/** So many are kept of a shop, the latest. */
const mostKept = 500

/** What was said by hand of columns of files that were written, the latest first. */
export async function loadSaidColumns(tx: ShopSql, kind: CsvKind): Promise<KeptColumn[]> {
  return await tx.query<KeptColumn>(
    `select header, field from said_column where shop_id = $1 and kind = $2
      order by said_at desc, header limit $3`,
    [kind, mostKept],
  )
}

/** Keeps what was said of the columns of a file for files that come after it. */
export async function keepSaidColumns(tx: ShopSql, uploadId: string): Promise<void> {
  await tx.query(
    `with said as materialized (
       select distinct on (kind, header) kind, header, field
         from csv_upload, jsonb_to_recordset(coalesce(reading #> '{said,columns}', '[]')) as one(header text, field text)
        where shop_id = $1 and upload_id = $2
     )
     insert into said_column as known (shop_id, kind, header, field) select $1, kind, header, field from said
     on conflict (shop_id, kind, header) do update set field = excluded.field, said_at = excluded.said_at`,
    [uploadId],
  )
  await tx.query(
    `with latest as materialized (
       select kind, header, row_number() over (order by said_at desc, kind, header) as place
         from said_column where shop_id = $1
     )
     delete from said_column using latest
      where said_column.shop_id = $1 and said_column.kind = latest.kind and said_column.header = latest.header and place > $2`,
    [mostKept],
  )
}

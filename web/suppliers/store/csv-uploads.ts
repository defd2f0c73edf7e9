import {
  ascending,
  readSequencePage,
  type SequencePage,
  type SequencePosition,
} from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type CsvKind = 'suppliers' | 'catalogue' | 'supplier-orders'
export type RowOutcome = 'create' | 'update' | 'same' | 'problem'

export type CsvUploadRecord = {
  readonly uploadId: string
  readonly kind: CsvKind
  readonly supplierId: string | null
  readonly fileName: string
  readonly state: 'open' | 'checked' | 'confirmed'
  readonly columns: { readonly header: string; readonly field: string | null; readonly note?: string }[]
  readonly decimalSign: string
  /** As it was kept when the file was checked; empty before. */
  readonly reading: object
  readonly newSuppliersIn: string | null
  readonly newSuppliers: string[]
  readonly creates: number
  readonly updates: number
  readonly sames: number
  readonly problems: number
  readonly written: number
  /** Counts what changes the file. */
  readonly version: number
}

/** What is kept of a shop's files at once: the one that nobody touched for longest goes first. */
const filesKept = 20
const bytesKept = 60_000_000

export async function insertUpload(
  tx: ShopSql,
  { kind, supplierId, fileName }: Pick<CsvUploadRecord, 'kind' | 'supplierId' | 'fileName'>,
): Promise<string> {
  const [inserted] = await tx.query<{ id: string }>(
    'insert into csv_upload (shop_id, kind, supplier_id, file_name) values ($1, $2, $3, $4) returning upload_id::text as id',
    [kind, supplierId, fileName],
  )
  const uploadId = inserted?.id ?? ''
  await makeRoom(tx, uploadId)
  return uploadId
}

/** Forgets what the shop keeps too much of; never the file that is at hand, nor one that somebody else has taken. */
async function makeRoom(tx: ShopSql, uploadId: string): Promise<void> {
  const forgotten = await tx.query<{ id: string }>(
    `with kept as (
       select upload_id, row_number() over newest as place, sum(bytes) over newest as bytes from csv_upload where shop_id = $1
       window newest as (order by upload_id = $2 desc, touched_at desc, upload_id desc)
     ), taken as (
       select upload_id from csv_upload
        where shop_id = $1 and upload_id <> $2
          and upload_id in (select upload_id from kept where place > $3 or bytes > $4)
          for update skip locked
     )
     delete from csv_upload u using taken where u.shop_id = $1 and u.upload_id = taken.upload_id
     returning u.upload_id::text as id`,
    [uploadId, filesKept, bytesKept],
  )
  await deleteContents(
    tx,
    forgotten.map(({ id }) => id),
  )
}

/** `isTaken`: nobody else touches the upload until the transaction ends. */
export async function loadUpload(
  tx: ShopSql,
  uploadId: string,
  { isTaken = false } = {},
): Promise<CsvUploadRecord | null> {
  const [found] = await tx.query<CsvUploadRecord>(
    `select upload_id::text as "uploadId", kind, supplier_id::text as "supplierId", file_name as "fileName", state, columns,
            decimal_sign as "decimalSign", reading, new_suppliers_in as "newSuppliersIn", new_suppliers as "newSuppliers",
            creates, updates, sames, problems, written, version
       from csv_upload where shop_id = $1 and upload_id = $2 ${isTaken ? 'for update' : ''}`,
    [uploadId],
  )
  return found ?? null
}

/** Of a file, as far as it is handed in. `lines` is null where an encoding does not show its lines in its bytes. */
export type FileSize = { readonly bytes: number; readonly lines: number | null }

/** A part comes in the place of one with its number. Answers how large the file is by now. */
export async function putPart(
  tx: ShopSql,
  uploadId: string,
  part: number,
  { bytes, lineEnds }: { readonly bytes: Buffer; readonly lineEnds: number },
): Promise<FileSize> {
  await tx.query(
    `insert into csv_upload_part (shop_id, upload_id, part, bytes, line_ends) values ($1, $2, $3, $4, $5)
         on conflict (shop_id, upload_id, part) do update set bytes = excluded.bytes, line_ends = excluded.line_ends`,
    [uploadId, part, bytes, lineEnds],
  )
  const [size] = await tx.query<FileSize>(
    `update csv_upload u set state = 'open', bytes = file.bytes, touched_at = now(), version = version + 1
       from (select sum(length(bytes)) as bytes, sum(line_ends) as lines,
                    bool_or(part = 0 and substring(bytes from 1 for 2) in ('\\xfffe', '\\xfeff')) as "isUtf16"
               from csv_upload_part where shop_id = $1 and upload_id = $2) file
      where u.shop_id = $1 and u.upload_id = $2
     returning file.bytes::float8 as bytes, case when not file."isUtf16" then file.lines::float8 end as lines`,
    [uploadId],
  )
  await makeRoom(tx, uploadId)
  return size ?? { bytes: 0, lines: 0 }
}

export async function loadParts(tx: ShopSql, uploadId: string): Promise<Buffer> {
  const parts = await tx.query<{ bytes: Buffer }>(
    'select bytes from csv_upload_part where shop_id = $1 and upload_id = $2 order by part',
    [uploadId],
  )
  return Buffer.concat(parts.map(({ bytes }) => bytes))
}

/** The file is thrown away, with all that was found out about it. */
export async function deleteUpload(tx: ShopSql, uploadId: string): Promise<void> {
  await deleteContents(tx, [uploadId])
  await tx.query('delete from csv_upload where shop_id = $1 and upload_id = $2', [uploadId])
}

async function deleteContents(tx: ShopSql, uploadIds: readonly string[]): Promise<void> {
  if (uploadIds.length === 0) return
  for (const table of ['csv_upload_part', 'csv_upload_row']) {
    await tx.query(`delete from ${table} where shop_id = $1 and upload_id = any($2::bigint[])`, [uploadIds])
  }
}

type RowProblem = {
  readonly header: string | null
  readonly message: string
  /** Absent in rows that were checked by an older version: the row. */
  readonly leaves?: 'row' | 'cell' | 'nothing'
}

export type CheckedRow = {
  readonly line: number
  readonly cells: readonly string[]
  readonly outcome: RowOutcome
  readonly problems: readonly RowProblem[]
  /** What is to be written; null where nothing is. */
  readonly says: object | null
}

export async function deleteRows(tx: ShopSql, uploadId: string): Promise<void> {
  await tx.query('delete from csv_upload_row where shop_id = $1 and upload_id = $2', [uploadId])
}

/** `rows` are `CheckedRow`s as JSON. */
export async function insertRows(tx: ShopSql, uploadId: string, rows: string): Promise<void> {
  await tx.query(
    `insert into csv_upload_row (shop_id, upload_id, line, cells, outcome, problems, says)
     select $1, $2, row.line, array(select jsonb_array_elements_text(row.cells)), row.outcome, row.problems, nullif(row.says, 'null')
       from jsonb_to_recordset($3) as row(line int, cells jsonb, outcome text, problems jsonb, says jsonb)
     returning 1`,
    [uploadId, rows],
  )
}

export type Checked = Pick<CsvUploadRecord, 'columns' | 'decimalSign' | 'reading' | 'newSuppliersIn'>

/** The preview can be read. */
export async function settleCheck(tx: ShopSql, uploadId: string, checked: Checked): Promise<void> {
  const { columns, decimalSign, reading, newSuppliersIn } = checked
  await tx.query(
    `update csv_upload set state = 'checked', touched_at = now(), version = version + 1, columns = $3, decimal_sign = $4, new_suppliers_in = $5, reading = $6,
            new_suppliers = array(select min(says ->> 'supplierName') from csv_upload_row
                                   where shop_id = $1 and upload_id = $2 and says ->> 'supplierName' is not null
                                   group by lower(says ->> 'supplierName') order by 1),
            written = 0, creates = rows.creates, updates = rows.updates, sames = rows.sames, problems = rows.problems
       from (select count(*) filter (where outcome = 'create') as creates, count(*) filter (where outcome = 'update') as updates,
                    count(*) filter (where outcome = 'same') as sames, count(*) filter (where outcome = 'problem') as problems
               from csv_upload_row where shop_id = $1 and upload_id = $2) rows
      where shop_id = $1 and upload_id = $2`,
    [uploadId, JSON.stringify(columns), decimalSign, newSuppliersIn, JSON.stringify(reading)],
  )
}

/** Rows that were written with what the transaction wrote of them: however often writing a file begins anew, each counts once. */
export async function countWritten(tx: ShopSql, uploadId: string, rows: number): Promise<void> {
  await tx.query('update csv_upload set written = written + $3 where shop_id = $1 and upload_id = $2', [uploadId, rows])
}

export async function settleConfirmed(tx: ShopSql, uploadId: string): Promise<void> {
  await tx.query(
    `update csv_upload set state = 'confirmed', confirmed_at = now(), touched_at = now(), version = version + 1
      where shop_id = $1 and upload_id = $2`,
    [uploadId],
  )
  await tx.query('delete from csv_upload_part where shop_id = $1 and upload_id = $2', [uploadId])
}

export type ListedRow = CheckedRow & { readonly sequence: string }

/** One page of the preview, in the order of the file. */
export async function listRows(
  tx: ShopSql,
  { uploadId, outcome }: { readonly uploadId: string; readonly outcome: RowOutcome | null },
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ListedRow>> {
  return await readSequencePage(
    (range) => {
      const { beyond, order, from, limit: most } = ascending(range)
      return tx.query<ListedRow>(
        `select line, line::text as sequence, cells, outcome, problems, says from csv_upload_row
          where shop_id = $1 and upload_id = $2 and ($3::text is null or outcome = $3) and ($4::int is null or line ${beyond} $4)
          order by line ${order} limit $5`,
        [uploadId, outcome, from, most],
      )
    },
    position,
    limit,
  )
}

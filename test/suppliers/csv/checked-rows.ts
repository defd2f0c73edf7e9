import type { CheckedFile } from '../../../web/suppliers/csv/check-csv-file.ts'
import { unpackRows } from '../../../web/suppliers/csv/packed-rows.ts'
import type { CheckedRow } from '../../../web/suppliers/store/csv-uploads.ts'

/** What was found out about the rows of a file. */
export async function checkedRows({ rows }: Pick<CheckedFile, 'rows'>): Promise<CheckedRow[]> {
  const found: CheckedRow[] = []
  for (const some of rows) found.push(...JSON.parse(await unpackRows(some)))
  return found
}

import { type CsvUpload, csvPartBytes, type UploadRowsOutput } from '../../../web/suppliers/contract/csv-uploads.ts'
import { anApi } from '../../support/an-api.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'

type Handed = {
  kind?: CsvUpload['kind']
  supplierId?: string | null
  newSuppliersIn?: string | null
  /** What else is said of how to read it. */
  said?: object
}

/** CSV files, handed to an API as the dashboard hands them in: in parts. */
export function filesOf(api: Pick<Awaited<ReturnType<typeof anApi>>, 'get' | 'post'>) {
  async function handIn(
    file: string | Buffer,
    { kind = 'suppliers', supplierId = null }: Handed = {},
  ): Promise<string> {
    const begun = await api.post<CsvUpload>('/api/csv-uploads', { kind, fileName: 'ours.csv', supplierId })
    const { uploadId } = begun.body
    const bytes = Buffer.from(file)
    for (let part = 0; part * csvPartBytes < bytes.length; part += 1) {
      const some = bytes.subarray(part * csvPartBytes, (part + 1) * csvPartBytes)
      await api.post(`/api/csv-uploads/${uploadId}/parts`, { part, bytes: some.toString('base64') })
    }
    return uploadId
  }

  const rows = async (uploadId: string, query = '') =>
    (await api.get<UploadRowsOutput>(`/api/csv-uploads/${uploadId}${query}`)).body

  return {
    handIn,
    rows,
    check: (uploadId: string, newSuppliersIn: string | null = null) =>
      api.post<CsvUpload>(`/api/csv-uploads/${uploadId}/check`, { newSuppliersIn }),
    confirm: (uploadId: string) =>
      api.post<{ upload: CsvUpload; written: number }>(`/api/csv-uploads/${uploadId}/confirm`, {}),
    cancel: (uploadId: string) => api.post(`/api/csv-uploads/${uploadId}/cancel`, {}),
    /** Hands a file in and checks it; answers its id, what was found, and the first rows of the preview. */
    async preview(file: string | Buffer, handed: Handed = {}) {
      const uploadId = await handIn(file, handed)
      const { status, body } = await api.post<CsvUpload>(`/api/csv-uploads/${uploadId}/check`, {
        newSuppliersIn: handed.newSuppliersIn ?? null,
        ...handed.said,
      })
      if (status !== 200) throw new Error(JSON.stringify(body))
      return { uploadId, upload: body, rows: (await rows(uploadId)).rows }
    },
  }
}

/** An API that is handed CSV files. */
export async function aCsvShop() {
  const api = await anApi()
  return {
    ...api,
    ...filesOf(api),
    async empty() {
      const files = 'csv_upload, csv_upload_part, csv_upload_row, said_column'
      await asOwner(api.databaseUrl, `truncate supplier, catalogue_entry, item, variant, ${files}`)
    },
    suppliers: () =>
      queryAsOwner<Record<string, unknown>>(
        api.databaseUrl,
        `select name, contact, email, language, currency, lead_time_days as days, trim_scale(minimum_value)::text as minimum,
                order_days as "orderDays", notes, version from supplier order by lower(name)`,
      ),
    entries: () =>
      queryAsOwner<Record<string, unknown>>(
        api.databaseUrl,
        `select s.name as supplier, item_id as item, supplier_sku as code, trim_scale(cost)::text as cost,
                minimum_quantity as least, pack_size as pack, e.lead_time_days as days, rank, discontinued
           from catalogue_entry e join supplier s using (shop_id, supplier_id) order by item_id, lower(s.name)`,
      ),
  }
}

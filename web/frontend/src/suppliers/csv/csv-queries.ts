import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type CsvKind,
  type CsvUpload,
  csvExportPaths,
  csvPartBytes,
  type RowOutcome,
  type UnnamedColumn,
} from '../../../../suppliers/contract/csv-uploads.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.ts'
import { base64 } from '../../api/base64.ts'
import { refusalOf, unnamedColumnsOf } from '../../api/faults.ts'
import { patientFetch } from '../../api/patient-fetch.ts'
import { sessionToken } from '../../api/session-token.ts'

type File = Blob & { readonly name: string }

type Upload = {
  readonly kind: CsvKind
  readonly supplierId: string | null
  readonly file: File
  /** From 0 to 1, when it is there and only read. */
  onShare(share: number): void
}

/** A file that was handed in. It is not read before somebody says what the columns are that `unnamed` has. */
export type HandedIn = {
  readonly uploadId: string
  readonly unnamed: { readonly reason: string; readonly columns: readonly UnnamedColumn[] } | null
}

/** Hands a file in, part by part, and has it read; nothing is written by that. */
export function useUploadCsv() {
  const api = useApi()
  return useMutation({
    mutationFn: async ({ kind, supplierId, file, onShare }: Upload): Promise<HandedIn> => {
      const { uploadId } = await api.csvUploads.begin({ kind, supplierId, fileName: file.name.slice(-255) })
      const parts = Math.max(1, Math.ceil(file.size / csvPartBytes))
      for (let part = 0; part < parts; part += 1) {
        const bytes = await base64(file.slice(part * csvPartBytes, (part + 1) * csvPartBytes))
        await api.csvUploads.add({ uploadId, part, bytes })
        onShare((part + 1) / parts)
      }
      try {
        await api.csvUploads.check({ uploadId })
        return { uploadId, unnamed: null }
      } catch (error) {
        const columns = unnamedColumnsOf(error)
        if (columns === null) throw error
        return { uploadId, unnamed: { reason: refusalOf(error) ?? '', columns } }
      }
    },
  })
}

/** Has a file read with what is said of its columns. */
export function useNameColumns(uploadId: string) {
  return useUploadStep((api, columns: CsvUpload['said']['columns']) => api.csvUploads.check({ uploadId, columns }))
}

export type UploadPlace = {
  readonly uploadId: string
  readonly outcome: RowOutcome | null
  readonly cursor: string | null
}

export function useUploadRows({ uploadId, outcome, cursor }: UploadPlace) {
  const api = useApi()
  return useQuery({
    queryKey: ['csv', uploadId, outcome, cursor],
    queryFn: ({ signal }) =>
      api.csvUploads.rows(
        { uploadId, ...(outcome === null ? {} : { outcome }), ...(cursor === null ? {} : { cursor }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

type SaidAgain = Partial<Pick<CsvUpload, 'newSuppliersIn'> & CsvUpload['said']>

/** Reads the file again, with what is said now and was said before of how to read it. */
export function useCheckAgain({ uploadId, newSuppliersIn, said }: CsvUpload) {
  return useUploadStep((api, again: SaidAgain) => api.csvUploads.check({ uploadId, newSuppliersIn, ...said, ...again }))
}

export function useConfirmUpload(uploadId: string) {
  return useUploadStep((api, _: undefined) => api.csvUploads.confirm({ uploadId }))
}

export function useCancelUpload(uploadId: string) {
  const api = useApi()
  return useMutation({ mutationFn: () => api.csvUploads.cancel({ uploadId }) })
}

function useUploadStep<Input, Answer>(step: (api: Api, input: Input) => Promise<Answer>) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => step(api, input),
    onSettled: () =>
      Promise.all(
        ['csv', 'suppliers', 'catalogue', 'items', 'supplier-orders', 'backorders'].map((area) =>
          client.invalidateQueries({ queryKey: [area] }),
        ),
      ),
  })
}

export type ExportedKind = keyof typeof csvExportPaths

/** All suppliers, all catalogues, or one supplier's, as the bytes of a file. */
export function useExportCsv() {
  return useMutation({
    mutationFn: async ({ kind, supplierId }: { kind: ExportedKind; supplierId: string | null }) => {
      const token = await sessionToken()
      const query = supplierId === null ? '' : `?supplierId=${encodeURIComponent(supplierId)}`
      const headers = token === null ? {} : { authorization: `Bearer ${token}` }
      const address = new URL(csvExportPaths[kind] + query, window.location.href)
      const reply = await patientFetch(new Request(address, { headers }))
      if (!reply.ok) throw new Error(`The export was refused (${reply.status}).`)
      return await reply.blob()
    },
  })
}

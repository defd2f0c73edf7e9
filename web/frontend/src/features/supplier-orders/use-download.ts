import { type DocumentFormat, useDocument } from '../../api/supplier-order-queries.ts'
import { saveFile } from '../../ui/save-file.ts'

export type DocumentSource = Parameters<typeof useDocument>[0]

/** Hands the browser an order's PDF or CSV file. */
export function useDownload(of: DocumentSource, name: string) {
  const document = useDocument(of)
  return {
    isBusy: document.isPending,
    hasFailed: document.isError,
    download: (format: DocumentFormat) =>
      document.mutate(format, { onSuccess: (file) => saveFile(file, `${name}.${format}`) }),
  }
}

import { saveFile } from '../../ui/text/save-file.ts'
import { type DocumentFormat, useDocument } from '../supplier-order-queries.ts'

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

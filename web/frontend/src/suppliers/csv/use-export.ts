import { showToast } from '../../api/toast.ts'
import { saveFile } from '../../ui/text/save-file.ts'
import { supplierWords } from '../supplier-words.ts'
import { type ExportedKind, useExportCsv } from './csv-queries.ts'

/** An action that hands a CSV file to the browser. */
export function useExport(kind: ExportedKind, supplierId: string | null) {
  const exporting = useExportCsv()
  return {
    isBusy: exporting.isPending,
    refusal: null,
    onAction: () =>
      exporting.mutate(
        { kind, supplierId },
        {
          onSuccess: (file) => {
            saveFile(file, `${kind}.csv`)
            showToast(supplierWords.exported)
          },
          onError: () => showToast(supplierWords.exportFailed),
        },
      ),
  }
}

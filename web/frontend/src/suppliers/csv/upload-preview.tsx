import { useState } from 'react'
import type { CsvUpload, UploadRowsOutput as Rows } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import type { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Page, type PageAction } from '../../ui/page/page.tsx'
import { CancelStep } from './cancel-step.tsx'
import { useConfirmUpload } from './csv-queries.ts'
import {
  confirmWords,
  doneWords,
  nothingWords,
  type OutcomeTab,
  summaryWords,
  csvWords as words,
  writtenRows,
} from './csv-words.ts'
import { FileReading } from './file-reading.tsx'
import { NewSuppliers } from './new-suppliers.tsx'
import { UploadRows } from './upload-rows.tsx'

type Props = {
  readonly page: Rows
  readonly isBusy: boolean
  readonly place: ReturnType<typeof usePlace<OutcomeTab>>
  readonly back: { readonly text: string; readonly url: string }
}

/** Nothing is written before it is confirmed. */
export function UploadPreview({ page, isBusy, place, back }: Props) {
  const { upload } = page
  const confirm = useConfirmUpload(upload.uploadId)
  const [isCancelling, setCancelling] = useState(false)
  const url = useUrl()
  const target = url(targetOf(upload))

  const importIt: PageAction = {
    text: confirmWords(upload),
    isBusy: confirm.isPending,
    refusal: writtenRows(upload) === 0 ? nothingWords(upload) : null,
    onAction: () => confirm.mutate(undefined),
  }
  const goOn: PageAction = { text: words.toImported[upload.kind], url: target }
  const isDone = upload.state === 'confirmed'
  return (
    <Page
      title={words.previewTitle}
      subtitle={summaryWords(upload)}
      back={back}
      primary={isDone ? goOn : importIt}
      actions={
        isDone
          ? [{ text: words.again, url: back.url }]
          : [{ text: words.cancel, isCritical: true, onAction: () => setCancelling(true) }]
      }
    >
      {confirm.isError && <Notice tone="critical">{refusalOf(confirm.error) ?? words.trouble}</Notice>}
      {isDone ? (
        <Notice tone="success" title={words.doneTitle}>
          {doneWords(upload, confirm.data?.written ?? null)}
        </Notice>
      ) : (
        <Undone upload={upload} />
      )}
      <UploadRows page={page} isBusy={isBusy} place={place} />
      {isCancelling && <CancelStep uploadId={upload.uploadId} target={target} onKeep={() => setCancelling(false)} />}
    </Page>
  )
}

function Undone({ upload }: { upload: CsvUpload }) {
  return (
    <>
      {writtenRows(upload) === 0 && <Notice tone="warning">{nothingWords(upload)}</Notice>}
      <FileReading upload={upload} />
      <NewSuppliers upload={upload} />
    </>
  )
}

/** Where what was imported can be seen. */
function targetOf({ kind, supplierId }: CsvUpload): string {
  if (kind === 'supplier-orders') return '/supplier-orders'
  return supplierId === null ? '/suppliers' : `/suppliers/${supplierId}/catalogue`
}

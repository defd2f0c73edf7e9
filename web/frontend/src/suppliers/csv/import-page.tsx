import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { type CsvKind, csvFileBytes } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { FileDrop } from '../../ui/fields/file-drop.tsx'
import { RadioField } from '../../ui/fields/radio-field.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Progress } from '../../ui/notices/progress.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { fieldsOf, fieldWords } from './csv-field-words.ts'
import { type HandedIn, useUploadCsv } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'
import { NameColumns } from './name-columns.tsx'

const kinds: readonly CsvKind[] = ['suppliers', 'catalogue', 'supplier-orders']

/** A CSV file is handed in and read; what it says is looked at on the next page. */
export function ImportPage() {
  const given = new URLSearchParams(useLocation().search)
  const supplierId = given.get('supplier')
  const [kind, setKind] = useState<CsvKind>(kinds.find((one) => one === given.get('kind')) ?? 'suppliers')
  const [share, setShare] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [unread, setUnread] = useState<HandedIn | null>(null)
  const upload = useUploadCsv()
  const url = useUrl()
  const navigate = useNavigate()

  const look = (uploadId: string) => void navigate(url(`/suppliers/import/${uploadId}`))
  const take = (file: File) => {
    if (file.size === 0 || file.size > csvFileBytes) {
      setRefusal(file.size === 0 ? words.empty : words.tooLarge)
      return
    }
    setRefusal(null)
    setShare(0)
    upload.mutate(
      { kind, supplierId: kind === 'suppliers' ? null : supplierId, file, onShare: setShare },
      {
        onSuccess: (handedIn) => (handedIn.unnamed === null ? look(handedIn.uploadId) : setUnread(handedIn)),
        onError: (error) => setRefusal(refusalOf(error) ?? words.trouble),
        onSettled: () => setShare(null),
      },
    )
  }

  const back =
    supplierId === null
      ? { text: words.backToSuppliers, url: url('/suppliers') }
      : { text: words.backToCatalogue, url: url(`/suppliers/${supplierId}/catalogue`) }
  if (unread?.unnamed) {
    const { uploadId, unnamed } = unread
    return (
      <Page title={words.title} subtitle={words.subtitle} back={back}>
        <NameColumns {...{ kind, uploadId, unnamed }} onNamed={() => look(uploadId)} onOther={() => setUnread(null)} />
      </Page>
    )
  }
  return (
    <Page title={words.title} subtitle={words.subtitle} back={back}>
      {refusal !== null && <Notice tone="critical">{refusal}</Notice>}
      <Card>
        {supplierId === null && (
          <RadioField
            label={words.kindLabel}
            value={kind}
            choices={kinds.map((value) => ({ value, ...words.kinds[value] }))}
            onChoose={(chosen) => setKind(chosen)}
          />
        )}
        {share === null ? (
          <FileDrop
            label={words.fileLabel}
            actionText={words.fileAction}
            hint={words.fileHint}
            accept=".csv,.tsv,.txt,text/csv"
            onFile={take}
          />
        ) : (
          <Progress share={share} text={share < 1 ? words.uploading : words.reading} remark="" />
        )}
      </Card>
      <Card title={words.formatTitle}>
        <p>{words.formatText}</p>
        <p>
          {words.formatColumns}: {fieldsOf[kind].map((field) => fieldWords[field]).join(', ')}.
        </p>
      </Card>
    </Page>
  )
}

import { Actions } from '../../ui/page/actions.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { type DocumentSource, useDownload } from './use-download.ts'

type Props = {
  readonly of: DocumentSource
  /** What the files are called, without their endings. */
  readonly name: string
}

/** The files of an order as they were sent. */
export function DocumentActions({ of, name }: Props) {
  const { download, isBusy, hasFailed } = useDownload(of, name)
  return (
    <>
      <Actions
        actions={[
          { text: 'PDF', label: `${orderDetailWords.pdf}: ${name}`, isOff: isBusy, onAction: () => download('pdf') },
          { text: 'CSV', label: `${orderDetailWords.csv}: ${name}`, isOff: isBusy, onAction: () => download('csv') },
        ]}
      />
      {hasFailed && (
        <LineText tone="critical" isSmall>
          {orderDetailWords.downloadFailed}
        </LineText>
      )}
    </>
  )
}

import type { useOpenLines } from '../../api/receipt-queries.ts'
import { Card } from '../../ui/card.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { receiveWords } from '../../words/receive-words.ts'
import { CountedLines } from './counted-lines.tsx'
import type { Counting } from './use-counting.ts'

type Props = {
  readonly open: ReturnType<typeof useOpenLines>
  readonly supplierOrderId: string
  readonly counting: Counting
}

/** The lines of one supplier order, and those of others that were scanned among them. */
export function OrderedLines({ open, supplierOrderId, counting }: Props) {
  if (open.data === undefined) {
    return (
      <Card isFlush>
        {open.isError ? (
          <Failure
            title={receiveWords.failed}
            text={receiveWords.failedText}
            actionText={receiveWords.retry}
            isBusy={open.isFetching}
            onAction={() => void open.refetch()}
          />
        ) : (
          <TableSkeleton label={receiveWords.loading} rows={5} />
        )}
      </Card>
    )
  }
  const others = counting.all.filter((line) => line.supplierOrderId !== supplierOrderId)
  const lines = [...open.data, ...others]
  if (lines.length === 0) {
    return (
      <Card isFlush>
        <Nothing sign="done" title={receiveWords.nothingToCome} text={receiveWords.nothingToComeText} />
      </Card>
    )
  }
  return <CountedLines lines={lines} counting={counting} canAcceptAll />
}

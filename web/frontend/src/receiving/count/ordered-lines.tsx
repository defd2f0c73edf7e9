import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Card } from '../../ui/page/card.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import type { useOpenLines } from '../receipt-queries.ts'
import { receiveWords } from '../receive-words.ts'
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

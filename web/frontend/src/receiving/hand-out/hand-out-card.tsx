import { useState } from 'react'
import { refusalOf } from '../../api/faults.ts'
import { Card } from '../../ui/page/card.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { useSettled } from '../../ui/tables/rows/use-settled.ts'
import { LineText } from '../../ui/text/line-text.tsx'
import type { Counting } from '../count/use-counting.ts'
import { type ReceivingDraft, useHandOut } from '../receipt-queries.ts'
import { handOutSummary, receiveWords, totalHandOuts } from '../receive-words.ts'
import { handOutColumns } from './hand-out-columns.tsx'

const pageSize = 25

/** Who gets the goods, while they are counted and before anything is done. */
export function HandOutCard({ counting }: { counting: Counting }) {
  const [page, setPage] = useState(0)
  const { looked: lines, wishes } = counting
  const settled = useSettled<ReceivingDraft>(useSameText({ lines, wishes }))
  const handOut = useHandOut(settled.lines.length === 0 ? null : settled, page * pageSize, pageSize)
  return (
    <Card
      title={receiveWords.handOutTitle}
      {...(lines.length > 0 && handOut.data && { hint: handOutSummary(handOut.data) })}
    >
      {lines.length === 0 ? (
        <LineText tone="subdued">{receiveWords.handOutWaiting}</LineText>
      ) : (
        <HandOuts handOut={handOut} counting={counting} page={page} onPage={setPage} />
      )}
    </Card>
  )
}

type Props = {
  readonly handOut: ReturnType<typeof useHandOut>
  readonly counting: Counting
  readonly page: number
  onPage(page: number): void
}

function HandOuts({ handOut, counting, page, onPage }: Props) {
  if (handOut.isError) {
    return <LineText tone="critical">{refusalOf(handOut.error) ?? receiveWords.handOutFailed}</LineText>
  }
  if (handOut.data === undefined) return <LineText tone="subdued">{receiveWords.handOutLoading}</LineText>
  const { items, rows, total } = handOut.data
  if (total === 0) {
    const isOver = items.every(({ owed }) => owed === 0)
    return isOver ? <LineText tone="subdued">{receiveWords.nobodyWaits}</LineText> : null
  }
  const isLast = (page + 1) * pageSize >= total
  return (
    <>
      <PlainTable
        label={receiveWords.handOutTable}
        columns={handOutColumns(counting, rows)}
        rows={rows}
        isBusy={handOut.isPlaceholderData}
        keyOf={(row) => `${row.lineId} ${row.itemId}`}
      />
      {total > pageSize && (
        <Pager
          label={totalHandOuts(total)}
          previous={{ text: receiveWords.previous, onGo: page === 0 ? null : () => onPage(page - 1) }}
          next={{ text: receiveWords.next, onGo: isLast ? null : () => onPage(page + 1) }}
        />
      )}
    </>
  )
}

/** The same value for as long as it says the same. */
function useSameText(receiving: ReceivingDraft): ReceivingDraft {
  const [kept, setKept] = useState(receiving)
  if (JSON.stringify(kept) === JSON.stringify(receiving)) return kept
  setKept(receiving)
  return receiving
}

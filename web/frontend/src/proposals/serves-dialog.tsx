import { useState } from 'react'
import type { ServedBackorder } from '../../../proposals/contract/proposals.ts'
import { faultOf } from '../api/faults.ts'
import { faultWords } from '../backorders/words/list-words.ts'
import { number } from '../format/counted.ts'
import { exactTime } from '../format/dates.ts'
import { ReadingArea } from '../ui/notices/reading-area.tsx'
import { Dialog } from '../ui/page/dialog.tsx'
import { CardSkeleton } from '../ui/tables/card-skeleton.tsx'
import { Pager } from '../ui/tables/pager.tsx'
import { type PlainColumn, PlainTable } from '../ui/tables/plain-table.tsx'
import { LineText } from '../ui/text/line-text.tsx'
import { useServes } from './proposal-queries.ts'
import { proposalWords, totalOrderLines } from './proposal-words.ts'

const { servesColumns: titles } = proposalWords

const columns: readonly PlainColumn<ServedBackorder>[] = [
  { key: 'order', title: titles.order, width: 40, cell: (row) => row.orderName },
  { key: 'ordered', title: titles.ordered, width: 40, cell: (row) => exactTime(row.orderedAt) },
  { key: 'units', title: titles.units, width: 20, cell: (row) => number(row.units) },
]

type Props = {
  readonly proposalId: string
  readonly line: { readonly proposedLineId: string; readonly title: string }
  onClose(): void
}

/** Every order line that a proposed line is for. */
export function ServesDialog({ proposalId, line, onClose }: Props) {
  const [cursor, setCursor] = useState<string | null>(null)
  const found = useServes(proposalId, line.proposedLineId, cursor)
  const go = (to: string | null | undefined) => (to ? () => setCursor(to) : null)
  return (
    <Dialog title={`${proposalWords.servesTitle}: ${line.title}`} closeText={proposalWords.close} onClose={onClose}>
      {found.data === undefined && !found.isError && <CardSkeleton label={proposalWords.loadingLines} lines={[4]} />}
      {found.data === undefined && found.isError && (
        <LineText tone="critical">{faultWords(faultOf(found.error)).text}</LineText>
      )}
      {found.data && (
        <ReadingArea label={proposalWords.servesTable}>
          <PlainTable
            label={proposalWords.servesTable}
            columns={columns}
            rows={found.data.rows}
            isBusy={found.isPlaceholderData}
            keyOf={(row) => row.backorderId}
          />
          <Pager
            label={totalOrderLines(found.data.total)}
            previous={{ text: proposalWords.previousLines, onGo: go(found.data.previous) }}
            next={{ text: proposalWords.nextLines, onGo: go(found.data.next) }}
          />
        </ReadingArea>
      )}
    </Dialog>
  )
}

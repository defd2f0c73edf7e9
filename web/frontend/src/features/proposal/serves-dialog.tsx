import { useState } from 'react'
import type { ServedBackorder } from '../../../../contract/proposals.ts'
import { faultOf } from '../../api/faults.ts'
import { useServes } from '../../api/proposal-queries.ts'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { ReadingArea } from '../../ui/reading-area.tsx'
import { number } from '../../words/counted.ts'
import { exactTime } from '../../words/dates.ts'
import { faultWords } from '../../words/list-words.ts'
import { proposalWords, totalOrderLines } from '../../words/proposal-words.ts'

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

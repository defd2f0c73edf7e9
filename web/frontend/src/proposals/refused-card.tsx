import { useState } from 'react'
import type { RefusedLine } from '../../../proposals/contract/proposals.ts'
import { refusalOf } from '../api/faults.ts'
import { totalItems } from '../format/counted.ts'
import { Card } from '../ui/page/card.tsx'
import { Pager } from '../ui/tables/pager.tsx'
import { type PlainColumn, PlainTable } from '../ui/tables/plain-table.tsx'
import { RowActions } from '../ui/tables/row-actions.tsx'
import { TwoLines } from '../ui/tables/rows/two-lines.tsx'
import { ChooseSupplier } from './choose-supplier.tsx'
import { useEditProposedLine, useRefusals } from './proposal-queries.ts'
import { proposalWords, reasonWords } from './proposal-words.ts'
import { ProposedItemCell } from './proposed-item-cell.tsx'
import { ServesCell } from './serves-cell.tsx'

const { refusedColumns: titles } = proposalWords

/** What cannot be ordered, why, and what can be done about it. */
export function RefusedCard({ proposalId, isOver }: { proposalId: string; isOver: boolean }) {
  const [cursor, setCursor] = useState<string | null>(null)
  const [moving, setMoving] = useState<RefusedLine | null>(null)
  const found = useRefusals(proposalId, cursor)
  const edit = useEditProposedLine(proposalId)
  if (found.data === undefined || found.data.total === 0) return null

  const { rows, total, previous, next } = found.data
  const go = (to: string | null) => (to === null ? null : () => setCursor(to))
  const choose = (line: RefusedLine) => {
    edit.reset()
    setMoving(line)
  }
  return (
    <Card title={proposalWords.refusedTitle} hint={proposalWords.refusedHint}>
      <PlainTable
        label={proposalWords.refusedTable}
        columns={columnsOf(proposalId, isOver ? null : choose)}
        rows={rows}
        isBusy={found.isPlaceholderData}
        keyOf={(line) => line.proposedLineId}
      />
      {(previous !== null || next !== null) && (
        <Pager
          label={totalItems(total)}
          previous={{ text: proposalWords.previousLines, onGo: go(previous) }}
          next={{ text: proposalWords.nextLines, onGo: go(next) }}
        />
      )}
      {moving && (
        <ChooseSupplier
          title={moving.title}
          without={null}
          trouble={edit.isError ? (refusalOf(edit.error) ?? proposalWords.trouble) : null}
          isBusy={edit.isPending}
          onClose={() => setMoving(null)}
          onChoose={(supplierId) =>
            edit.mutate(
              { proposedLineId: moving.proposedLineId, version: moving.version, change: { supplierId } },
              { onSuccess: () => setMoving(null) },
            )
          }
        />
      )}
    </Card>
  )
}

function columnsOf(proposalId: string, onChoose: ((line: RefusedLine) => void) | null): PlainColumn<RefusedLine>[] {
  return [
    {
      key: 'item',
      title: titles.item,
      width: 32,
      cell: (line) => <ProposedItemCell item={line} more={line.locationName} />,
    },
    {
      key: 'reason',
      title: titles.reason,
      width: 28,
      cell: ({ reason }) => <TwoLines first={reasonWords(reason).text} second={reasonWords(reason).hint} isWrapped />,
    },
    {
      key: 'serves',
      title: titles.serves,
      width: 24,
      cell: (line) => <ServesCell proposalId={proposalId} line={line} />,
    },
    {
      key: 'steps',
      title: titles.steps,
      width: 16,
      cell: (line) =>
        onChoose === null || line.reason === 'discontinued' || line.reason === 'closed-location' ? (
          ''
        ) : (
          <RowActions
            actions={[
              {
                text: proposalWords.chooseSupplier,
                label: `${proposalWords.chooseSupplier}: ${line.title}`,
                onAction: () => onChoose(line),
              },
            ]}
          />
        ),
    },
  ]
}

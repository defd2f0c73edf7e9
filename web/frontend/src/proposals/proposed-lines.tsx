import { useState } from 'react'
import type { ProposedLine, ProposedOrder } from '../../../proposals/contract/proposals.ts'
import { refusalOf } from '../api/faults.ts'
import { totalItems } from '../format/counted.ts'
import { Failure } from '../ui/notices/failure.tsx'
import { Notice } from '../ui/notices/notice.tsx'
import { Pager } from '../ui/tables/pager.tsx'
import { PlainTable } from '../ui/tables/plain-table.tsx'
import { TableSkeleton } from '../ui/tables/table-skeleton.tsx'
import { ChooseSupplier } from './choose-supplier.tsx'
import { useEditProposedLine, useProposedLines } from './proposal-queries.ts'
import { proposalWords } from './proposal-words.ts'
import { proposedColumns } from './proposed-columns.tsx'

type Props = { readonly proposalId: string; readonly order: ProposedOrder; readonly isOver: boolean }

/** What one proposed order has: quantities, suppliers and what is left out can be changed until the drafts are created. */
export function ProposedLines({ proposalId, order, isOver }: Props) {
  const [cursor, setCursor] = useState<string | null>(null)
  const [moving, setMoving] = useState<ProposedLine | null>(null)
  const lines = useProposedLines(proposalId, order.proposedOrderId, cursor)
  const edit = useEditProposedLine(proposalId)
  const trouble = edit.isError ? (refusalOf(edit.error) ?? proposalWords.trouble) : null

  if (lines.data === undefined) {
    return lines.isError ? (
      <Failure
        title={proposalWords.failed}
        text={proposalWords.failedText}
        actionText={proposalWords.retry}
        isBusy={lines.isFetching}
        onAction={() => void lines.refetch()}
      />
    ) : (
      <TableSkeleton label={proposalWords.loadingLines} rows={Math.min(order.lines, 5)} />
    )
  }
  const { rows, total, previous, next } = lines.data
  const go = (to: string | null) => (to === null ? null : () => setCursor(to))
  const columns = proposedColumns({
    proposalId,
    order,
    isOver,
    onUnits: ({ proposedLineId, version }, units) => edit.mutate({ proposedLineId, version, change: { units } }),
    onLeaveOut: ({ proposedLineId, version }, isLeftOut) =>
      edit.mutate({ proposedLineId, version, change: { isLeftOut } }),
    onOwed: ({ proposedLineId, version }, isOwedLeftOut) =>
      edit.mutate({ proposedLineId, version, change: { isOwedLeftOut } }),
    onMove: (line) => {
      edit.reset()
      setMoving(line)
    },
  })
  return (
    <>
      {trouble !== null && moving === null && <Notice tone="warning">{trouble}</Notice>}
      <PlainTable
        label={proposalWords.tableLabel(order.supplier.name)}
        columns={columns}
        rows={rows}
        isBusy={lines.isPlaceholderData || edit.isPending}
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
          without={order.supplier.supplierId}
          trouble={trouble}
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
    </>
  )
}

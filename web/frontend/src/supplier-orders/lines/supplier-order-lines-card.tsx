import { useState } from 'react'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { faultOf } from '../../api/faults.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { canMove } from '../order/can-move.ts'
import { useSupplierOrderLines } from '../supplier-order-queries.ts'
import { orderDetailWords, totalLines } from '../words/order-detail-words.ts'
import { supplierOrderFault } from '../words/supplier-order-words.ts'
import { AddDraftItems } from './add-draft-items.tsx'
import { lineColumns } from './line-columns.tsx'
import { LineDialog } from './line-dialog.tsx'
import { RemoveLine } from './remove-line.tsx'

type Doing = { readonly what: 'change' | 'remove'; readonly line: SupplierOrderLine } | { readonly what: 'add' }

/** What is ordered, when it comes and whom it serves. */
export function SupplierOrderLinesCard({ order }: { order: SupplierOrderDetail }) {
  const [cursor, setCursor] = useState<string | null>(null)
  const [doing, setDoing] = useState<Doing | null>(null)
  const lines = useSupplierOrderLines(order.supplierOrderId, cursor)
  const isDraft = order.state === 'draft'
  const canEdit = canMove(order, 'edit')
  const stop = () => setDoing(null)
  /** As it was read last: the dialog may be open for a while. */
  const asRead = (line: SupplierOrderLine) =>
    lines.data?.rows.find(({ supplierOrderLineId }) => supplierOrderLineId === line.supplierOrderLineId) ?? line

  const shown = () => {
    if (lines.data === undefined) {
      if (!lines.isError) return <TableSkeleton label={orderDetailWords.loadingLines} rows={Math.min(order.lines, 5)} />
      return (
        <Failure
          {...supplierOrderFault(faultOf(lines.error))}
          actionText={orderDetailWords.retry}
          isBusy={lines.isFetching}
          onAction={() => void lines.refetch()}
        />
      )
    }
    const { rows, total, previous, next } = lines.data
    if (total === 0) return <LineText tone="subdued">{orderDetailWords.noLines}</LineText>
    const go = (to: string | null) => (to === null ? null : () => setCursor(to))
    return (
      <>
        <PlainTable
          label={orderDetailWords.linesTable}
          columns={lineColumns(order, canEdit ? setDoing : null)}
          rows={rows}
          isBusy={lines.isPlaceholderData}
          keyOf={(line) => line.supplierOrderLineId}
        />
        {(previous !== null || next !== null) && (
          <Pager
            label={totalLines(total)}
            previous={{ text: orderDetailWords.previousLines, onGo: go(previous) }}
            next={{ text: orderDetailWords.nextLines, onGo: go(next) }}
          />
        )}
      </>
    )
  }
  return (
    <Card title={orderDetailWords.linesTitle}>
      {shown()}
      {canEdit && isDraft && (
        <Actions actions={[{ text: orderDetailWords.add, onAction: () => setDoing({ what: 'add' }) }]} />
      )}
      {doing?.what === 'add' && <AddDraftItems order={order} onClose={stop} />}
      {doing?.what === 'change' && <LineDialog order={order} line={asRead(doing.line)} onClose={stop} />}
      {doing?.what === 'remove' && <RemoveLine order={order} line={doing.line} onClose={stop} />}
    </Card>
  )
}

import { useState } from 'react'
import type { ServedLine, SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { filledFirst } from '../../backorders/words/owed-words.ts'
import { expectedWords } from '../../backorders/words/status-words.ts'
import { dueWords } from '../../backorders/words/waits-words.ts'
import { number } from '../../format/counted.ts'
import { Card } from '../../ui/page/card.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { useServedLines } from '../supplier-order-queries.ts'
import { orderDetailWords, totalServed } from '../words/order-detail-words.ts'

const { servedColumns: titles } = orderDetailWords

/** The order lines that the units go to, as things stand now. */
export function ServedCard({ order }: { order: SupplierOrderDetail }) {
  const [cursor, setCursor] = useState<string | null>(null)
  const found = useServedLines(order.supplierOrderId, cursor)
  const url = useUrl()
  if (found.data === undefined || order.state === 'cancelled' || order.state === 'closed') return null

  const { rows, owed, total, previous, next } = found.data
  const go = (to: string | null) => (to === null ? null : () => setCursor(to))
  const columns: PlainColumn<ServedLine>[] = [
    {
      key: 'order',
      title: titles.order,
      width: 15,
      cell: (row) =>
        row.backorderId === null ? (
          row.orderName
        ) : (
          <TextLink text={row.orderName} url={url(`/backorders/${row.backorderId}`)} />
        ),
    },
    {
      key: 'item',
      title: titles.item,
      width: 37,
      cell: (row) => <TwoLines first={row.title} second={row.sku ?? '\u00a0'} hint={row.title} />,
    },
    { key: 'units', title: titles.units, width: 12, isHalf: true, cell: (row) => number(row.units) },
    { key: 'due', title: titles.due, width: 18, isHalf: true, cell: (row) => dueWords(row.due) },
    {
      key: 'ready',
      title: titles.ready,
      width: 18,
      cell: ({ readyOn, isDelayed }) => {
        const shown = isDelayed ? (['delayed'] as const) : []
        return expectedWords({ state: 'open', shown: [...shown], readyOn, uncovered: 0, inDrafts: 0 })
      },
    },
  ]
  return (
    <Card title={orderDetailWords.servedTitle} hint={orderDetailWords.servedHint}>
      {owed > 0 && <LineText>{filledFirst(owed)}</LineText>}
      {total === 0 && owed === 0 && <LineText tone="subdued">{orderDetailWords.servedNobody}</LineText>}
      {total > 0 && (
        <PlainTable
          label={orderDetailWords.servedTable}
          columns={columns}
          rows={rows}
          isBusy={found.isPlaceholderData}
          keyOf={(row) => `${row.supplierOrderLineId} ${row.lineId} ${row.due}`}
        />
      )}
      {(previous !== null || next !== null) && (
        <Pager
          label={totalServed(total)}
          previous={{ text: orderDetailWords.previousLines, onGo: go(previous) }}
          next={{ text: orderDetailWords.nextLines, onGo: go(next) }}
        />
      )}
    </Card>
  )
}

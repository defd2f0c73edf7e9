import type { AffectedLine } from '../../../../supplier-orders/contract/changes.ts'
import { number } from '../../format/counted.ts'
import { ReadingArea } from '../../ui/notices/reading-area.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import type { useAffected } from '../supplier-order-queries.ts'
import { affectedDay, affectedSummary, affectedWords } from '../words/affected-words.ts'

const { columns: titles } = affectedWords

const columns: readonly PlainColumn<AffectedLine>[] = [
  {
    key: 'line',
    title: titles.line,
    width: 40,
    cell: (row) => <TwoLines first={row.orderName} second={row.title} hint={row.title} />,
  },
  { key: 'units', title: titles.units, width: 12, cell: (row) => number(row.units) },
  {
    key: 'before',
    title: titles.before,
    width: 24,
    isHalf: true,
    cell: (row) => affectedDay(row.dayBefore, row.uncoveredBefore),
  },
  {
    key: 'after',
    title: titles.after,
    width: 24,
    isHalf: true,
    cell: (row) => affectedDay(row.dayAfter, row.uncoveredAfter),
  },
]

/** Who a change would touch, before it is made. */
export function AffectedList({ affected }: { affected: ReturnType<typeof useAffected> }) {
  if (affected.data === undefined) {
    if (affected.isError) return <LineText tone="critical">{affectedWords.failed}</LineText>
    return affected.isLoading ? <LineText tone="subdued">{affectedWords.asking}</LineText> : null
  }
  return (
    <>
      <div role="status">
        <LineText>{affectedSummary(affected.data)}</LineText>
      </div>
      {affected.data.rows.length > 0 && (
        <ReadingArea label={affectedWords.table}>
          <PlainTable
            label={affectedWords.table}
            columns={columns}
            rows={affected.data.rows}
            isBusy={affected.isPlaceholderData}
            keyOf={(row) => row.lineId}
          />
        </ReadingArea>
      )}
    </>
  )
}

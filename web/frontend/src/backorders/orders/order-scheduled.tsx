import type { OrderLine, ScheduledUnits } from '../../../../backorders/contract/orders.ts'
import { number } from '../../format/counted.ts'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { scheduledDay, scheduledWords as words } from '../words/scheduled-words.ts'

type Row = { readonly line: OrderLine; readonly units: ScheduledUnits }

/** What of an order is to be sent later, date by date; nothing where nothing is. */
export function OrderScheduled({ lines }: { lines: readonly OrderLine[] }) {
  const rows = lines.flatMap((line) => (line.scheduled ?? []).map((units): Row => ({ line, units })))
  if (rows.length === 0) return null
  return (
    <Card title={words.title} hint={words.orderHint} isFlush>
      <PlainTable
        label={words.orderTable}
        columns={columns}
        rows={rows}
        keyOf={({ line, units }) => `${line.lineId} ${units.locationId} ${units.on}`}
      />
    </Card>
  )
}

const columns: readonly PlainColumn<Row>[] = [
  {
    key: 'item',
    title: words.columns.item,
    width: 47,
    cell: ({ line: { title, sku } }) => <TwoLines first={title} second={sku ?? '\u00a0'} hint={title} />,
  },
  { key: 'units', title: words.columns.units, width: 13, isHalf: true, cell: ({ units }) => number(units.units) },
  { key: 'on', title: words.columns.on, width: 20, isHalf: true, cell: ({ units }) => scheduledDay(units.on) },
  { key: 'location', title: words.columns.location, width: 20, cell: ({ units }) => units.locationName ?? '–' },
]

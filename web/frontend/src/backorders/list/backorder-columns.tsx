import type { BackorderRow } from '../../../../backorders/contract/backorders.ts'
import { exactTime } from '../../format/dates.ts'
import { UnitsBar } from '../../ui/fields/units/units-bar.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import type { Column } from '../../ui/tables/record-table.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { unitsParts } from '../words/detail-words.ts'
import { listWords, shortWords } from '../words/list-words.ts'
import { lastKnownStatus } from '../words/older-orders-words.ts'
import { delayed, expectedWords, otherPromise, statusWords } from '../words/status-words.ts'

const { columns: titles } = listWords

export const backorderColumns: readonly Column<BackorderRow>[] = [
  { key: 'order', title: titles.order, width: 10.5, cell: (row) => row.orderName },
  {
    key: 'item',
    title: titles.item,
    width: 29,
    onPhone: 'whole',
    cell: (row) => (
      <TwoLines
        picture={<Picture url={row.imageUrl} title={row.title} />}
        first={row.title}
        hint={row.title}
        second={itemWords(row)}
      />
    ),
  },
  {
    key: 'short',
    title: titles.short,
    width: 13,
    cell: (row) => (
      <TwoLines first={shortWords(row.backordered, row.units)} second={<UnitsBar parts={unitsParts(row)} />} />
    ),
  },
  {
    key: 'waiting',
    title: titles.waiting,
    width: 17,
    cell: (row) => <TwoLines first={<TimeSince instant={row.orderedAt} inDays />} second={exactTime(row.orderedAt)} />,
  },
  {
    key: 'state',
    title: titles.state,
    width: 15,
    onPhone: 'corner',
    cell: (row) => <StatusBadges statuses={states(row)} />,
  },
  { key: 'expected', title: titles.expected, width: 15.5, onPhone: 'line', cell: expected },
]

/** What it is and where. */
function itemWords({ sku, locationName }: BackorderRow): string {
  return [sku, locationName].filter((part) => part).join(' · ') || '\u00a0'
}

/** What is told of it, and that nobody can tell better. */
function states(row: BackorderRow) {
  const words = statusWords(row)
  return row.lastKnownSince === undefined ? words : [...words, lastKnownStatus]
}

function expected(row: BackorderRow) {
  if (row.shown.includes('delayed')) return <TwoLines first={delayed.now} second={delayed.next} hint={delayed.whole} />
  const promised = otherPromise(row)
  return promised === null ? expectedWords(row) : <TwoLines first={expectedWords(row)} second={promised} />
}

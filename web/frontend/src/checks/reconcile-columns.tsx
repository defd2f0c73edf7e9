import type { ReconcileDifference } from '../../../checks/contract/reconcile.ts'
import type { PlainColumn } from '../ui/tables/plain-table.tsx'
import { TwoLines } from '../ui/tables/rows/two-lines.tsx'
import { Explained } from '../ui/text/explained.tsx'
import { sidesWords } from './difference-words.ts'
import { causeWords, reconcileWords, thingWords } from './reconcile-words.ts'

const { columns: titles } = reconcileWords

export const reconcileColumns: readonly PlainColumn<ReconcileDifference>[] = [
  {
    key: 'thing',
    title: titles.thing,
    width: 26,
    cell: (row) => <TwoLines first={row.name} hint={row.name} second={thingWords(row)} />,
  },
  {
    key: 'cause',
    title: titles.cause,
    width: 24,
    cell: ({ cause }) => <Explained sentence={causeWords(cause).short} exactly={causeWords(cause).text} />,
  },
  { key: 'ours', title: titles.ours, width: 25, cell: (row) => sidesWords(row).ours },
  { key: 'theirs', title: titles.theirs, width: 25, cell: (row) => <strong>{sidesWords(row).theirs}</strong> },
]

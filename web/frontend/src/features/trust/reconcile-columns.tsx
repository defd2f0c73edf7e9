import type { ReconcileDifference } from '../../../../contract/reconcile.ts'
import { Explained } from '../../ui/explained.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { sidesWords } from '../../words/difference-words.ts'
import { causeWords, reconcileWords, thingWords } from '../../words/reconcile-words.ts'

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

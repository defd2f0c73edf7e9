import type { RebuildDifference } from '../../../checks/contract/rebuild.ts'
import { unitsSentence } from '../backorders/words/detail-words.ts'
import type { PlainColumn } from '../ui/tables/plain-table.tsx'
import { TwoLines } from '../ui/tables/rows/two-lines.tsx'
import { rebuildWords } from './rebuild-words.ts'

const { columns: titles } = rebuildWords

export const differenceColumns: readonly PlainColumn<RebuildDifference>[] = [
  {
    key: 'line',
    title: titles.line,
    width: 34,
    cell: ({ orderName, title, sku, locationName }) => (
      <TwoLines
        first={`${orderName} · ${title}`}
        hint={title}
        second={[sku, locationName].filter((part) => part).join(' · ') || '\u00a0'}
      />
    ),
  },
  {
    key: 'before',
    title: titles.before,
    width: 33,
    cell: ({ before }) => (before === null ? rebuildWords.notRecorded : unitsSentence(before)),
  },
  { key: 'after', title: titles.after, width: 33, cell: ({ after }) => <strong>{unitsSentence(after)}</strong> },
]

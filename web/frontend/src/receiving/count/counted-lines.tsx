import { useState } from 'react'
import type { OpenLine } from '../../../../receiving/contract/receipts.ts'
import { useWatchedFields } from '../../ui/fields/checks/wrong-fields.tsx'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { receiveWords, totalOpenLines } from '../receive-words.ts'
import { countedColumns } from './counted-columns.tsx'
import type { Counting } from './use-counting.ts'

const pageSize = 25

type Props = {
  readonly lines: readonly OpenLine[]
  readonly counting: Counting
  /** Lines that were ordered can all be taken as they were ordered. */
  readonly canAcceptAll: boolean
}

/** What came of each line: accepted, rejected and why, and what is kept out of the queue. */
export function CountedLines({ lines, counting, canAcceptAll }: Props) {
  const [text, setText] = useState('')
  const [page, setPage] = useState(0)
  const found = lines.filter((line) => matches(line, text))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const shown = Math.min(page, pages - 1)
  const fields = useWatchedFields()
  const acceptAll = () => {
    for (const line of lines) if (line.outstanding > 0) counting.count(line, () => ({ accepted: line.outstanding }))
  }
  return (
    <Card title={receiveWords.linesTitle}>
      <Actions
        actions={[
          ...(canAcceptAll ? [{ text: receiveWords.allCame, onAction: acceptAll }] : []),
          {
            text: receiveWords.startOver,
            isOff: counting.counted.length === 0 && (fields === null || fields.labels.length === 0),
            onAction: () => {
              counting.clear()
              fields?.clear()
            },
          },
        ]}
      />
      {lines.length > pageSize && (
        <SearchField label={receiveWords.search} hint={receiveWords.searchHint} text={text} onText={setText} />
      )}
      <PlainTable
        label={receiveWords.linesTable}
        columns={countedColumns(counting)}
        rows={found.slice(shown * pageSize, (shown + 1) * pageSize)}
        keyOf={(line) => line.supplierOrderLineId}
      />
      {pages > 1 && (
        <Pager
          label={totalOpenLines(found.length)}
          previous={{ text: receiveWords.previous, onGo: shown === 0 ? null : () => setPage(shown - 1) }}
          next={{ text: receiveWords.next, onGo: shown === pages - 1 ? null : () => setPage(shown + 1) }}
        />
      )}
    </Card>
  )
}

function matches({ title, sku, supplierSku, barcode }: OpenLine, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return [title, sku, supplierSku, barcode].some((part) => part?.toLowerCase().includes(wanted))
}

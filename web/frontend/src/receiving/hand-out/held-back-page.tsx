import { useState } from 'react'
import type { HeldBackRow } from '../../../../receiving/contract/held-back.ts'
import { refusalOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { UnitsField } from '../../ui/fields/units/units-field.tsx'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { heldBackWords, totalHeldBack, waitingWords } from '../pick-words.ts'
import { useHeldBack, useHoldBack } from '../receipt-queries.ts'

const pageSize = 50
const { columns: titles } = heldBackWords

/** Stock that is kept out of the queue, and a way to let it go. */
export function HeldBackPage() {
  const url = useUrl()
  return (
    <Page
      title={heldBackWords.title}
      subtitle={heldBackWords.subtitle}
      back={{ text: heldBackWords.back, url: url('/supplier-orders') }}
    >
      <Card isFlush>
        <HeldBackItems />
      </Card>
    </Page>
  )
}

/** Loading, failed, empty or filled. */
function HeldBackItems() {
  const [page, setPage] = useState(0)
  const list = useHeldBack(page * pageSize, pageSize)
  const hold = useHoldBack()
  if (list.data === undefined) {
    if (!list.isError) return <TableSkeleton label={heldBackWords.loading} rows={5} />
    return (
      <Failure
        title={heldBackWords.failed}
        text={heldBackWords.failedText}
        actionText={heldBackWords.retry}
        isBusy={list.isFetching}
        onAction={() => void list.refetch()}
      />
    )
  }
  const { rows, total } = list.data
  if (rows.length === 0 && page === 0) {
    return <Nothing sign="done" title={heldBackWords.emptyTitle} text={heldBackWords.emptyText} />
  }
  const columns: PlainColumn<HeldBackRow>[] = [
    {
      key: 'item',
      title: titles.item,
      width: 44,
      cell: (row) => <TwoLines first={row.title} second={row.sku ?? '\u00a0'} hint={row.title} />,
    },
    { key: 'location', title: titles.location, width: 20, cell: (row) => row.locationName ?? '–' },
    {
      key: 'units',
      title: titles.units,
      width: 18,
      cell: (row) => (
        <UnitsField
          label={`${titles.units}: ${row.title}`}
          value={row.units}
          onUnits={(units) => hold.mutate({ itemId: row.itemId, locationId: row.locationId, before: row.units, units })}
        />
      ),
    },
    { key: 'waiting', title: titles.waiting, width: 18, cell: (row) => waitingWords(row.backordered) },
  ]
  return (
    <>
      {hold.isError && <Notice tone="critical">{refusalOf(hold.error) ?? heldBackWords.trouble}</Notice>}
      <PlainTable
        label={heldBackWords.table}
        columns={columns}
        rows={rows}
        isBusy={list.isPlaceholderData}
        keyOf={(row) => `${row.itemId} ${row.locationId}`}
      />
      {total > pageSize && (
        <Pager
          label={totalHeldBack(total)}
          previous={{ text: heldBackWords.previous, onGo: page === 0 ? null : () => setPage(page - 1) }}
          next={{ text: heldBackWords.next, onGo: (page + 1) * pageSize >= total ? null : () => setPage(page + 1) }}
        />
      )}
    </>
  )
}

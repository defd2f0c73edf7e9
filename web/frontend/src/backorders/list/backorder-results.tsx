import { useMemo } from 'react'
import type { BackorderRow } from '../../../../backorders/contract/backorders.ts'
import { faultOf } from '../../api/faults.ts'
import { importWords } from '../../checks/import-words.ts'
import type { Selection } from '../../ui/fields/checks/use-selection.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { RecordTable } from '../../ui/tables/record-table.tsx'
import { useFreshRows } from '../../ui/tables/rows/use-fresh-rows.ts'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import type { useBackorders } from '../backorder-queries.ts'
import { emptyWords, faultWords, listWords, totalWords } from '../words/list-words.ts'
import { isToOrder, orderTheseWords } from '../words/order-these-words.ts'
import { backorderColumns } from './backorder-columns.tsx'
import { countOf, type StateCounts } from './state-tabs.tsx'
import type { useListAddress } from './use-list-address.ts'

type Props = {
  readonly list: ReturnType<typeof useBackorders>
  readonly counts: StateCounts | null
  readonly isCounting: boolean
  /** Nothing can be said before the shop is imported. */
  readonly isImporting: boolean
  readonly address: ReturnType<typeof useListAddress>
  readonly selection: Selection
}

/** Loading, failed, empty or filled. */
export function BackorderResults({ list, counts, isCounting, isImporting, address, selection }: Props) {
  const { tab, query, sort, cursor, go } = address
  // While other rows still stand in for those that were asked for, they belong to another page.
  const scope = `${tab} ${query} ${sort} ${cursor} ${list.isPlaceholderData}`
  const fresh = useFreshRows(scope, useVersions(list.data?.rows))

  if (list.isError && list.data === undefined) {
    const fault = faultOf(list.error)
    const isLost = fault === 'not-understood'
    return (
      <Failure
        {...faultWords(fault)}
        actionText={isLost ? listWords.showAll : listWords.retry}
        isBusy={list.isFetching}
        onAction={() => (isLost ? go({ tab: 'active', query: '', sort, cursor: null }) : void list.refetch())}
      />
    )
  }
  if (list.data === undefined || isCounting) return <TableSkeleton label={listWords.loading} rows={10} />

  const { rows, total, totalIsExact, next, previous } = list.data
  const firstPage = { tab, query, sort, cursor: null }
  const [before, after] = sort === 'newest' ? [listWords.newer, listWords.older] : [listWords.older, listWords.newer]
  if (rows.length === 0) {
    return (
      <NoRows
        address={address}
        everRecorded={counts === null || countOf(counts, 'all') > 0}
        isImporting={isImporting}
      />
    )
  }
  return (
    <>
      <RecordTable
        label={listWords.tableLabel}
        columns={backorderColumns}
        rows={rows}
        scope={scope}
        isBusy={list.isPlaceholderData}
        fresh={fresh}
        choice={{
          selection,
          allLabel: orderTheseWords.chooseAll,
          rowLabel: orderTheseWords.choose,
          canChoose: isToOrder,
        }}
        keyOf={(row) => row.backorderId}
        urlOf={(row) => address.rowUrl(row.backorderId)}
      />
      <Pager
        label={totalWords(total, totalIsExact)}
        previous={{
          text: before,
          onGo: previous === null ? null : () => go({ ...firstPage, cursor: previous }),
        }}
        next={{ text: after, onGo: next === null ? null : () => go({ ...firstPage, cursor: next }) }}
      />
    </>
  )
}

type NoRowsProps = Pick<Props, 'isImporting' | 'address'> & { readonly everRecorded: boolean }

/** A page that emptied, a shop of which nothing is known yet, a search without hits, or nothing to show. */
function NoRows({ address: { tab, query, sort, cursor, go }, isImporting, everRecorded }: NoRowsProps) {
  const firstPage = { tab, query, sort, cursor: null }
  if (cursor !== null) {
    return (
      <Nothing
        sign="done"
        {...emptyWords(tab, query, true)}
        action={{ text: listWords.toFirstPage, onAction: () => go(firstPage) }}
      />
    )
  }
  if (isImporting) return <Nothing sign="search" title={importWords.waitingTitle} text={importWords.waitingText} />
  return (
    <Nothing
      sign={query === '' ? 'done' : 'search'}
      {...emptyWords(tab, query, everRecorded)}
      {...(query !== '' && {
        action: { text: listWords.clearSearch, onAction: () => go({ ...firstPage, query: '' }) },
      })}
    />
  )
}

function useVersions(rows: readonly BackorderRow[] | undefined): ReadonlyMap<string, string> {
  return useMemo(
    () => new Map(rows?.map((row) => [row.backorderId, `${row.state} ${row.backordered} ${row.units} ${row.readyOn}`])),
    [rows],
  )
}

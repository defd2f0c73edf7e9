import { useNavigate } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { RecordTable } from '../../ui/tables/record-table.tsx'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import type { useSupplierOrders } from '../supplier-order-queries.ts'
import {
  emptySupplierOrders,
  supplierOrderFault,
  supplierOrderWords,
  totalSupplierOrders,
} from '../words/supplier-order-words.ts'
import { orderColumns } from './order-columns.tsx'
import { countOfOrderTab } from './order-tabs.tsx'
import type { useOrdersAddress } from './use-orders-address.ts'

type Props = {
  readonly list: ReturnType<typeof useSupplierOrders>
  readonly address: ReturnType<typeof useOrdersAddress>
}

/** Loading, failed, empty or filled. */
export function OrderResults({ list, address }: Props) {
  const { tab, supplierId, query, cursor, go } = address
  if (list.data === undefined) {
    if (!list.isError) return <TableSkeleton label={supplierOrderWords.loading} rows={8} />
    const fault = faultOf(list.error)
    const isLost = fault === 'not-understood'
    return (
      <Failure
        {...supplierOrderFault(fault)}
        actionText={isLost ? supplierOrderWords.showAll : supplierOrderWords.retry}
        isBusy={list.isFetching}
        onAction={() => (isLost ? go({ tab: 'open', supplierId: null, query: '', cursor: null }) : void list.refetch())}
      />
    )
  }
  const { rows, total, next, previous, counts } = list.data
  if (rows.length === 0) return <NoOrders address={address} everMade={countOfOrderTab(counts, 'all') > 0} />
  const goTo = (to: string | null) => (to === null ? null : () => go({ tab, supplierId, query, cursor: to }))
  return (
    <>
      <RecordTable
        label={supplierOrderWords.tableLabel}
        columns={orderColumns}
        rows={rows}
        scope={`${tab} ${supplierId} ${query} ${cursor} ${list.isPlaceholderData}`}
        isBusy={list.isPlaceholderData}
        keyOf={(row) => row.supplierOrderId}
        urlOf={(row) => address.rowUrl(row.supplierOrderId)}
      />
      <Pager
        label={totalSupplierOrders(total)}
        previous={{ text: supplierOrderWords.previous, onGo: goTo(previous) }}
        next={{ text: supplierOrderWords.next, onGo: goTo(next) }}
      />
    </>
  )
}

function NoOrders({ address, everMade }: { address: Props['address']; everMade: boolean }) {
  const { tab, supplierId, query, cursor, go } = address
  const navigate = useNavigate()
  const url = useUrl()
  const isFiltered = query !== '' || supplierId !== null
  const action = () => {
    if (cursor !== null) {
      return { text: supplierOrderWords.toFirstPage, onAction: () => go({ tab, supplierId, query, cursor: null }) }
    }
    if (isFiltered) {
      const everything = { tab, supplierId: null, query: '', cursor: null }
      return { text: supplierOrderWords.clearFilters, onAction: () => go(everything) }
    }
    return { text: supplierOrderWords.orderBackorders, onAction: () => void navigate(url('/')) }
  }
  return (
    <Nothing
      sign={isFiltered ? 'search' : 'done'}
      {...emptySupplierOrders(tab, isFiltered, everMade)}
      action={action()}
    />
  )
}

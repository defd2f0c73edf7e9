import type { SupplierOrderListOutput } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { number } from '../../format/counted.ts'
import { FilterTabs, FilterTabsSkeleton } from '../../ui/tables/filter-tabs.tsx'
import { type SupplierOrderTab, supplierOrderTabs, supplierOrderWords } from '../words/supplier-order-words.ts'
import type { useOrdersAddress } from './use-orders-address.ts'

type Counts = SupplierOrderListOutput['counts']
type Props = { readonly counts: Counts | undefined; readonly address: ReturnType<typeof useOrdersAddress> }

export function OrderTabs({ counts, address }: Props) {
  if (counts === undefined) return <FilterTabsSkeleton tabs={supplierOrderTabs.length} />
  const { supplierId, query } = address
  const filters = supplierOrderTabs.map(({ state, text }) => ({
    key: state,
    text,
    count: number(countOfOrderTab(counts, state)),
    url: address.urlOf({ tab: state, supplierId, query, cursor: null }),
  }))
  return <FilterTabs label={supplierOrderWords.tabsLabel} filters={filters} current={address.tab} />
}

export function countOfOrderTab(counts: Counts, tab: SupplierOrderTab): number {
  const open = counts.draft + counts.ordered + counts['partly-received']
  if (tab === 'open') return open
  return tab === 'all' ? open + counts.received + counts.closed + counts.cancelled : counts[tab]
}

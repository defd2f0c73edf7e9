import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { type SupplierOrderTab, supplierOrderTabs } from '../words/supplier-order-words.ts'

export type OrdersPlace = {
  readonly tab: SupplierOrderTab
  readonly supplierId: string | null
  readonly query: string
  readonly cursor: string | null
}

const firstTab: SupplierOrderTab = 'open'

/** Which supplier orders are looked at is in the address: it can be kept, shared and gone back to. */
export function useOrdersAddress() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const given = new URLSearchParams(search)
  const place: OrdersPlace = {
    tab: supplierOrderTabs.find(({ state }) => state === given.get('state'))?.state ?? firstTab,
    supplierId: given.get('supplier'),
    query: given.get('query') ?? '',
    cursor: given.get('cursor'),
  }
  const urlOf = ({ tab, supplierId, query, cursor }: OrdersPlace): string => {
    const own = new URLSearchParams()
    if (tab !== firstTab) own.set('state', tab)
    if (supplierId !== null) own.set('supplier', supplierId)
    if (query !== '') own.set('query', query)
    if (cursor !== null) own.set('cursor', cursor)
    return `/supplier-orders${queryWithFrame(own, search)}`
  }
  return {
    ...place,
    urlOf,
    rowUrl: (supplierOrderId: string) =>
      `/supplier-orders/${supplierOrderId}${queryWithFrame(new URLSearchParams(), search)}`,
    go: (there: OrdersPlace, replace = false) => void navigate(urlOf(there), { replace }),
  }
}

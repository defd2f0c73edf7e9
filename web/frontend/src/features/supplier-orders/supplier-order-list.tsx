import { useState } from 'react'
import { useSupplierChoices } from '../../api/supplier-choices.ts'
import { useSupplierOrders } from '../../api/supplier-order-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { LiveSign } from '../../ui/live-sign.tsx'
import { Page } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { StaleBar } from '../../ui/stale-bar.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useSearchText } from '../../ui/use-search-text.ts'
import { staleWords } from '../../words/list-words.ts'
import { supplierOrderWords } from '../../words/supplier-order-words.ts'
import { NativeOrdersCard } from './native-orders-card.tsx'
import { NewOrderDialog } from './new-order-dialog.tsx'
import { OrderResults } from './order-results.tsx'
import { OrderTabs } from './order-tabs.tsx'
import { useOrdersAddress } from './use-orders-address.ts'

/** What is bought from whom, and how far it is. */
export function SupplierOrderList() {
  const address = useOrdersAddress()
  const { tab, supplierId, query, cursor } = address
  const list = useSupplierOrders({ state: tab, supplierId, query, cursor })
  const suppliers = useSupplierChoices()
  const url = useUrl()
  const { text, setText } = useSearchText(query, (wanted) =>
    address.go({ tab, supplierId, query: wanted, cursor: null }, true),
  )
  const [isCreating, setCreating] = useState(false)
  const isStale = list.failureCount > 0 && list.data !== undefined
  const choices = [
    { value: '', text: supplierOrderWords.everySupplier },
    ...(suppliers.data ?? []).map((supplier) => ({ value: supplier.supplierId, text: supplier.name })),
  ]
  return (
    <Page
      isWide
      title={supplierOrderWords.title}
      subtitle={supplierOrderWords.subtitle}
      primary={{ text: supplierOrderWords.receive, url: url('/receive') }}
      actions={[
        { text: supplierOrderWords.newOrder, onAction: () => setCreating(true) },
        { text: supplierOrderWords.receipts, url: url('/receive/receipts') },
        { text: supplierOrderWords.pickList, url: url('/receive/pick-list') },
        { text: supplierOrderWords.heldBack, url: url('/receive/held-back') },
      ]}
    >
      <Card isFlush>
        <Toolbar
          tabs={<OrderTabs counts={list.data?.counts} address={address} />}
          search={
            <SearchField
              label={supplierOrderWords.searchLabel}
              hint={supplierOrderWords.searchHint}
              text={text}
              onText={setText}
            />
          }
          filter={
            <ChoiceField
              label={supplierOrderWords.supplierLabel}
              isLabelHidden
              value={supplierId ?? ''}
              choices={choices}
              onChoose={(chosen) => address.go({ tab, supplierId: chosen || null, query, cursor: null })}
            />
          }
          sign={
            list.data && (
              <LiveSign isLive={!isStale} text={isStale ? supplierOrderWords.paused : supplierOrderWords.live} />
            )
          }
        />
        <OrderResults list={list} address={address} />
      </Card>
      <NativeOrdersCard />
      {isCreating && <NewOrderDialog onClose={() => setCreating(false)} />}
      <StaleBar text={isStale ? staleWords(list.dataUpdatedAt) : null} />
    </Page>
  )
}

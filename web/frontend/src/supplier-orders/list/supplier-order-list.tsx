import { useState } from 'react'
import { useUrl } from '../../api/use-url.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { useSupplierChoices } from '../../suppliers/supplier-choices.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { LiveSign } from '../../ui/text/signs/live-sign.tsx'
import { NativeOrdersCard } from '../native/native-orders-card.tsx'
import { useSupplierOrders } from '../supplier-order-queries.ts'
import { supplierOrderWords } from '../words/supplier-order-words.ts'
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
        { text: supplierOrderWords.importFile, url: url('/suppliers/import', { kind: 'supplier-orders' }) },
        { text: supplierOrderWords.receipts, url: url('/receive/receipts') },
        { text: supplierOrderWords.pickList, url: url('/receive/pick-list') },
        { text: supplierOrderWords.heldBack, url: url('/receive/held-back') },
        { text: supplierOrderWords.letterhead, url: url('/letterhead') },
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

import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { useImport, useStartImport } from '../../checks/import-queries.ts'
import { importWords } from '../../checks/import-words.ts'
import { rebuildWords } from '../../checks/rebuild-words.ts'
import { useSelection } from '../../ui/fields/checks/use-selection.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { FootNote } from '../../ui/notices/foot-note.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { useScrollAsLeft } from '../../ui/page/left-lists.ts'
import { Page } from '../../ui/page/page.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { LiveSign } from '../../ui/text/signs/live-sign.tsx'
import { useBackorders, useShop } from '../backorder-queries.ts'
import { listWords, staleWords } from '../words/list-words.ts'
import { demandShown, isWhole, orderRefusal, orderWords } from '../words/order-these-words.ts'
import { AccessNotice } from './access-notice.tsx'
import { BackorderResults } from './backorder-results.tsx'
import { HomeNotices } from './home-notices.tsx'
import { OrderBar } from './order-bar.tsx'
import { StateTabs } from './state-tabs.tsx'
import { useListAddress } from './use-list-address.ts'
import { useOrderThese } from './use-order-these.ts'

/** The merchant's first page: what was sold without stock, as it is now. `above` is shown before the list. */
export function BackorderList({ above }: { above: ReactNode }) {
  const address = useListAddress()
  const { search } = useLocation()
  const { tab, query, sort, cursor } = address
  const list = useBackorders({ state: tab, query, sort, cursor })
  const shop = useShop()
  const imported = useImport()
  const startImport = useStartImport()
  const selection = useSelection('backorders')
  const ordering = useOrderThese()
  const { text, setText } = useSearchText(query, (wanted) =>
    address.go({ tab, query: wanted, sort, cursor: null }, true),
  )

  const cursorBefore = useRef(cursor)
  // Another page begins at its top.
  useEffect(() => {
    if (cursorBefore.current !== cursor) window.scrollTo(0, 0)
    cursorBefore.current = cursor
  }, [cursor])

  const current = imported.data?.current
  // Whatever stands below the list waits for it, so that nothing moves when the list fills.
  const isSettled = list.data !== undefined && !shop.isPending && !imported.isPending
  useScrollAsLeft(isSettled)
  // Rows that stand in for those that were asked for say nothing of these.
  const shown = list.isPlaceholderData ? undefined : list.data
  const isStale = list.failureCount > 0 && list.data !== undefined
  return (
    <Page
      isWide
      title={listWords.title}
      subtitle={listWords.subtitle}
      primary={{
        text: orderWords(tab, query),
        isBusy: ordering.isPending,
        refusal: orderRefusal(shop.data, shown, tab, query === '' && isWhole(tab)),
        onAction: () => ordering.order(demandShown(tab, query)),
      }}
      {...(current?.finishedAt && { more: { text: importWords.again, onAction: startImport.mutate } })}
    >
      {ordering.trouble !== null && <Notice tone="critical">{ordering.trouble}</Notice>}
      <AccessNotice access={shop.data?.access} />
      <HomeNotices
        shop={shop.data}
        isOrdering={ordering.isPending}
        onOrder={() => ordering.order(demandShown('active', ''))}
        stillMissing={async () => (await shop.refetch({ throwOnError: true })).data?.olderOrders?.missingScopes ?? []}
      />
      {above}
      <Card isFlush>
        <Toolbar
          tabs={<StateTabs counts={shop.data?.counts ?? null} isKnown={!shop.isPending} address={address} />}
          search={
            <SearchField label={listWords.searchLabel} hint={listWords.searchHint} text={text} onText={setText} />
          }
          filter={
            <ChoiceField
              label={listWords.sortLabel}
              isLabelHidden
              value={sort}
              choices={listWords.sorts}
              onChoose={(chosen) => address.go({ tab, query, sort: chosen, cursor: null })}
            />
          }
          sign={list.data && <LiveSign isLive={!isStale} text={isStale ? listWords.paused : listWords.live} />}
        />
        <BackorderResults
          list={list}
          counts={shop.data?.counts ?? null}
          isCounting={shop.isPending || imported.isPending}
          isImporting={current?.finishedAt === null && current.holdsPlans}
          address={address}
          selection={selection}
        />
        <OrderBar selection={selection} ordering={ordering} />
      </Card>
      {isSettled && (
        <FootNote
          text={rebuildWords.doubt}
          linkText={rebuildWords.link}
          url={`/check${queryWithFrame(new URLSearchParams(), search)}`}
        />
      )}
      <StaleBar text={isStale ? staleWords(list.dataUpdatedAt) : null} />
    </Page>
  )
}

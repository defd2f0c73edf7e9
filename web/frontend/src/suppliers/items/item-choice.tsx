import type { ItemRow } from '../../../../suppliers/contract/catalogue.ts'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { totalItems } from '../../format/counted.ts'
import type { Selection } from '../../ui/fields/checks/use-selection.ts'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Card } from '../../ui/page/card.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { type ItemScope, useItems } from '../catalogue-queries.ts'
import { catalogueWords, itemTitle, noItemMatchText, itemWords as words } from '../catalogue-words.ts'
import { itemAddress } from './item-address.ts'
import { itemColumns } from './item-columns.tsx'

const scopes = ['needed', 'unsupplied', 'all'] as const

type Props = {
  /** The page's own address. */
  readonly path: string
  readonly selection: Selection
  /** Items that cannot be chosen here. */
  canChoose?(row: ItemRow): boolean
}

/** Items of the shop, to choose some of. */
export function ItemChoice({ path, selection, canChoose = () => true }: Props) {
  const place = usePlace(path, scopes)
  const { tab, query, cursor, urlOf, go } = place
  const url = useUrl()
  const list = useItems({ scope: tab, query, cursor })
  const { text, setText } = useSearchText(query, (wanted) => go({ query: wanted }, true))
  const columns = itemColumns(({ itemId }) => url(itemAddress(itemId)))
  return (
    <Card isFlush>
      <Toolbar
        tabs={
          <FilterTabs
            label={words.tabsLabel}
            current={tab}
            filters={scopes.map((key) => ({
              key,
              text: words.tabs[key],
              url: urlOf({ tab: key, query, cursor: null }),
            }))}
          />
        }
        search={<SearchField label={words.searchLabel} hint={words.searchHint} text={text} onText={setText} />}
        sign={null}
      />
      <PagedList
        list={list}
        words={words.list}
        totalText={totalItems}
        goTo={(there) => go({ cursor: there })}
        empty={<NoItems {...place} />}
      >
        {({ rows }) => (
          <PlainTable
            label={words.tableLabel}
            isCentred
            columns={columns}
            rows={rows}
            isBusy={list.isPlaceholderData}
            choice={{ selection, allLabel: catalogueWords.chooseAll, rowLabel: (row) => itemTitle(row), canChoose }}
            keyOf={({ itemId }) => itemId}
          />
        )}
      </PagedList>
    </Card>
  )
}

function NoItems({ tab, query, cursor, go }: ReturnType<typeof usePlace<ItemScope>>) {
  if (cursor !== null) {
    const action = { text: catalogueWords.toFirst, onAction: () => go({}) }
    return (
      <Nothing sign="done" title={catalogueWords.emptyPageTitle} text={catalogueWords.emptyPageText} action={action} />
    )
  }
  if (query !== '') {
    const action = { text: catalogueWords.clearSearch, onAction: () => go({ query: '' }) }
    return <Nothing sign="search" title={catalogueWords.noMatchTitle} text={noItemMatchText(query)} action={action} />
  }
  return <Nothing sign={tab === 'all' ? 'search' : 'done'} {...words.empty[tab]} />
}

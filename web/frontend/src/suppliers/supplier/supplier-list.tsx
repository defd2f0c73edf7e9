import { useNavigate } from 'react-router'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { RecordTable } from '../../ui/tables/record-table.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { TableSkeleton } from '../../ui/tables/table-skeleton.tsx'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { UnsuppliedNotice } from '../catalogue/unsupplied-notice.tsx'
import { useUnsuppliedCount } from '../catalogue-queries.ts'
import { useExport } from '../csv/use-export.ts'
import { useSuppliers } from '../supplier-queries.ts'
import { noMatchText, supplierWords, totalSuppliers } from '../supplier-words.ts'
import { supplierColumns } from './supplier-columns.tsx'

const tabs = ['no', 'yes'] as const

export function SupplierList() {
  const place = usePlace('/suppliers', tabs)
  const { tab, query, cursor, urlOf, go } = place
  const url = useUrl()
  const list = useSuppliers({ archived: tab, query, cursor })
  const { text, setText } = useSearchText(query, (wanted) => go({ query: wanted }, true))
  const exporting = useExport('suppliers', null)
  const unsupplied = useUnsuppliedCount()
  const isStale = list.failureCount > 0 && list.data !== undefined
  return (
    <Page
      isWide
      title={supplierWords.title}
      subtitle={supplierWords.subtitle}
      primary={{ text: supplierWords.add, url: url('/suppliers/new') }}
      actions={[
        { text: supplierWords.import, url: url('/suppliers/import') },
        { text: supplierWords.export, ...exporting },
      ]}
    >
      {/* Nothing is shown before what stands above it is known, so that nothing moves. */}
      {unsupplied.isPending ? (
        <Card isFlush>
          <TableSkeleton label={supplierWords.list.loading} rows={6} />
        </Card>
      ) : (
        <>
          <UnsuppliedNotice count={unsupplied.data ?? 0} />
          <Card isFlush>
            <Toolbar
              tabs={
                <FilterTabs
                  label={supplierWords.tabsLabel}
                  current={tab}
                  filters={tabs.map((key) => ({
                    key,
                    text: supplierWords.tabs[key],
                    url: urlOf({ tab: key, query, cursor: null }),
                  }))}
                />
              }
              search={
                <SearchField
                  label={supplierWords.searchLabel}
                  hint={supplierWords.searchHint}
                  text={text}
                  onText={setText}
                />
              }
              sign={null}
            />
            <PagedList
              list={list}
              words={supplierWords.list}
              totalText={totalSuppliers}
              goTo={(there) => go({ cursor: there })}
              empty={<NoSuppliers {...place} />}
            >
              {({ rows }) => (
                <RecordTable
                  label={supplierWords.tableLabel}
                  columns={supplierColumns}
                  rows={rows}
                  scope={`${tab} ${query} ${cursor} ${list.isPlaceholderData}`}
                  isBusy={list.isPlaceholderData}
                  keyOf={({ supplierId }) => supplierId}
                  urlOf={({ supplierId }) => url(`/suppliers/${supplierId}`)}
                />
              )}
            </PagedList>
          </Card>
        </>
      )}
      <StaleBar text={isStale ? staleWords(list.dataUpdatedAt) : null} />
    </Page>
  )
}

/** A page that emptied, a search without hits, nothing archived, or a shop that begins. */
function NoSuppliers({ tab, query, cursor, go }: ReturnType<typeof usePlace<'no' | 'yes'>>) {
  const url = useUrl()
  const navigate = useNavigate()
  if (cursor !== null) {
    return (
      <Nothing
        sign="done"
        title={supplierWords.emptyPageTitle}
        text={supplierWords.emptyPageText}
        action={{ text: supplierWords.toFirst, onAction: () => go({}) }}
      />
    )
  }
  if (query !== '') {
    return (
      <Nothing
        sign="search"
        title={supplierWords.noMatchTitle}
        text={noMatchText(query)}
        action={{ text: supplierWords.clearSearch, onAction: () => go({ query: '' }) }}
      />
    )
  }
  if (tab === 'yes') {
    return <Nothing sign="done" title={supplierWords.emptyArchivedTitle} text={supplierWords.emptyArchivedText} />
  }
  return (
    <Nothing
      sign="start"
      title={supplierWords.emptyTitle}
      text={supplierWords.emptyText}
      action={{ text: supplierWords.add, onAction: () => void navigate(url('/suppliers/new')) }}
    />
  )
}

import { useNavigate } from 'react-router'
import { useUnsuppliedCount } from '../../api/catalogue-queries.ts'
import { useSuppliers } from '../../api/supplier-queries.ts'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { FilterTabs } from '../../ui/filter-tabs.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordTable } from '../../ui/record-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { StaleBar } from '../../ui/stale-bar.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useSearchText } from '../../ui/use-search-text.ts'
import { staleWords } from '../../words/list-words.ts'
import { noMatchText, supplierWords, totalSuppliers } from '../../words/supplier-words.ts'
import { supplierColumns } from './supplier-columns.tsx'
import { UnsuppliedNotice } from './unsupplied-notice.tsx'
import { useExport } from './use-export.ts'

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

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CatalogueRow } from '../../../../suppliers/contract/catalogue.ts'
import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { totalItems } from '../../format/counted.ts'
import { SelectionBar } from '../../ui/fields/checks/selection-bar.tsx'
import { useSelection } from '../../ui/fields/checks/use-selection.ts'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Card } from '../../ui/page/card.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { useCatalogue } from '../catalogue-queries.ts'
import { chosenItems, itemTitle, noItemMatchText, catalogueWords as words } from '../catalogue-words.ts'
import { itemAddress } from '../items/item-address.ts'
import { catalogueColumns } from './catalogue-columns.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { RemoveStep } from './remove-step.tsx'

/** What a supplier sells, to be edited, added to and taken out of. */
export function CatalogueTable({ supplier }: { supplier: SupplierDetail }) {
  const { supplierId } = supplier
  const place = usePlace(`/suppliers/${supplierId}/catalogue`, ['all'])
  const { query, cursor, go } = place
  const url = useUrl()
  const list = useCatalogue({ supplierId, query, cursor })
  const selection = useSelection()
  const [edited, setEdited] = useState<CatalogueRow | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const { text, setText } = useSearchText(query, (wanted) => go({ query: wanted }, true))
  return (
    <>
      <Card isFlush>
        <Toolbar
          tabs={null}
          search={<SearchField label={words.searchLabel} hint={words.searchHint} text={text} onText={setText} />}
          sign={null}
        />
        <PagedList
          list={list}
          words={words.list}
          totalText={totalItems}
          goTo={(there) => go({ cursor: there })}
          empty={<NoEntries supplierId={supplierId} place={place} />}
        >
          {({ rows }) => (
            <PlainTable
              label={words.tableLabel}
              isCentred
              columns={catalogueColumns({
                leadTimeDays: supplier.leadTimeDays,
                itemUrl: ({ itemId }) => url(itemAddress(itemId)),
                onEdit: setEdited,
              })}
              rows={rows}
              isBusy={list.isPlaceholderData}
              choice={{ selection, allLabel: words.chooseAll, rowLabel: (row) => itemTitle(row) }}
              keyOf={({ itemId }) => itemId}
            />
          )}
        </PagedList>
      </Card>
      <SelectionBar
        text={chosenItems(selection.keys.size)}
        actions={[
          { text: words.clear, onAction: selection.clear },
          { text: words.remove, onAction: () => setRemoving(true) },
        ]}
      />
      {edited && <EntryDialog row={edited} onDone={() => setEdited(null)} />}
      {isRemoving && (
        <RemoveStep
          supplierId={supplierId}
          itemIds={[...selection.keys]}
          onRemoved={selection.clear}
          onDone={() => setRemoving(false)}
        />
      )}
    </>
  )
}

type NoEntriesProps = { readonly supplierId: string; readonly place: ReturnType<typeof usePlace<'all'>> }

function NoEntries({ supplierId, place: { query, cursor, go } }: NoEntriesProps) {
  const url = useUrl()
  const navigate = useNavigate()
  if (cursor !== null) {
    const action = { text: words.toFirst, onAction: () => go({}) }
    return <Nothing sign="done" title={words.emptyPageTitle} text={words.emptyPageText} action={action} />
  }
  if (query !== '') {
    const action = { text: words.clearSearch, onAction: () => go({ query: '' }) }
    return <Nothing sign="search" title={words.noMatchTitle} text={noItemMatchText(query)} action={action} />
  }
  const action = { text: words.add, onAction: () => void navigate(url(`/suppliers/${supplierId}/add`)) }
  return <Nothing sign="start" title={words.emptyTitle} text={words.emptyText} action={action} />
}

import { useState } from 'react'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { useSearchText } from '../../ui/tables/rows/use-search-text.ts'
import { Toolbar } from '../../ui/tables/toolbar.tsx'
import { overrideWords as words } from '../words/override-words.ts'
import { OverrideDialog } from './override-dialog.tsx'
import type { OverrideSubject } from './override-subject.ts'
import { SupplierChoice } from './supplier-choice.tsx'
import { VariantChoice } from './variant-choice.tsx'

const tabs = ['told', 'all', 'suppliers'] as const

/** Products and suppliers, to choose one of which something else is told. */
export function AddOverridePage() {
  const url = useUrl()
  const place = usePlace('/storefront/overrides/add', tabs)
  const { tab, query, cursor, urlOf, go } = place
  const { text, setText } = useSearchText(query, (wanted) => go({ query: wanted }, true))
  const [subject, setSubject] = useState<OverrideSubject | null>(null)
  const isOfSuppliers = tab === 'suppliers'
  return (
    <Page
      title={words.addTitle}
      subtitle={words.addSubtitle}
      back={{ text: words.back, url: url('/storefront/overrides') }}
    >
      <Card isFlush>
        <Toolbar
          tabs={
            <FilterTabs
              label={words.tabsLabel}
              current={tab}
              filters={tabs.map((key) => ({
                key,
                text: words.tabs[key],
                url: urlOf({ tab: key, query, cursor: null }),
              }))}
            />
          }
          search={
            <SearchField
              label={isOfSuppliers ? words.supplierSearch : words.searchLabel}
              hint={isOfSuppliers ? words.supplierHint : words.searchHint}
              text={text}
              onText={setText}
            />
          }
          sign={null}
        />
        {isOfSuppliers ? (
          <SupplierChoice query={query} cursor={cursor} goTo={(there) => go({ cursor: there })} onChoose={setSubject} />
        ) : (
          <VariantChoice
            isPromised={tab === 'told'}
            query={query}
            cursor={cursor}
            goTo={(there) => go({ cursor: there })}
            onChoose={setSubject}
          />
        )}
      </Card>
      {subject && <OverrideDialog subject={subject} onDone={() => setSubject(null)} />}
    </Page>
  )
}

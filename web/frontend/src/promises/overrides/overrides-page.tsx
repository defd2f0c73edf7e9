import { useState } from 'react'
import type { OverrideRow } from '../../../../promises/contract/storefront.ts'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { Card } from '../../ui/page/card.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { StorefrontPage } from '../overview/storefront-page.tsx'
import { useOverrides } from '../storefront-queries.ts'
import { totalOverrides, overrideWords as words } from '../words/override-words.ts'
import { overrideColumns } from './override-columns.tsx'
import { OverrideDialog } from './override-dialog.tsx'
import { subjectOfRow } from './override-subject.ts'
import { RemoveOverride } from './remove-override.tsx'

type Step = { readonly kind: 'edit' | 'remove'; readonly row: OverrideRow }

/** What shoppers are told instead of what follows from the plan. */
export function OverridesPage() {
  const url = useUrl()
  const { cursor, go } = usePlace('/storefront/overrides', ['all'])
  const list = useOverrides(cursor)
  const [step, setStep] = useState<Step | null>(null)
  const columns = overrideColumns({
    onEdit: (row) => setStep({ kind: 'edit', row }),
    onRemove: (row) => setStep({ kind: 'remove', row }),
  })
  const onDone = () => setStep(null)
  return (
    <StorefrontPage page="overrides" primary={{ text: words.add, url: url('/storefront/overrides/add') }}>
      <Card isFlush>
        <PagedList
          list={list}
          words={words.list}
          skeletonRows={4}
          totalText={totalOverrides}
          goTo={(there) => go({ cursor: there })}
          empty={<NoOverrides isLaterPage={cursor !== null} toFirst={() => go({})} />}
        >
          {({ rows }) => (
            <PlainTable
              label={words.tableLabel}
              isCentred
              columns={columns}
              rows={rows}
              isBusy={list.isPlaceholderData}
              keyOf={(row) => row.variant?.variantId ?? row.supplier?.supplierId ?? ''}
            />
          )}
        </PagedList>
      </Card>
      {step?.kind === 'edit' && <OverrideDialog subject={subjectOfRow(step.row)} onDone={onDone} />}
      {step?.kind === 'remove' && <RemoveOverride subject={subjectOfRow(step.row)} onDone={onDone} />}
      <StaleBar text={list.data && list.failureCount > 0 ? staleWords(list.dataUpdatedAt) : null} />
    </StorefrontPage>
  )
}

function NoOverrides({ isLaterPage, toFirst }: { isLaterPage: boolean; toFirst(): void }) {
  if (!isLaterPage) return <Nothing sign="done" title={words.emptyTitle} text={words.emptyText} />
  return (
    <Nothing
      sign="done"
      title={words.emptyPageTitle}
      text={words.emptyPageText}
      action={{ text: words.toFirst, onAction: toFirst }}
    />
  )
}

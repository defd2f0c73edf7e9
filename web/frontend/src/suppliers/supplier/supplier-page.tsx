import { type ReactNode, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { faultOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { number } from '../../format/counted.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page, type PageAction } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { useSupplier } from '../supplier-queries.ts'
import { supplierFault, supplierWords as words } from '../supplier-words.ts'
import { ArchiveStep } from './archive-step.tsx'
import { DeleteStep } from './delete-step.tsx'

type Props = {
  readonly page: 'details' | 'catalogue'
  readonly primary?: PageAction
  readonly actions?: readonly PageAction[]
  children(supplier: SupplierDetail): ReactNode
}

/** What is around each of a supplier's pages: loading, failed, or its name and the ways between them. */
export function SupplierPage({ page, primary, actions = [], children }: Props) {
  const { supplierId = '' } = useParams()
  const found = useSupplier(supplierId)
  const url = useUrl()
  const navigate = useNavigate()
  const [isArchiving, setArchiving] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const back = { text: words.back, url: url('/suppliers') }

  if (found.data === undefined) {
    return (
      <Page title={words.title} back={back}>
        {found.isError ? (
          <Card isFlush>
            <Failure
              {...supplierFault(faultOf(found.error))}
              actionText={words.list.retry}
              isBusy={found.isFetching}
              onAction={() => void found.refetch()}
            />
          </Card>
        ) : (
          <CardSkeleton label={words.loadingOne} lines={[2, 4, 4]} />
        )}
      </Page>
    )
  }
  const supplier = found.data
  const isArchived = supplier.archivedAt !== null
  const isStale = found.failureCount > 0
  return (
    <Page
      title={supplier.name}
      back={back}
      primary={primary ?? null}
      actions={[
        ...actions,
        { text: isArchived ? words.restore : words.archive, onAction: () => setArchiving(true) },
        ...(isArchived ? [{ text: words.delete, onAction: () => setDeleting(true) }] : []),
      ]}
      {...(isArchived && { status: <StatusBadges statuses={[{ text: words.archivedBadge, tone: 'neutral' }]} /> })}
    >
      <FilterTabs
        label={words.pagesLabel}
        current={page}
        filters={[
          { key: 'details', text: words.pages.details, url: url(`/suppliers/${supplierId}`) },
          {
            key: 'catalogue',
            text: words.pages.catalogue,
            count: number(supplier.entries),
            url: url(`/suppliers/${supplierId}/catalogue`),
          },
        ]}
      />
      {children(supplier)}
      {isArchiving && <ArchiveStep supplier={supplier} onDone={() => setArchiving(false)} />}
      {isDeleting && (
        <DeleteStep
          supplier={supplier}
          onDeleted={() => void navigate(url('/suppliers'))}
          onDone={() => setDeleting(false)}
        />
      )}
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </Page>
  )
}

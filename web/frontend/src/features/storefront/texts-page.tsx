import { useTexts } from '../../api/storefront-queries.ts'
import { Card } from '../../ui/card.tsx'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Failure } from '../../ui/failure.tsx'
import { StaleBar } from '../../ui/stale-bar.tsx'
import { staleWords } from '../../words/list-words.ts'
import { textWords as words } from '../../words/text-words.ts'
import { StorefrontPage } from './storefront-page.tsx'
import { TextsForm } from './texts-form.tsx'

/** The merchant's own words for shoppers: loading, failed, or the form. */
export function TextsPage() {
  const found = useTexts()
  const isStale = found.data !== undefined && found.failureCount > 0
  return (
    <StorefrontPage page="texts">
      {found.data === undefined && found.isError && (
        <Card isFlush>
          <Failure
            title={words.failed}
            text={words.failedText}
            actionText={words.retry}
            isBusy={found.isFetching}
            onAction={() => void found.refetch()}
          />
        </Card>
      )}
      {found.isPending && <CardSkeleton label={words.loading} lines={[2, 6, 6]} />}
      {found.data && <TextsForm found={found.data} />}
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </StorefrontPage>
  )
}

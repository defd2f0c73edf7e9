import { staleWords } from '../../backorders/words/list-words.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Card } from '../../ui/page/card.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { StorefrontPage } from '../overview/storefront-page.tsx'
import { useTexts } from '../storefront-queries.ts'
import { textWords as words } from '../words/text-words.ts'
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

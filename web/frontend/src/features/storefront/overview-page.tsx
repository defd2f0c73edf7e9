import { useStorefront, useTexts } from '../../api/storefront-queries.ts'
import { Card } from '../../ui/card.tsx'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { StaleBar } from '../../ui/stale-bar.tsx'
import { staleWords } from '../../words/list-words.ts'
import { givenWords, offWords, toldFacts, previewWords as words } from '../../words/preview-words.ts'
import { ownTexts } from './own-texts.ts'
import { PreviewCard } from './preview-card.tsx'
import { StorefrontPage } from './storefront-page.tsx'
import { ThemeCard } from './theme-card.tsx'

/** What is switched on, how much shoppers are told, and what it looks like. */
export function OverviewPage() {
  return (
    <StorefrontPage page="overview">
      <ThemeCard />
      <Told />
    </StorefrontPage>
  )
}

/** Loading, failed or filled; a shop that tells of nothing still sees what it would look like. */
function Told() {
  const found = useStorefront()
  const texts = useTexts()
  const isStale = found.data !== undefined && found.failureCount > 0
  if (found.data === undefined && found.isError) {
    return (
      <Card isFlush>
        <Failure
          title={words.failed}
          text={words.failedText}
          actionText={words.retry}
          isBusy={found.isFetching}
          onAction={() => void found.refetch()}
        />
      </Card>
    )
  }
  if (found.data === undefined || texts.isPending) return <CardSkeleton label={words.loading} lines={[2, 9]} />
  const { off } = found.data
  return (
    <>
      {off !== null && (
        <Notice tone="warning" title={words.offTitle}>
          {offWords(off.missingScopes)}
        </Notice>
      )}
      <Card title={words.toldTitle} hint={givenWords(found.data)}>
        <FactList facts={toldFacts(found.data)} />
      </Card>
      <PreviewCard overview={found.data} texts={ownTexts(texts.data?.texts ?? [])} />
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </>
  )
}

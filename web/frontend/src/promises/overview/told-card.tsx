import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import type { MerchantText } from '../../../../promises/contract/storefront-texts.ts'
import { staleWords } from '../../backorders/words/list-words.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Card } from '../../ui/page/card.tsx'
import { StaleBar } from '../../ui/tables/rows/stale-bar.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import type { useStorefront } from '../storefront-queries.ts'
import { ownTexts } from '../texts/own-texts.ts'
import { givenWords, toldFacts, previewWords as words } from '../words/preview-words.ts'
import { OffNotice } from './off-notice.tsx'
import { PreviewCard } from './preview-card.tsx'

type Props = {
  readonly found: ReturnType<typeof useStorefront>
  readonly showcase: readonly ToldVariant[]
  readonly texts: readonly MerchantText[]
}

/** Failed or filled; a shop that tells of nothing still sees what it would look like. */
export function ToldCard({ found, showcase, texts }: Props) {
  if (found.data === undefined) {
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
  const { off, samples, anyVariant } = found.data
  const others = anyVariant === null ? [] : [{ ...anyVariant, promise: null, override: null }]
  const variants = new Map<string, ToldVariant>()
  for (const variant of [...samples, ...showcase, ...others]) {
    if (!variants.has(variant.variantId)) variants.set(variant.variantId, variant)
  }
  const isStale = found.failureCount > 0
  return (
    <>
      {off !== null && <OffNotice missingScopes={off.missingScopes} overview={found.data} found={found} />}
      <Card title={words.toldTitle} hint={givenWords(found.data)}>
        <FactList facts={toldFacts(found.data)} />
      </Card>
      <PreviewCard variants={[...variants.values()]} texts={ownTexts(texts)} />
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </>
  )
}

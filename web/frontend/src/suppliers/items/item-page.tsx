import { useParams } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { owedHint, owedPlaceWords, owedTitle } from '../../backorders/words/owed-words.ts'
import { itemUnclaimedWords } from '../../backorders/words/unclaimed-words.ts'
import { ruleWords } from '../../shop/settings/rule-words.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useItem } from '../catalogue-queries.ts'
import { itemTitle } from '../catalogue-words.ts'
import { uncoveredWords, itemPageWords as words } from '../item-rule-words.ts'
import { ItemRuleForm } from './item-rule-form.tsx'
import { ItemSources } from './item-sources.tsx'

/** How an item is supplied, and by whom. */
export function ItemPage() {
  const { itemId = '' } = useParams()
  const found = useItem(itemId)
  const url = useUrl()
  const back = { text: words.back, url: url('/suppliers') }
  if (found.data === undefined) {
    const isUnknown = found.isError && faultOf(found.error) !== 'unreachable'
    return (
      <Page title={words.title} subtitle={'\u00a0'} back={back}>
        {found.isError ? (
          <Card isFlush>
            <Failure
              title={isUnknown ? words.unknown : words.failed}
              text={isUnknown ? words.unknownText : words.failedText}
              actionText={words.retry}
              isBusy={found.isFetching}
              onAction={() => void found.refetch()}
            />
          </Card>
        ) : (
          <CardSkeleton label={words.loading} lines={[1, 6, 3]} />
        )}
      </Page>
    )
  }
  const item = found.data
  return (
    <Page title={itemTitle(item)} subtitle={uncoveredWords(item)} back={back}>
      {item.unclaimed > 0 && (
        <Notice tone="info" action={{ text: ruleWords.change, url: url('/check') }}>
          {itemUnclaimedWords(item.unclaimed)}
        </Notice>
      )}
      {item.owed.length > 0 && (
        <Card title={owedTitle} hint={owedHint}>
          {item.owed.map((place) => (
            <LineText key={place.locationId}>{owedPlaceWords(place)}</LineText>
          ))}
        </Card>
      )}
      <ItemSources sources={item.sources} />
      <ItemRuleForm key={itemId} itemId={itemId} rule={item.rule} />
    </Page>
  )
}

import {
  type BlockStatus,
  knowsThemeBlocks,
  themeBlocks,
  themeEditorUrl,
  type useThemeBlocks,
} from '../../api/theme-blocks.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Inset } from '../../ui/page/inset.tsx'
import { type ListedOffer, OfferList } from '../../ui/text/signs/offer-list.tsx'
import type { useStorefront } from '../storefront-queries.ts'
import { blockStatusWords, blockWords, storefrontWords as words } from '../words/storefront-words.ts'
import { usePageOffer } from './use-page-offer.ts'

type Props = {
  readonly found: ReturnType<typeof useThemeBlocks>
  readonly overview: ReturnType<typeof useStorefront>
}

/** What of Backline shoppers can see: which blocks are in the published theme, the way to those that are not, and the page. */
export function ThemeCard({ found, overview }: Props) {
  const page = usePageOffer(overview)
  const isInAdmin = knowsThemeBlocks()
  const offers = themeBlocks.map((block): ListedOffer => {
    const status = found.data?.[block] ?? null
    return {
      key: block,
      name: blockWords[block].name,
      text: blockWords[block].text,
      status: status && blockStatusWords[status],
      action: status && wayTo(block, status),
    }
  })
  return (
    <Card title={words.themeTitle} hint={words.themeHint} isFlush>
      {!isInAdmin && (
        <Inset>
          <Notice tone="info">{words.elsewhere}</Notice>
        </Inset>
      )}
      {found.isError && (
        <Inset>
          <Notice
            tone="warning"
            action={{ text: words.again, isBusy: found.isFetching, onAction: () => void found.refetch() }}
          >
            {words.notTold}
          </Notice>
        </Inset>
      )}
      {found.data?.['product-promise'] === 'available' && (
        <Inset>
          <Notice tone="warning">{words.silent}</Notice>
        </Inset>
      )}
      <OfferList label={words.themeLabel} offers={[...offers, page.offer]} />
      {page.trouble !== null && (
        <Inset>
          <Notice tone="critical">{page.trouble}</Notice>
        </Inset>
      )}
    </Card>
  )
}

function wayTo(block: (typeof themeBlocks)[number], status: BlockStatus): ListedOffer['action'] {
  if (status === 'unavailable' || status === 'unknown') return null
  const isActive = status === 'active'
  const text = isActive ? words.look : words.turnOn
  return {
    text,
    label: `${text}: ${blockWords[block].name}`,
    url: themeEditorUrl(block, isActive),
    isMain: !isActive && block === 'product-promise',
  }
}

import { knowsThemeBlocks, useThemeBlocks } from '../../api/theme-blocks.ts'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { MessagesCard } from '../messages/messages-card.tsx'
import { useMessages, useShowcase, useStorefront, useTexts } from '../storefront-queries.ts'
import { ownTexts } from '../texts/own-texts.ts'
import { previewWords } from '../words/preview-words.ts'
import { StorefrontPage } from './storefront-page.tsx'
import { ThemeCard } from './theme-card.tsx'
import { ToldCard } from './told-card.tsx'

/** What is switched on, how much shoppers are told, and what it looks like. */
export function OverviewPage() {
  const overview = useStorefront()
  const showcase = useShowcase()
  const texts = useTexts()
  const messages = useMessages()
  const blocks = useThemeBlocks()
  // All of it at once, so that nothing moves when the rest becomes known.
  const isAsking = [overview, showcase, texts, messages].some(({ isPending }) => isPending)
  const isWaiting = isAsking || (knowsThemeBlocks() && blocks.isPending)
  return (
    <StorefrontPage page="overview">
      {isWaiting ? (
        <CardSkeleton label={previewWords.loading} lines={[8, 3, 2, 9]} />
      ) : (
        <>
          <ThemeCard found={blocks} overview={overview} />
          <MessagesCard found={messages} variants={showcase.data ?? []} texts={ownTexts(texts.data?.texts ?? [])} />
          <ToldCard found={overview} showcase={showcase.data ?? []} texts={texts.data?.texts ?? []} />
        </>
      )}
    </StorefrontPage>
  )
}

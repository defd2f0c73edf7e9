import { knowsThemeBlocks, themeBlocks, themeEditorUrl, useThemeBlocks } from '../../api/theme-blocks.ts'
import { useUrl } from '../../api/use-url.ts'
import { StatusLine } from '../../ui/text/signs/status-line.tsx'
import { themeWords, turnOnLabel, storefrontWords as words } from '../words/storefront-words.ts'

/** On the app's home: what of Backline shoppers see. It keeps its room while Shopify is asked. */
export function StorefrontCard() {
  const { data, isError } = useThemeBlocks()
  const url = useUrl()
  if (!knowsThemeBlocks()) return null
  const off = themeBlocks.find((block) => data?.[block] === 'available')
  return (
    <StatusLine
      title={words.cardTitle}
      tone={off || isError ? 'attention' : 'calm'}
      text={isError && data === undefined ? words.notTold : data && themeWords(data)}
      waiting={words.checking}
      links={[
        ...(off ? [{ text: words.turnOn, label: turnOnLabel(off), url: themeEditorUrl(off, false) }] : []),
        { text: words.settings, url: url('/storefront') },
      ]}
    />
  )
}

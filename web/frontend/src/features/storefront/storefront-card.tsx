import { knowsThemeBlocks, useThemeBlocks } from '../../api/theme-blocks.ts'
import { useUrl } from '../../api/use-url.ts'
import { StatusLine } from '../../ui/status-line.tsx'
import { storefrontWords, themeWords } from '../../words/storefront-words.ts'

/** On the app's home: what of Backline shoppers see. It keeps its room while Shopify is asked. */
export function StorefrontCard() {
  const { data, isError } = useThemeBlocks()
  const url = useUrl()
  if (!knowsThemeBlocks()) return null
  const isOff = data !== undefined && Object.values(data).includes('available')
  return (
    <StatusLine
      title={storefrontWords.cardTitle}
      tone={isOff || isError ? 'attention' : 'calm'}
      text={isError && data === undefined ? storefrontWords.notTold : data && themeWords(data)}
      waiting={storefrontWords.checking}
      link={{ text: storefrontWords.settings, url: url('/storefront') }}
    />
  )
}

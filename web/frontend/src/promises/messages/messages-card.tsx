import { useState } from 'react'
import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import { locale } from '../../format/counted.ts'
import { dayHere } from '../../format/dates.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Framed } from '../../ui/previews/framed.tsx'
import { MessageView } from '../../ui/previews/message-view.tsx'
import { TextAndView } from '../../ui/previews/text-and-view.tsx'
import { nearestLanguage } from '../sentences/languages.ts'
import { messageLine } from '../sentences/message-line.ts'
import { messageSnippet } from '../sentences/message-snippet.ts'
import { messageWords } from '../sentences/message-words.ts'
import type { OwnTexts } from '../sentences/promise-sentence.ts'
import type { useMessages } from '../storefront-queries.ts'
import { LanguageField } from '../texts/language-field.tsx'
import { messageCardWords as words } from '../words/message-card-words.ts'
import { messageExample } from './message-example.ts'
import { MessageState } from './message-state.tsx'
import { MessageText } from './message-text.tsx'

type Props = {
  readonly found: ReturnType<typeof useMessages>
  readonly variants: readonly ToldVariant[]
  readonly texts: OwnTexts
}

const ownKeys = ['backorder-day', 'backorder-no-day', 'made-to-order-day', 'made-to-order-no-day']

/** How Shopify's own messages tell what of an order is still to come: whether they can, and what to paste into them. */
export function MessagesCard({ found, variants, texts }: Props) {
  const [language, setLanguage] = useState(() => nearestLanguage(locale()))
  const now = new Date()
  const telling = { language, texts, today: dayHere(now) }
  const view = (
    <MessageView
      heading={messageWords[language].heading}
      language={language}
      lines={messageExample(variants, now).map((line) => messageLine(line, telling))}
    />
  )
  const { isOn = false, namespace = null } = found.data ?? {}
  const isOwn = ownKeys.some((key) => texts[key]?.[language] !== undefined)
  return (
    <Card
      title={words.title}
      hint={words.hint}
      beside={<LanguageField label={words.language} isLabelHidden language={language} onLanguage={setLanguage} />}
    >
      {found.data ? (
        <MessageState messages={found.data} found={found} />
      ) : (
        <Notice
          tone="warning"
          action={{ text: words.retry, isBusy: found.isFetching, onAction: () => void found.refetch() }}
        >
          {words.notKnown}
        </Notice>
      )}
      {isOn && namespace === null && <Notice tone="info">{words.nameless}</Notice>}
      {isOn && namespace !== null ? (
        <TextAndView name={words.view} view={view}>
          <MessageText snippet={messageSnippet({ namespace, language, texts })} isOwn={isOwn} />
        </TextAndView>
      ) : (
        <Framed name={words.view}>{view}</Framed>
      )}
    </Card>
  )
}

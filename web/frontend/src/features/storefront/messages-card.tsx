import { useState } from 'react'
import type { ToldVariant } from '../../../../contract/storefront.ts'
import type { useMessages } from '../../api/storefront-queries.ts'
import { nearestLanguage } from '../../storefront/languages.ts'
import { messageLine } from '../../storefront/message-line.ts'
import { messageSnippet } from '../../storefront/message-snippet.ts'
import { messageWords } from '../../storefront/message-words.ts'
import type { OwnTexts } from '../../storefront/promise-sentence.ts'
import { Card } from '../../ui/card.tsx'
import { Framed } from '../../ui/framed.tsx'
import { MessageView } from '../../ui/message-view.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextAndView } from '../../ui/text-and-view.tsx'
import { locale } from '../../words/counted.ts'
import { dayHere } from '../../words/dates.ts'
import { messageCardWords as words } from '../../words/message-card-words.ts'
import { LanguageField } from './language-field.tsx'
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

import { useState } from 'react'
import { showToast } from '../../api/toast.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { notificationsUrl, messageCardWords as words } from '../../words/message-card-words.ts'

type Props = {
  readonly snippet: string
  /** The merchant's own texts are in it: it does not follow them once it is pasted. */
  readonly isOwn: boolean
}

/** What merchants paste into their messages, and where. */
export function MessageText({ snippet, isOwn }: Props) {
  const [copied, setCopied] = useState<{ of: string; isDone: boolean } | null>(null)
  const isTold = copied?.of === snippet
  return (
    <>
      <CopyField
        label={words.snippet}
        text={snippet}
        lines={10}
        hint={[words.where, ...(isOwn ? [words.ownTexts] : [])].join(' ')}
        copy={words.copy}
        way={{ text: words.notifications, url: notificationsUrl }}
        onCopied={(isDone) => {
          setCopied({ of: snippet, isDone })
          if (isDone) showToast(words.copied)
        }}
      />
      <div role="status">{isTold && <LineText>{copied.isDone ? words.copied : words.copyByHand}</LineText>}</div>
    </>
  )
}

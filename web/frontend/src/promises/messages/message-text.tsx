import { useState } from 'react'
import { CopyField } from '../../ui/fields/copy-field.tsx'
import { notificationsUrl, messageCardWords as words } from '../words/message-card-words.ts'

type Props = {
  readonly snippet: string
  /** The merchant's own texts are in it: it does not follow them once it is pasted. */
  readonly isOwn: boolean
}

/** What merchants paste into their messages, and where. */
export function MessageText({ snippet, isOwn }: Props) {
  const [copied, setCopied] = useState<{ of: string; isDone: boolean } | null>(null)
  const remark = copied?.isDone ? words.copied : words.copyByHand
  return (
    <CopyField
      label={words.snippet}
      text={snippet}
      lines={10}
      hint={[words.where, ...(isOwn ? [words.ownTexts] : [])].join(' ')}
      copy={words.copy}
      way={{ text: words.notifications, url: notificationsUrl }}
      remark={copied?.of === snippet ? remark : null}
      onCopied={(isDone) => setCopied({ of: snippet, isDone })}
    />
  )
}

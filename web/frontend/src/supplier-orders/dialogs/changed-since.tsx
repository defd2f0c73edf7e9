import { LineText } from '../../ui/text/line-text.tsx'
import { changedSinceWords, orderDialogWords } from '../words/order-dialog-words.ts'

/** In a form that somebody else's change came before: what happened, and that nothing typed is lost. */
export function ChangedSince({ news }: { news: readonly string[] }) {
  if (news.length === 0) return null
  return (
    <LineText tone="caution">
      {changedSinceWords(news)} {orderDialogWords.typedIsKept}
    </LineText>
  )
}

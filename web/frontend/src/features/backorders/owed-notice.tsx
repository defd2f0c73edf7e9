import type { ShopSummary } from '../../../../contract/shop.ts'
import { Notice } from '../../ui/notice.tsx'
import { owedNotice } from '../../words/owed-words.ts'

type Props = { readonly owed: ShopSummary['owed']; readonly isBusy: boolean; onOrder(): void }

/** What was sold or shipped beyond stock and is not on order: no line waits for it, so no list shows it. */
export function OwedNotice({ owed, isBusy, onOrder }: Props) {
  if (owed === undefined) return null
  const { title, text, action } = owedNotice(owed)
  return (
    <Notice tone="info" title={title} action={{ text: action, isBusy, onAction: onOrder }}>
      {text}
    </Notice>
  )
}

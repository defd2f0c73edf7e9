import type { ShopAccess } from '../../../../shop/contract/shop.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { accessWords } from '../words/access-words.ts'

/** Says why the numbers may be behind, where Shopify keeps something from Backline. */
export function AccessNotice({ access }: { access: ShopAccess | undefined }) {
  const words = accessWords(access)
  if (words === null) return null
  return (
    <Notice tone="warning" title={words.title}>
      {words.text}
    </Notice>
  )
}

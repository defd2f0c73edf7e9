import type { ShopSummary } from '../../../../contract/shop.ts'
import { useScopes } from '../../api/use-scopes.ts'
import { Notice } from '../../ui/notice.tsx'
import { olderOrdersNotice } from '../../words/older-orders-words.ts'
import { permissionWords, scopesTrouble } from '../../words/permission-words.ts'

type Known = NonNullable<ShopSummary['olderOrders']>
type Props = { readonly older: ShopSummary['olderOrders']; stillMissing(): Promise<readonly string[]> }

/** Asks for the orders that are too old to be read, where the shop has any. */
export function OlderOrdersNotice({ older, stillMissing }: Props) {
  return older === undefined ? null : <Asking older={older} stillMissing={stillMissing} />
}

function Asking({ older, stillMissing }: Props & { readonly older: Known }) {
  const { missingScopes } = older
  const { allow, isAsking, trouble } = useScopes({ missingScopes, stillMissing })
  const { title, text } = olderOrdersNotice(older)
  return (
    <>
      <Notice
        tone="info"
        title={title}
        action={{ text: permissionWords.allow, isBusy: isAsking, onAction: () => void allow() }}
      >
        {text}
      </Notice>
      {trouble !== null && <Notice tone="critical">{scopesTrouble(trouble, missingScopes)}</Notice>}
    </>
  )
}

import { useState } from 'react'
import type { MessagesWish, StorefrontMessages } from '../../../../promises/contract/storefront.ts'
import { faultOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { permissionWords } from '../../shop/permission-words.ts'
import { usePermission } from '../overview/use-permission.ts'
import { type useMessages, useSwitchMessages } from '../storefront-queries.ts'
import { messageCardWords as words } from '../words/message-card-words.ts'

/** Turns messages on, after Shopify has asked for what that takes, and off; and moves what they read. */
export function useMessageSwitch({ missingScopes }: StorefrontMessages, found: ReturnType<typeof useMessages>) {
  const switching = useSwitchMessages()
  const permission = usePermission({
    missingScopes,
    stillMissing: async () => (await found.refetch({ throwOnError: true })).data?.missingScopes ?? [],
  })
  const [trouble, setTrouble] = useState<string | null>(null)

  const turn = async (wish: MessagesWish) => {
    setTrouble(null)
    if (wish.isOn && !(await permission.allow())) return
    try {
      await switching.mutateAsync(wish)
      const done = wish.isOn ? words.turnedOn : words.turnedOff
      showToast(wish.owner ? words.moved : done)
    } catch (error) {
      setTrouble(faultOf(error) === 'no-access' ? permissionWords.notYet : words.failed)
    }
  }
  return { turn, isBusy: permission.isAsking || switching.isPending, trouble: trouble ?? permission.trouble }
}

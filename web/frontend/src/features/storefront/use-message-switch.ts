import { useState } from 'react'
import type { StorefrontMessages } from '../../../../contract/storefront.ts'
import { askForScopes } from '../../api/ask-for-scopes.ts'
import { faultOf } from '../../api/faults.ts'
import { useSwitchMessages } from '../../api/storefront-queries.ts'
import { showToast } from '../../api/toast.ts'
import { unaskedWords, messageCardWords as words } from '../../words/message-card-words.ts'

/** Turns messages on, after Shopify has asked for what that takes, and off. */
export function useMessageSwitch({ missingScopes }: Pick<StorefrontMessages, 'missingScopes'>) {
  const switching = useSwitchMessages()
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)

  const isAllowed = async () => {
    if (missingScopes.length === 0) return true
    const answer = await askForScopes(missingScopes)
    if (answer === 'declined') setTrouble(words.declined)
    if (answer === 'unasked') setTrouble(unaskedWords(missingScopes))
    return answer === 'granted'
  }
  const turn = async (isOn: boolean) => {
    setTrouble(null)
    setAsking(true)
    try {
      if (isOn && !(await isAllowed())) return
      await switching.mutateAsync(isOn)
      showToast(isOn ? words.turnedOn : words.turnedOff)
    } catch (error) {
      setTrouble(faultOf(error) === 'no-access' ? words.notYet : words.failed)
    } finally {
      setAsking(false)
    }
  }
  return { turn, isBusy: isAsking, trouble }
}

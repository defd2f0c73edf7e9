import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { askForScopes, type ScopesAnswer } from './ask-for-scopes.ts'

type Missing = readonly string[]

type Wish = {
  readonly missingScopes: Missing
  /** Asks the server again what it misses. */
  stillMissing(): Promise<Missing>
}

/** Why Backline may not do it all the same: what Shopify answered, that it has not told us yet, or that nobody answers. */
export type ScopesTrouble = Exclude<ScopesAnswer, 'granted'> | 'not-told-yet' | 'failed'

/**
 * Has Shopify ask the merchant for what Backline may not do yet, and waits until the server knows: Shopify tells it of
 * what was just allowed by a webhook, a moment after its window has closed.
 */
export function useScopes({ missingScopes, stillMissing }: Wish) {
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<ScopesTrouble | null>(null)
  const hearing = useMutation({
    mutationFn: async () => {
      if ((await stillMissing()).length > 0) throw new NotToldYet()
    },
    retry: (failures, error) => error instanceof NotToldYet && failures < 10,
    retryDelay: 500,
  })

  /** True once the server knows that it may. */
  const allow = async (): Promise<boolean> => {
    setTrouble(null)
    if (missingScopes.length === 0) return true
    setAsking(true)
    try {
      const answer = await askForScopes(missingScopes)
      if (answer === 'granted') await hearing.mutateAsync()
      else setTrouble(answer)
      return answer === 'granted'
    } catch (error) {
      setTrouble(error instanceof NotToldYet ? 'not-told-yet' : 'failed')
      return false
    } finally {
      setAsking(false)
    }
  }
  return { allow, isAsking, trouble }
}

class NotToldYet extends Error {
  override name = 'NotToldYet'
}

import { useScopes } from '../../api/use-scopes.ts'
import { scopesTrouble } from '../../shop/permission-words.ts'

/** As `useScopes`, with its trouble in words. */
export function usePermission(wish: Parameters<typeof useScopes>[0]) {
  const { trouble, ...asking } = useScopes(wish)
  return { ...asking, trouble: trouble === null ? null : scopesTrouble(trouble, wish.missingScopes) }
}

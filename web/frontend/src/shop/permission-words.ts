import type { ScopesTrouble } from '../api/use-scopes.ts'

export const permissionWords = {
  allow: 'Allow it',
  declined: 'Shopify did not get your permission, so nothing was changed.',
  notYet: 'Shopify has not told Backline of your permission yet. Try again in a minute.',
  failed: 'That did not work: Backline or Shopify does not answer. Try again in a minute.',
} as const

/** Where nobody can ask for it: the app is open outside of the admin. */
function unaskedWords(missingScopes: readonly string[]): string {
  return `Only your Shopify admin can ask for this (${missingScopes.join(', ')}). Open the app again from your Shopify admin and allow it there.`
}

/** Why something could not be allowed. */
export function scopesTrouble(trouble: ScopesTrouble, missingScopes: readonly string[]): string {
  if (trouble === 'unasked') return unaskedWords(missingScopes)
  if (trouble === 'declined') return permissionWords.declined
  return trouble === 'not-told-yet' ? permissionWords.notYet : permissionWords.failed
}

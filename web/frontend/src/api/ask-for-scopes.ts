/** `unasked`: there is no admin around the app that could ask. */
export type ScopesAnswer = 'granted' | 'declined' | 'unasked'

/**
 * Has Shopify ask the merchant for more than the app was installed with, in a window of its own.
 * https://shopify.dev/docs/apps/build/authentication-authorization/app-installation/manage-access-scopes
 */
export async function askForScopes(scopes: readonly string[]): Promise<ScopesAnswer> {
  if (window.shopify?.scopes === undefined) return 'unasked'
  const { result } = await window.shopify.scopes.request([...scopes])
  return result === 'granted-all' ? 'granted' : 'declined'
}

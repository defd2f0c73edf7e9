// Whose a metafield is. The app's own is in a namespace that Shopify keeps for the app, `$app`, whose full name has the app's
// number; whether notification templates are shown it is written down nowhere. What is the merchant's every template reads.
// https://shopify.dev/docs/apps/build/custom-data/ownership

export type MetafieldOwner = 'app' | 'merchant'

/** The app's part of what is the merchant's. */
export const merchantsNamespace = 'backline'

/** As templates name it: `backline`, or `app--123`; null while the app's number is not known. */
export function templateNamespace(owner: MetafieldOwner, appId: string | null): string | null {
  if (owner === 'merchant') return merchantsNamespace
  return appId === null ? null : `app--${appId}`
}

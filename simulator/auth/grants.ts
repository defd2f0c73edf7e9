// What each merchant lets the app do: what its manifest requires, always, and those optional scopes that the merchant
// granted. https://shopify.dev/docs/apps/build/authentication-authorization/app-installation/manage-access-scopes

import { theInstallation } from '../store/app-installation.ts'
import { announce, type Change } from '../store/change.ts'
import { Refused } from '../store/refusals.ts'
import type { ShopState } from '../store/state.ts'

export type Grants = ReturnType<typeof createGrants>

type Declared = { readonly scopes: readonly string[]; readonly optionalScopes: readonly string[] }

/** Orders of any age: it is never given along with the others, for Shopify must allow the app to ask for it at all. */
const allOrders = 'read_all_orders'

/** `atFirst`: the optional scopes of a shop whose merchant has decided nothing yet. */
export function createGrants(
  { scopes, optionalScopes }: Declared,
  atFirst: readonly string[] = optionalScopes.filter((scope) => scope !== allOrders),
) {
  function of(shop: ShopState): readonly string[] {
    const granted = shop.optionalScopes ?? atFirst
    return [...scopes, ...optionalScopes.filter((scope) => granted.includes(scope))]
  }

  return {
    of,

    /** As App Bridge tells it to the app. */
    detail: (shop: ShopState) => ({ granted: of(shop), required: scopes, optional: optionalScopes }),

    /** The merchant grants these optional scopes and no others; the app hears of it if that is new. */
    change(change: Change, optional: readonly string[]): void {
      const unknown = optional.filter((scope) => !optionalScopes.includes(scope))
      if (unknown.length > 0) {
        throw new Refused(
          `Not an optional scope of the app: ${unknown.join(', ')}. It has ${optionalScopes.join(', ')}.`,
        )
      }
      const { shop, now } = change
      const previous = of(shop)
      shop.optionalScopes = optionalScopes.filter((scope) => optional.includes(scope))
      const current = of(shop)
      if (current.length === previous.length && current.every((scope) => previous.includes(scope))) return
      const payload = { id: BigInt(theInstallation.id), previous, current, updated_at: now }
      announce(change, 'app/scopes_update', shop.shop, payload)
    },
  }
}

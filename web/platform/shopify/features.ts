// What the app does for a shop, and the scopes it takes: `shopify.app.toml` asks for exactly these.
// https://shopify.dev/docs/api/usage/access-scopes

const scopesOf = {
  orders: ['read_orders', 'read_products'],
  stock: ['read_inventory', 'read_locations'],
  routing: ['read_merchant_managed_fulfillment_orders', 'read_third_party_fulfillment_orders'],
  shipments: ['read_fulfillments'],
  receipts: ['write_inventory'],
} as const satisfies Record<string, readonly string[]>

type Feature = keyof typeof scopesOf
export type FeatureOff = { readonly feature: Feature; readonly missingScopes: string[] }

/** Features whose scopes were not granted. `granted` is Shopify's own list, in which to write includes to read. */
export function featuresOff(granted: readonly string[]): FeatureOff[] {
  const has = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]))
  return Object.entries(scopesOf).flatMap(([name, scopes]) => {
    const missingScopes = scopes.filter((scope) => !has.has(scope))
    // The keys are the table's own.
    return missingScopes.length > 0 ? [{ feature: name as Feature, missingScopes }] : []
  })
}

/** Every scope that some feature takes. */
export const scopesUsed: readonly string[] = Object.values(scopesOf).flat()

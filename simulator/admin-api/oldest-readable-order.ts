const readableDays = 60
const dayMs = 24 * 3_600_000

/** The instant before which orders are out of an app's sight: https://shopify.dev/docs/api/admin-graphql/latest/objects/Order */
export function oldestReadableOrder(scopes: readonly string[], now: number): string {
  return scopes.includes('read_all_orders') ? '' : new Date(now - readableDays * dayMs).toISOString()
}

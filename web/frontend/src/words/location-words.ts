import type { OpenLocations } from '../../../contract/shop.ts'

export const locationWords = {
  title: 'Locations',
  hint: 'Stock at a location that doesn’t fulfill online orders is not shown to customers as ready to ship. Change this in Shopify’s location settings.',
  table: 'Your locations',
  columns: { name: 'Location', online: 'Online orders', stock: 'Stock' },
  online: { text: 'Fulfills online orders', tone: 'success' },
  storeOnly: { text: 'Doesn’t fulfill online orders', tone: 'neutral' },
} as const

type Location = OpenLocations['rows'][number]

/** Who says how much is there. */
export function stockWords({ isFulfillmentService }: Pick<Location, 'isFulfillmentService'>): string {
  return isFulfillmentService
    ? 'Stock here is written by a fulfillment service. Backline can’t see what is oversold there.'
    : 'Counted by Shopify'
}

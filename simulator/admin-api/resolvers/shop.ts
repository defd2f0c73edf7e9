import { gid } from '../../store/ids.ts'
import { addressLines } from '../../store/payloads/address.ts'
import type { AdminState, Resolvers } from './resolver.ts'

/** A shop has one id in the simulator, as webhooks tell it. */
const id = '548380009'

export const shopFields: Resolvers<AdminState> = {
  id: () => gid('Shop', id),
  name: (shop) => shop.name,
  contactEmail: () => 'owner@example.com',
  currencyCode: (shop) => shop.currency,
  ianaTimezone: (shop) => shop.timezone,
  shopAddress: () => ({}),
}

export const shopAddressFields: Resolvers<unknown> = {
  id: () => gid('ShopAddress', id),
  formatted: () => addressLines,
}

import { gid } from '../../../store/ids.ts'
import { addressLines } from '../../../store/payloads/address.ts'
import type { Location } from '../../../store/state.ts'
import type { Resolvers } from '../resolver.ts'

export const locationFields: Resolvers<Location> = {
  id: (location) => gid('Location', location.id),
  name: (location) => location.name,
  address: () => ({}),
  isActive: (location) => location.active,
  fulfillsOnlineOrders: (location) => location.fulfillsOnlineOrders ?? true,
  isFulfillmentService: (location) => location.isFulfillmentService ?? false,
  fulfillmentService: (location) => (location.isFulfillmentService ? location : null),
  updatedAt: (location) => location.updatedAt,
}

export const fulfillmentServiceFields: Resolvers<Location> = {
  serviceName: ({ name, serviceName }) => serviceName ?? name,
}

export const locationAddressFields: Resolvers<unknown> = { formatted: () => addressLines }

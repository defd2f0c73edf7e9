import { gid } from '../ids.ts'
import type { Location, ShopState } from '../state.ts'
import { address } from './address.ts'
import { wireTime } from './wire-time.ts'

export function locationPayload(shop: ShopState, location: Location) {
  return {
    id: BigInt(location.id),
    name: location.name,
    ...address,
    phone: '555-555-5555',
    created_at: wireTime(location.createdAt, shop.timezone),
    updated_at: wireTime(location.updatedAt, shop.timezone),
    legacy: false,
    active: location.active,
    admin_graphql_api_id: gid('Location', location.id),
  }
}

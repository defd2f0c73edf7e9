import { gid } from '../ids.ts'
import type { Location, ShopState } from '../state.ts'
import { wireTime } from './wire-time.ts'

export function locationPayload(shop: ShopState, location: Location) {
  return {
    id: BigInt(location.id),
    name: location.name,
    address1: '34 Example Street',
    address2: null,
    city: 'Ottawa',
    zip: 'K1N 5T5',
    province: 'Ontario',
    country: 'CA',
    phone: '555-555-5555',
    created_at: wireTime(location.createdAt, shop.timezone),
    updated_at: wireTime(location.updatedAt, shop.timezone),
    country_code: 'CA',
    country_name: 'Canada',
    province_code: 'ON',
    legacy: false,
    active: location.active,
    admin_graphql_api_id: gid('Location', location.id),
  }
}

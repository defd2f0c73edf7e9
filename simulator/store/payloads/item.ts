import { gid } from '../ids.ts'
import type { Item, ShopState } from '../state.ts'
import { wireTime } from './wire-time.ts'

export function itemPayload(shop: ShopState, item: Item) {
  return {
    id: BigInt(item.id),
    sku: item.sku,
    created_at: wireTime(item.createdAt, shop.timezone),
    updated_at: wireTime(item.updatedAt, shop.timezone),
    requires_shipping: item.requiresShipping,
    cost: null,
    country_code_of_origin: null,
    province_code_of_origin: null,
    harmonized_system_code: null,
    tracked: item.tracked,
    country_harmonized_system_codes: [],
    weight_value: 0,
    weight_unit: 'lb',
    admin_graphql_api_id: gid('InventoryItem', item.id),
  }
}

export function deletedItemPayload(item: Item) {
  return {
    id: BigInt(item.id),
    country_code_of_origin: null,
    province_code_of_origin: null,
    harmonized_system_code: null,
    country_harmonized_system_codes: [],
    admin_graphql_api_id: gid('InventoryItem', item.id),
  }
}

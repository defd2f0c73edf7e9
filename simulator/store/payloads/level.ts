import type { Level, ShopState } from '../state.ts'
import { wireTime } from './wire-time.ts'

/** inventory_levels/update and connect: `available` is all they tell of the stock. */
export function levelPayload(shop: ShopState, level: Level) {
  return {
    inventory_item_id: BigInt(level.itemId),
    location_id: BigInt(level.locationId),
    available: level.available,
    updated_at: wireTime(level.updatedAt, shop.timezone),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${level.locationId}?inventory_item_id=${level.itemId}`,
  }
}

/** inventory_levels/disconnect: only the two bare numbers. */
export function disconnectedLevelPayload(level: Level) {
  return { inventory_item_id: BigInt(level.itemId), location_id: BigInt(level.locationId) }
}

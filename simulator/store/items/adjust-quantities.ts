// The Admin API's adjustment of stock: all of its changes or none, once for each key. Whoever sends a key again is told
// what came of it the first time, as Shopify does: https://shopify.dev/docs/api/usage/idempotent-requests
import { type Change, newId } from '../change.ts'
import type { StockAdjustment } from '../state.ts'
import { levelKey, shiftStock } from './stock.ts'

type QuantityChange = {
  /** Plain ids; null for a gid of something else. */
  readonly itemId: string | null
  readonly locationId: string | null
  readonly delta: number
  /** What is expected to be available before; null: whatever it is. */
  readonly from: number | null
}

export type AdjustmentWish = {
  readonly key: string
  readonly name: string
  readonly reason: string
  readonly reference: string | null
  readonly changes: readonly QuantityChange[]
}

type AdjustmentFault = { readonly code: string; readonly field: readonly string[]; readonly message: string }
export type Adjusted = { readonly adjustment: StockAdjustment | null; readonly faults: readonly AdjustmentFault[] }

const reasons = new Set([
  ...['correction', 'cycle_count_available', 'damaged', 'movement_created', 'movement_updated', 'movement_received'],
  ...['movement_canceled', 'other', 'promotion', 'quality_control', 'received', 'reservation_created'],
  ...['reservation_deleted', 'reservation_updated', 'restock', 'safety_stock', 'shrinkage'],
])
const highest = 2_000_000_000

export function adjustQuantities(change: Change, wish: AdjustmentWish): Adjusted {
  const known = change.shop.stockAdjustments.get(wish.key)
  const asked = JSON.stringify(wish)
  if (known) return answerAgain(known, asked)
  const faults = faultsOf(change, wish)
  const adjustment = { id: newId(change), asked, isDone: faults.length === 0, at: change.now }
  change.shop.stockAdjustments.set(wish.key, adjustment)
  if (faults.length > 0) return { adjustment: null, faults }
  for (const { itemId, locationId, delta } of wish.changes) {
    if (itemId !== null && locationId !== null) shiftStock(change, itemId, locationId, { available: delta })
  }
  return { adjustment, faults }
}

function answerAgain(known: StockAdjustment, asked: string): Adjusted {
  if (known.asked !== asked) {
    const message = 'The same idempotency key cannot be used with different operation parameters.'
    return refused('IDEMPOTENCY_KEY_PARAMETER_MISMATCH', [], message)
  }
  if (known.isDone) return { adjustment: known, faults: [] }
  const message = 'A previous request with this idempotency key failed. Retry with a new idempotency key.'
  return refused('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', [], message)
}

function refused(code: string, field: readonly string[], message: string): Adjusted {
  return { adjustment: null, faults: [{ code, field, message }] }
}

function faultsOf(change: Change, { name, reason, changes }: AdjustmentWish): AdjustmentFault[] {
  if (name !== 'available') {
    return [
      { code: 'INVALID_QUANTITY_NAME', field: ['input', 'name'], message: 'Only available can be adjusted here.' },
    ]
  }
  if (!reasons.has(reason)) {
    return [{ code: 'INVALID_REASON', field: ['input', 'reason'], message: 'The specified reason is invalid.' }]
  }
  return changes.flatMap((one, at) => faultOf(change, one, ['input', 'changes', String(at)]) ?? [])
}

function faultOf({ shop }: Change, { itemId, locationId, delta, from }: QuantityChange, field: string[]) {
  const item = itemId === null ? undefined : shop.items.get(itemId)
  if (!item) return fault('INVALID_INVENTORY_ITEM', [...field, 'inventoryItemId'], 'inventory item could not be found')
  if (locationId === null || !shop.locations.get(locationId)?.active) {
    return fault('INVALID_LOCATION', [...field, 'locationId'], 'location could not be found')
  }
  const available = shop.levels.get(levelKey(item.id, locationId))?.available ?? 0
  if (from !== null && from !== available) {
    const message = 'changeFromQuantity argument no longer matches the persisted quantity'
    return fault('CHANGE_FROM_QUANTITY_STALE', [...field, 'changeFromQuantity'], message)
  }
  if (Math.abs(available + delta) <= highest) return null
  const code = delta > 0 ? 'INVALID_QUANTITY_TOO_HIGH' : 'INVALID_QUANTITY_TOO_LOW'
  return fault(code, [...field, 'delta'], 'quantity is beyond what can be counted')
}

function fault(code: string, field: readonly string[], what: string): AdjustmentFault {
  return { code, field, message: `The specified ${what}.` }
}

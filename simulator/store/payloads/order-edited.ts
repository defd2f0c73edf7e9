import type { ShopState } from '../state.ts'
import { wireTime } from './wire-time.ts'

export type OrderEdit = {
  readonly id: string
  readonly orderId: string
  readonly at: string
  readonly deltas: readonly { readonly lineId: string; readonly delta: number }[]
}

/** orders/edited: only what was added and removed, under bare numbers. */
export function orderEditedPayload(shop: ShopState, edit: OrderEdit) {
  const at = wireTime(edit.at, shop.timezone)
  const wire = ({ lineId, delta }: OrderEdit['deltas'][number]) => ({ id: BigInt(lineId), delta: Math.abs(delta) })
  return {
    order_edit: {
      id: BigInt(edit.id),
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: BigInt(edit.orderId),
      staff_note: '',
      user_id: null,
      line_items: {
        additions: edit.deltas.filter(({ delta }) => delta > 0).map(wire),
        removals: edit.deltas.filter(({ delta }) => delta < 0).map(wire),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }
}

import type { Amount } from '../platform/values/money.ts'
import type { MailRefusal } from '../suppliers/rules/mail-limits.ts'
import type { MoveRefusal, SupplierOrderState } from './rules/supplier-order.ts'
import type { Unlikely } from './rules/unlikely-day.ts'

/** Why something was not done to a supplier order, with the numbers that say so. */
export type Refusal =
  | { readonly reason: 'no-such-order' }
  | { readonly reason: 'changed-meanwhile'; readonly version: number }
  | { readonly reason: MoveRefusal; readonly state: SupplierOrderState }
  | { readonly reason: 'receipt-under-way' }
  | { readonly reason: 'no-lines' }
  | { readonly reason: 'own-currency'; readonly currency: string }
  | { readonly reason: 'not-payable'; readonly amount: Amount; readonly currency: string }
  | { readonly reason: 'key-of-another-order' }
  | { readonly reason: 'sent-meanwhile'; readonly to: string }
  | MailRefusal
  | { readonly reason: 'lines-are-fixed' }
  | { readonly reason: 'draft-is-edited' }
  | { readonly reason: 'no-such-supplier'; readonly supplierId: string }
  | { readonly reason: 'no-such-location'; readonly locationId: string }
  | { readonly reason: 'closed-location'; readonly locationId: string }
  | { readonly reason: 'no-such-item'; readonly itemId: string }
  | { readonly reason: 'no-longer-sold'; readonly title: string }
  | { readonly reason: 'item-twice'; readonly itemId: string }
  | { readonly reason: 'no-such-line' | 'line-twice'; readonly supplierOrderLineId: string }
  | { readonly reason: 'fewer-than-came'; readonly title: string; readonly came: number }
  | { readonly reason: 'days-do-not-add-up'; readonly title: string; readonly expected: number; readonly given: number }
  | ({ readonly reason: 'unlikely-day' } & Unlikely)
  | { readonly reason: 'more-than-to-come'; readonly title: string; readonly outstanding: number }

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

import fc from 'fast-check'
import type { Step } from '../history.ts'
import { verb, type Weighted } from './draws.ts'

export function mischief(lose: number, seed: number): Step {
  return { op: 'verb', verb: 'mischief', body: { duplicate: 0.2, late: 0.2, reorder: 0.3, lose, seed } }
}

export const losing: Weighted[] = [
  { weight: 1, arbitrary: fc.constant<Step>({ op: 'reconcile' }) },
  { weight: 2, arbitrary: fc.nat(999).map((seed) => mischief(0.3, seed)) },
]

export const leaving: Weighted[] = [
  { weight: 2, arbitrary: verb('uninstall', fc.constant({})) },
  { weight: 3, arbitrary: verb('install', fc.constant({})) },
]

/** Of what Shopify tells, kinds that come by ways of their own, and so late or never for themselves. */
const kinds = [
  ['orders/create', 'orders/updated', 'orders/cancelled', 'orders/edited'],
  ['orders/updated'],
  ['refunds/create', 'orders/edited'],
  ['fulfillments/create', 'fulfillments/update'],
  ['fulfillment_orders/moved', 'fulfillment_orders/split', 'fulfillment_orders/merged'],
  ['fulfillment_orders/rescheduled', 'fulfillment_orders/scheduled_fulfillment_order_ready'],
  ['inventory_levels/update'],
  ['inventory_levels/connect', 'inventory_levels/disconnect'],
  ['inventory_items/create', 'inventory_items/update', 'inventory_items/delete'],
  ['products/create', 'products/update', 'products/delete'],
  ['locations/create', 'locations/update', 'locations/activate', 'locations/deactivate', 'locations/delete'],
]
const someKinds = fc.subarray(kinds, { minLength: 1, maxLength: 3 }).map((chosen) => [...new Set(chosen.flat())])

/** Only of some kinds of news all comes late, or is lost. */
export const losingSome: Weighted[] = [
  { weight: 1, arbitrary: fc.constant<Step>({ op: 'reconcile' }) },
  { weight: 2, arbitrary: verb('mischief', { late: fc.constant(1), only: someKinds, seed: fc.nat(999) }) },
  { weight: 2, arbitrary: verb('mischief', { lose: fc.constant(1), only: someKinds, seed: fc.nat(999) }) },
  { weight: 1, arbitrary: verb('mischief', fc.constant({})) },
]

// What happens in a shop, written down so that it can be read, kept and played again. Skus, orders (`#1001`), numbers of
// supplier orders and names are those of the shop in which it is played; what is not there when its turn comes, or is
// refused, is passed over: so a history from which steps were taken is a history as well.

import type { CountingRules } from '../truth/what-counts.ts'

/** Days from today; null: none. */
export type DaysAhead = number | null

export type Step =
  /** Something that merchant, shopper or platform does in Shopify. In its body `fulfillInDays` is a day to send something. */
  | { readonly op: 'verb'; readonly verb: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly op: 'product'; readonly title: string; readonly variants: readonly Readonly<Record<string, unknown>>[] }
  | { readonly op: 'supplier'; readonly name: string; readonly leadTimeDays: number | null }
  | { readonly op: 'archive'; readonly name: string; readonly archived: boolean }
  | {
      readonly op: 'entry'
      readonly supplier: string
      readonly sku: string
      readonly packSize: number
      readonly minimumQuantity: number
      readonly leadTimeDays: number | null
    }
  | {
      readonly op: 'rule'
      readonly sku: string
      readonly supply: string
      readonly maxBackorder: number | string | null
    }
  | ({ readonly op: 'rules' } & CountingRules)
  /** The merchant counts Shopify's figure at a location, or only what was received there. */
  | { readonly op: 'counts'; readonly location: string; readonly counts: 'shopify' | 'received' }
  /** A supplier order is drafted by hand. */
  | {
      readonly op: 'so'
      readonly supplier: string
      readonly location: string
      readonly lines: readonly { readonly sku: string; readonly units: number; readonly due?: DaysAhead }[]
    }
  | { readonly op: 'order'; readonly number: number; readonly due?: DaysAhead }
  | {
      readonly op: 'edit_so'
      readonly number: number
      readonly line: number
      readonly units: number
      readonly due?: DaysAhead
    }
  | { readonly op: 'cancel_so'; readonly number: number; readonly line?: number; readonly units?: number }
  /** All that lacks is proposed, and drafted. */
  | { readonly op: 'propose'; readonly rule?: string }
  | {
      readonly op: 'receive'
      readonly number: number
      readonly lines: readonly {
        readonly line: number
        readonly accepted: number
        readonly rejected?: number
        readonly heldBack?: number
      }[]
      readonly wish?: { readonly order: string; readonly line: number; readonly rank: number }
    }
  /** So many units more came with the last receipt than it says, or fewer. */
  | { readonly op: 'correct'; readonly units: number }
  | { readonly op: 'hold_back'; readonly sku: string; readonly location: string; readonly units: number }
  | {
      readonly op: 'wish'
      readonly order: string
      readonly line: number
      readonly rank?: number
      /** The supplier order that is to serve it first. */
      readonly pin?: number | null
    }
  /** One of the lines that wait gets something that comes, ours or Shopify's own, first; both counted from 0 and round again. */
  | { readonly op: 'pin'; readonly waiting: number; readonly to: number }
  | {
      readonly op: 'override'
      readonly sku?: string
      readonly supplier?: string
      readonly day: DaysAhead
      readonly hide: boolean
    }
  | { readonly op: 'messages'; readonly on: boolean }
  | { readonly op: 'read_native' }
  | { readonly op: 'reconcile' }
  /** All news is heard and planned, and everything is compared with the truth. */
  | { readonly op: 'check' }

export type History = readonly Step[]

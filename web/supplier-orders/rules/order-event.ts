// What happens to a supplier order, and what its timeline is told of it: one description for who writes an event and who
// reads it. An event that an older version wrote may lack a fact.
import type { Part } from './expected-days.ts'

type Change<Value> = { readonly from: Value; readonly to: Value }

/** What changed of one line; what did not is absent. */
export type EditedLineFacts = {
  readonly title: string
  readonly units?: Change<number>
  readonly cost?: Change<string | null>
  readonly days?: Change<readonly Part[]>
}

type Goods = { readonly lines: number; readonly units: number }
/** To whom, as `a@acme.example, b@acme.example; Cc: c@acme.example`. */
type Mail = { readonly messageId: string; readonly to: string }
type Came = { readonly receiptId: string; readonly accepted: number; readonly rejected: number }
/** `lines` names the first of them. */
type Cancelled = {
  readonly units: number
  readonly lines: readonly { readonly title: string; readonly units: number }[]
}

/** The facts of each kind of event. */
export type OrderEventFacts = {
  readonly created: { readonly by: 'proposal' | 'hand' | 'file'; readonly lines: number; readonly units?: number }
  readonly 'demand-added': Goods & { readonly by: 'proposal' }
  readonly edited: {
    /** Lines that changed, the first of them by name. */
    readonly changed?: readonly EditedLineFacts[]
    readonly moreChanged?: number
    readonly added?: number
    /** Titles of lines. */
    readonly removed?: readonly string[]
    readonly notes?: true
    readonly tax?: string | undefined
    readonly shipping?: string | undefined
    /** Null: there is none any more. */
    readonly exchangeRate?: string | null | undefined
  }
  readonly ordered: Goods
  readonly 'ordering-undone': Readonly<Record<string, never>>
  readonly 'send-asked': Mail
  /** `saved`: to a folder, as there is no mail server. `notTo`: who of them did not get it, and why. */
  readonly sent: Mail & { readonly saved?: true; readonly notTo?: string }
  readonly 'send-failed': Mail & { readonly trouble: string }
  readonly received: Came
  readonly 'receipt-corrected': Came & { readonly corrects: string; readonly note: string }
  readonly 'units-cancelled': Cancelled
  /** With a purchase order or transfer of Shopify's own. */
  readonly joined: { readonly kind: 'purchase-order' | 'transfer'; readonly name: string; readonly units: number }
  readonly cancelled: Cancelled
  readonly closed: Readonly<Record<string, never>>
}
type OrderEventKind = keyof OrderEventFacts

export type OrderEvent = {
  [Kind in OrderEventKind]: { readonly kind: Kind; readonly facts: OrderEventFacts[Kind] }
}[OrderEventKind]

import type { ShopState } from './store/state.ts'

export type CompositeContext = {
  readonly shop: ShopState
  run(verb: string, wish: unknown): unknown
  revokeTokens(): void
}

/** A verb made of other verbs: each inner verb is a change of its own. */
export type Composite = {
  readonly says: string
  readonly example: unknown
  run(context: CompositeContext, wish: unknown): unknown
}

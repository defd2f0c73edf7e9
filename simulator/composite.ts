import type { ShopState } from './store/state.ts'

export type CompositeContext = {
  readonly shop: ShopState
  run(verb: string, wish: unknown): unknown
  revokeTokens(): void
  /** The optional scopes granted from now on; answers what is granted then. */
  changeScopes(optional: readonly string[]): unknown
}

/** A verb made of other verbs, each a change of its own, or one that needs more than its shop. */
export type Composite = {
  readonly says: string
  readonly example: unknown
  run(context: CompositeContext, wish: unknown): unknown
}

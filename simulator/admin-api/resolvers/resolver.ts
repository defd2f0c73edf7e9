import type { ShopState } from '../../store/state.ts'

/** What of a shop the Admin API reads. */
export type AdminState = Pick<
  ShopState,
  'plan' | 'locations' | 'products' | 'variants' | 'items' | 'levels' | 'orders' | 'fulfillmentOrders'
>

export type AdminContext = { readonly state: AdminState }

export type Resolve<Source> = (source: Source, args: never, context: AdminContext) => unknown

/**
 * One field of the slice. `takes` names the arguments that are honoured: a query that uses another one is answered with
 * an error instead of a wrong list.
 */
export type FieldResolver<Source> = Resolve<Source> | { takes: readonly string[]; resolve: Resolve<Source> }

export type Resolvers<Source> = Readonly<Record<string, FieldResolver<Source>>>

import type { Adjusted, AdjustmentWish } from '../../store/items/adjust-quantities.ts'
import type { DefinitionFault } from '../../store/metafield-definitions.ts'
import type { MetafieldFault, MetafieldWish } from '../../store/metafields.ts'
import type { BulkOperation, MetafieldDefinition, ShopState } from '../../store/state.ts'
import type { BulkReading } from '../bulk/bulk-reading.ts'

/** What of a shop the Admin API reads. */
export type AdminState = Pick<
  ShopState,
  | 'plan'
  | 'name'
  | 'currency'
  | 'timezone'
  | 'locations'
  | 'products'
  | 'variants'
  | 'items'
  | 'levels'
  | 'orders'
  | 'fulfillmentOrders'
  | 'bulkOperations'
  | 'metafields'
  | 'transfers'
  | 'shipments'
  | 'purchaseOrders'
  | 'faults'
>

export type StartedBulk = { bulkOperation: BulkOperation | null; userErrors: readonly BulkUserError[] }

type BulkUserError = { code: 'INVALID' | 'LIMIT_REACHED'; field: readonly string[] | null; message: string }

export type AdminContext = {
  readonly state: AdminState
  /** What the merchant lets the app do. */
  readonly scopes: readonly string[]
  /** ISO instant: orders created before it are out of the app's sight. Empty when the app may read them all. */
  readonly ordersSince: string
  /** Whether fulfillment orders of such orders are out of its sight too. */
  readonly hidesOldRouting: boolean
  /** The part of its root connection that a bulk operation reads now; null in a direct query. */
  readonly bulk: BulkReading | null
  startBulk(query: string, isGrouped: boolean): StartedBulk
  /** Where the file of a bulk operation is served. */
  bulkAddress(operation: BulkOperation): string
  /** The key that the mutation came with; null for a query. */
  readonly idempotencyKey: string | null
  adjustQuantities(wish: AdjustmentWish): Adjusted
  defineMetafield(wish: MetafieldDefinition): readonly DefinitionFault[]
  setMetafields(wishes: readonly MetafieldWish[]): readonly MetafieldFault[]
  deleteMetafields(wishes: readonly Pick<MetafieldWish, 'ownerId' | 'namespace' | 'key'>[]): void
}

type Resolve<Source> = (source: Source, args: never, context: AdminContext) => unknown

/**
 * One field of the slice. `takes` names the arguments that are honoured: a query that uses another one is answered with
 * an error instead of a wrong list.
 */
export type FieldResolver<Source> = Resolve<Source> | { takes: readonly string[]; resolve: Resolve<Source> }

export type Resolvers<Source> = Readonly<Record<string, FieldResolver<Source>>>

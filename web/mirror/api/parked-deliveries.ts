import { implement } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import type { ParkedKind, ParkedDelivery as ParkedRow } from '../contract/deliveries.ts'
import { deliveryRoutes } from '../contract/delivery-routes.ts'
import {
  discardParkedDeliveries,
  listParkedDeliveries,
  type ParkedDeliveryRecord,
  retryParkedDeliveries,
} from '../store/inbox/parked-deliveries.ts'

const api = implement(deliveryRoutes).$context<ApiContext>()

/** What could not be processed, and what a person may do about it. */
export const parkedDeliveries = api.router({
  parked: api.parked.handler(async ({ input: { cursor, limit }, context: { db, shop } }) => {
    const page = await withShopSql(db, shop, (tx) => listParkedDeliveries(tx, cursor ?? null, limit))
    return {
      rows: page.rows.map(contractRow),
      total: page.total,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  }),
  retry: api.retry.handler(async ({ input, context: { db, shop } }) => ({
    deliveries: await withShopSql(db, shop, (tx) => retryParkedDeliveries(tx, input)),
  })),
  discard: api.discard.handler(async ({ input, context: { db, shop } }) => ({
    deliveries: await withShopSql(db, shop, (tx) => discardParkedDeliveries(tx, input)),
  })),
})

/** How the reasons begin that the lane parks for. */
const kinds: readonly (readonly [beginning: string, kind: ParkedKind])[] = [
  ['not readable: ', 'unreadable'],
  ['not as its topic promises: ', 'unexpected'],
  ['the database refuses it: ', 'refused'],
  ['Shopify does not tell of ', 'untold'],
  ['too old to tell: ', 'outdated'],
]

function contractRow({ sequence: _, ...parked }: ParkedDeliveryRecord): ParkedRow {
  const known = kinds.find(([beginning]) => parked.reason.startsWith(beginning))
  return { ...parked, kind: known?.[1] ?? 'other' }
}

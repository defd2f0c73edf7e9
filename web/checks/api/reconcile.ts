import { implement } from '@orpc/server'
import { contractNumbers } from '../../backorders/api/contract-rows.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import type {
  ReconcileDifference as DifferenceRow,
  FoundReconcile,
  Reconcile as ReconcileRow,
} from '../contract/reconcile.ts'
import { reconcileRoutes } from '../contract/reconcile-routes.ts'
import {
  type ListedDifference,
  listReconcileDifferences,
  loadReconcile,
  type ReconcileRecord,
  startReconcile,
} from '../store/reconciles.ts'

const api = implement(reconcileRoutes).$context<ApiContext>()

const none: FoundReconcile = { reconcile: null, rows: [], total: 0, next: null, previous: null }

/** What we keep, compared with Shopify: what differed is listed, and repaired already. */
export const reconcile = api.router({
  find: api.find.handler(({ input: { cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const last = await loadReconcile(tx)
      if (last === null) return none
      const page = await listReconcileDifferences(tx, last.reconcileId, cursor ?? null, limit)
      return {
        reconcile: contractReconcile(last),
        rows: page.rows.map(contractDifference),
        total: page.total,
        next: page.next && formatSequence(page.next),
        previous: page.previous && formatSequence(page.previous),
      }
    }),
  ),
  start: api.start.handler(async ({ context: { db, shop } }) => ({
    reconcileId: await withShopSql(db, shop, (tx) => startReconcile(tx, 'asked')),
  })),
})

function contractReconcile({ position: _, ordersKnownAt: __, ...rest }: ReconcileRecord): ReconcileRow {
  return rest
}

/** Numbers of a backorder are written as everywhere. */
function contractDifference(found: ListedDifference): DifferenceRow {
  const { sequence: differenceId, ...rest } = found
  if (rest.thing !== 'backorder') return { ...rest, differenceId }
  return {
    ...rest,
    differenceId,
    ours: rest.ours && contractNumbers(rest.ours),
    theirs: rest.theirs && contractNumbers(rest.theirs),
  }
}

import { implement, ORPCError } from '@orpc/server'
import { contractNumbers } from '../../backorders/api/contract-rows.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { gid } from '../../platform/values/ids.ts'
import type { RebuildDifference as DifferenceRow, FoundRebuild, Rebuild as RebuildRow } from '../contract/rebuild.ts'
import { rebuildRoutes } from '../contract/rebuild-routes.ts'
import {
  applyRebuild,
  listDifferences,
  loadRebuild,
  type RebuildDifferenceRecord,
  type RebuildRecord,
  startRebuild,
} from '../store/rebuild.ts'

const api = implement(rebuildRoutes).$context<ApiContext>()

const none: FoundRebuild = { rebuild: null, rows: [], total: 0, next: null, previous: null }

/** Every plan anew: what it would change is looked at before it is applied. */
export const rebuild = api.router({
  find: api.find.handler(({ input: { cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const last = await loadRebuild(tx)
      if (last === null) return none
      const page = await listDifferences(tx, last.rebuildId, cursor ?? null, limit)
      return {
        rebuild: contractRebuild(last),
        rows: page.rows.map(contractDifference),
        total: page.total,
        next: page.next && formatSequence(page.next),
        previous: page.previous && formatSequence(page.previous),
      }
    }),
  ),
  preview: api.preview.handler(async ({ context: { db, shop } }) => ({
    rebuildId: await withShopSql(db, shop, startRebuild),
  })),
  apply: api.apply.handler(async ({ input: { rebuildId }, context: { db, shop } }) => {
    const isApplied = await withShopSql(db, shop, (tx) => applyRebuild(tx, rebuildId))
    if (!isApplied) {
      throw new ORPCError('CONFLICT', { message: 'There is no such rebuild, or it cannot be applied any more.' })
    }
    return { rebuildId }
  }),
})

function contractRebuild({ expected, done, position: _, ...rest }: RebuildRecord): RebuildRow {
  return { ...rest, items: { expected, done } }
}

function contractDifference(found: RebuildDifferenceRecord): DifferenceRow {
  const { sequence: _, lineId, itemId, locationId, before, after, ...names } = found
  return {
    ...names,
    lineId: gid('LineItem', lineId),
    itemId: gid('InventoryItem', itemId),
    locationId: gid('Location', locationId),
    before: before && contractNumbers(before),
    after: contractNumbers(after),
  }
}

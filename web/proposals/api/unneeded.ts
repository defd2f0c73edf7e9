import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { ascending, readSequencePage } from '../../platform/db/sequence-page.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { queryByQuery, withShopSql } from '../../platform/db/with-shop.ts'
import { proposalRoutes } from '../contract/proposal-routes.ts'
import { takeOutUnneeded } from '../take-out-unneeded.ts'
import { loadUnneeded } from '../unneeded-lines.ts'
import { contractUnneeded } from './rows.ts'

const api = implement(proposalRoutes).$context<ApiContext>()

export const unneeded = api.unneeded.handler(
  async ({ input: { supplierOrderId, cursor, limit }, context: { db, shop } }) => {
    const found = await loadUnneeded(queryByQuery(db, shop), supplierOrderId)
    if (found === null) throw noSuchOrder()
    const lines = found.lines.map((line) => ({ ...contractUnneeded(line), sequence: line.supplierOrderLineId }))
    const page = await readSequencePage(
      async (given) => {
        const { beyond, order, from, limit: most } = ascending(given)
        const inOrder = order === 'asc' ? lines : lines.toReversed()
        return inOrder.filter((line) => from === null || isBeyond(line.sequence, beyond, from)).slice(0, most)
      },
      cursor ?? null,
      limit,
    )
    return {
      rows: page.rows.map(({ sequence: _, ...row }) => row),
      version: found.version,
      total: lines.length,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  },
)

export const takeOut = api.takeOut.handler(({ input, context: { db, shop } }) =>
  withShopSql(db, shop, async (tx) => {
    const outcome = await takeOutUnneeded(tx, input, await loadShopDay(tx))
    if (outcome.ok) {
      const now = await loadUnneeded(tx, input.supplierOrderId)
      return { ...outcome.value, version: now?.version ?? input.version }
    }
    if (outcome.refusal.reason === 'no-such-order') throw noSuchOrder()
    if (outcome.refusal.reason === 'changed-meanwhile') {
      throw new ORPCError('CONFLICT', { message: 'Somebody else changed this order meanwhile. Nothing was taken out.' })
    }
    throw new ORPCError('UNPROCESSABLE_CONTENT', { message: 'Units are taken out of drafts only.' })
  }),
)

function isBeyond(sequence: string, beyond: '<' | '>', from: string): boolean {
  return beyond === '>' ? BigInt(sequence) > BigInt(from) : BigInt(sequence) < BigInt(from)
}

function noSuchOrder() {
  return new ORPCError('NOT_FOUND', { message: 'There is no such supplier order.' })
}

import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { servesAround } from '../../platform/api/serves-around.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import type { SequencePage } from '../../platform/db/sequence-page.ts'
import { queryByQuery, withShopSql } from '../../platform/db/with-shop.ts'
import { changeProposedLine } from '../change-proposed-line.ts'
import { proposalRoutes } from '../contract/proposal-routes.ts'
import { createProposedDrafts } from '../create-proposed-drafts.ts'
import { groupWanted, keepProposal } from '../make-proposal.ts'
import { listCreatedDrafts } from '../store/proposal-drafts.ts'
import { countRefusals, deleteProposal, loadProposal, lockProposal } from '../store/proposals.ts'
import { listProposedLines, listServes } from '../store/proposed-line-list.ts'
import { listProposedOrders } from '../store/proposed-orders.ts'
import { noSuchProposal, refusedDrafts, refusedEdit } from './refusals.ts'
import { contractLine, contractOrder, contractRefused, contractServed } from './rows.ts'
import { takeOut, unneeded } from './unneeded.ts'
import { wantedDemand } from './wanted-demand.ts'

const api = implement(proposalRoutes).$context<ApiContext>()

/** Created drafts are named up to so many. */
const mostNamed = 250

export const proposals = api.router({
  make: api.make.handler(async ({ input: { from, rule }, context: { db, shop } }) => {
    const sql = queryByQuery(db, shop)
    const grouped = await groupWanted(sql, await wantedDemand(sql, from), rule)
    return { proposalId: await withShopSql(db, shop, (tx) => keepProposal(tx, rule, grouped)) }
  }),
  find: api.find.handler(({ input: { proposalId, cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const found = await loadProposal(tx, proposalId)
      if (found === null) throw noSuchProposal()
      const page = await listProposedOrders(tx, proposalId, cursor ?? null, limit)
      const refused = await countRefusals(tx, proposalId)
      return { proposal: { ...found, refused }, ...contractPage(page, contractOrder) }
    }),
  ),
  lines: api.lines.handler(({ input: { proposedOrderId, cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) =>
      contractPage(await listProposedLines(tx, { proposedOrderId }, cursor ?? null, limit), contractLine),
    ),
  ),
  refusals: api.refusals.handler(({ input: { proposalId, cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) =>
      contractPage(await listProposedLines(tx, { refusedOf: proposalId }, cursor ?? null, limit), contractRefused),
    ),
  ),
  serves: api.serves.handler(async ({ input: { proposedLineId, cursor, limit }, context: { db, shop } }) => {
    const around = servesAround(cursor ?? null, limit)
    const page = await withShopSql(db, shop, (tx) => listServes(tx, proposedLineId, around.skipped, limit))
    if (page === null) throw refusedEdit({ reason: 'no-such-line' })
    return { rows: page.rows.map(contractServed), total: page.total, ...around.neighbours(page.total) }
  }),
  edit: api.edit.handler(({ input: { proposedLineId, version, change }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const outcome = await changeProposedLine(tx, proposedLineId, version, change)
      if (!outcome.ok) throw refusedEdit(outcome.refusal)
      return { proposedLineId, proposedOrderId: outcome.proposedOrderId, version: outcome.version }
    }),
  ),
  create: api.create.handler(({ input: { proposalId }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const outcome = await createProposedDrafts(tx, proposalId)
      if (outcome.ok) return { ...outcome.created, ...(await listCreatedDrafts(tx, proposalId, mostNamed)) }
      if (outcome.reason === 'no-such-proposal') throw noSuchProposal()
      throw refusedDrafts(outcome)
    }),
  ),
  discard: api.discard.handler(({ input: { proposalId }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const found = await lockProposal(tx, proposalId)
      if (found?.created)
        throw new ORPCError('CONFLICT', { message: 'The drafts of this proposal are created already.' })
      await deleteProposal(tx, proposalId)
      return { proposalId }
    }),
  ),
  unneeded,
  takeOut,
})

function contractPage<Row, Told>(page: SequencePage<Row> & { readonly total: number }, told: (row: Row) => Told) {
  return {
    rows: page.rows.map(told),
    total: page.total,
    next: page.next && formatSequence(page.next),
    previous: page.previous && formatSequence(page.previous),
  }
}

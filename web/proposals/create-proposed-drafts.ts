import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { type BoughtLine, putOnDrafts } from './put-on-drafts.ts'
import { purchase } from './rules/group-afterwards.ts'
import { type Claim, neededOf, placeOfClaim, settleClaims } from './rules/group-claims.ts'
import { isOwedName } from './rules/group-owed.ts'
import { mostUnits } from './rules/group-quantity.ts'
import { loadDraftClaims } from './store/draft-claims.ts'
import { type DraftRow, loadOpenDraftLines } from './store/grouping-facts.ts'
import { loadOrdersToCreate, type OrderToCreate } from './store/proposal-drafts.ts'
import { type CreatedProposal, lockProposal, markCreated } from './store/proposals.ts'
import { loadDemand, loadOwedNow, type ProposedDemand } from './store/proposed-demand.ts'
import { loadLinesToCreate, type ProposedLineToCreate } from './store/proposed-lines.ts'

export type CreateOutcome =
  | { readonly ok: true; readonly created: CreatedProposal }
  | { readonly ok: false; readonly reason: 'no-such-proposal' }
  | { readonly ok: false; readonly reason: 'supplier-archived'; readonly supplierName: string }
  /** The draft was added to meanwhile. */
  | { readonly ok: false; readonly reason: 'too-many'; readonly title: string; readonly units: number }
  | { readonly ok: false; readonly reason: 'closed-location' }

/**
 * Puts a proposal on drafts. However many do so at once, with this proposal or with others of the same demand, each unit
 * is ordered once: one after the other they see what is still to order. Done again it answers what was done.
 */
export async function createProposedDrafts(tx: ShopSql, proposalId: string): Promise<CreateOutcome> {
  await lockPlans(tx)
  const locked = await lockProposal(tx, proposalId)
  if (locked === null) return { ok: false, reason: 'no-such-proposal' }
  if (locked.created !== null) return { ok: true, created: locked.created }
  const orders = await loadOrdersToCreate(tx, proposalId)
  const archived = orders.find(({ isArchived }) => isArchived)
  if (archived) return { ok: false, reason: 'supplier-archived', supplierName: archived.supplierName }

  if (orders.some(({ isClosed }) => isClosed)) return { ok: false, reason: 'closed-location' }

  const claims = await loadDraftClaims(tx)
  const drafts = draftsByPlace(await loadOpenDraftLines(tx))
  const lines = await loadLinesToCreate(tx, proposalId)
  const wanted = lines.flatMap(({ serves }) => serves.map(({ backorder }) => backorder))
  const items = [...new Set(lines.map(({ item }) => item))]
  const backorders = wanted.filter((backorder) => !isOwedName(backorder))
  const demands = [...(await loadOwedNow(tx, items)), ...(await loadDemand(tx, backorders))]
  const bought = workOut(orders, lines, { claims, demands, drafts })
  const tooMany = bought.find(
    ({ draftLine, purchase: { units } }) => units > 0 && (draftLine?.units ?? 0) + units > mostUnits,
  )
  if (tooMany) {
    const { line, draftLine, purchase } = tooMany
    return { ok: false, reason: 'too-many', title: line.title, units: (draftLine?.units ?? 0) + purchase.units }
  }
  await putOnDrafts(tx, orders, bought, claims)

  const created = {
    units: total(bought, ({ purchase: { units } }) => units),
    needed: total(bought, ({ purchase: { serves } }) => total(serves, ({ units }) => units)),
    noLongerNeeded: total(bought, ({ purchase: { noLongerNeeded } }) => noLongerNeeded),
  }
  await markCreated(tx, proposalId, created)
  return { ok: true, created }
}

type Draft = { readonly supplierOrderId: string; readonly lines: ReadonlyMap<string, DraftRow> }

type Now = {
  readonly claims: readonly Claim[]
  readonly demands: readonly ProposedDemand[]
  readonly drafts: ReadonlyMap<string, Draft>
}

function workOut(
  orders: readonly OrderToCreate[],
  lines: readonly ProposedLineToCreate[],
  { claims, demands, drafts }: Now,
): BoughtLine[] {
  const { claimed, ofDraftLine } = settleClaims(claims)
  const demandOf = new Map(demands.map((demand) => [demand.backorder, demand]))
  const draftOf = new Map(orders.map((order) => [order.proposedOrderId, drafts.get(placeOf(order))]))
  const stillToOrder = (backorder: string) => {
    const demand = demandOf.get(backorder)
    return demand === undefined ? 0 : demand.uncovered - (claimed.get(placeOfClaim(demand)) ?? 0)
  }
  return lines.map((line) => {
    const draft = draftOf.get(line.proposedOrderId)
    const draftLine = draft?.lines.get(line.item) ?? null
    const onDraft = { units: draftLine?.units ?? 0, needed: neededOf(ofDraftLine.get(draftLine?.draftLine ?? '')) }
    return {
      line,
      purchase: purchase(line, stillToOrder, onDraft, line),
      supplierOrderId: draft?.supplierOrderId ?? null,
      draftLine,
      demandOf,
    }
  })
}

/** Of several open drafts for one place the oldest is added to. */
function draftsByPlace(rows: readonly DraftRow[]): Map<string, Draft> {
  const drafts = new Map<string, Draft & { lines: Map<string, DraftRow> }>()
  for (const row of rows) {
    const place = placeOf({ supplierId: row.supplier, locationId: row.location, currency: row.currency })
    const known = drafts.get(place)
    if (known !== undefined && BigInt(known.supplierOrderId) < BigInt(row.supplierOrder)) continue
    const draft =
      known?.supplierOrderId === row.supplierOrder ? known : { supplierOrderId: row.supplierOrder, lines: new Map() }
    if (row.item !== null) draft.lines.set(row.item, row)
    drafts.set(place, draft)
  }
  return drafts
}

function placeOf({ supplierId, locationId, currency }: Pick<OrderToCreate, 'supplierId' | 'locationId' | 'currency'>) {
  return `${supplierId}@${locationId}@${currency}`
}

function total<Row>(rows: readonly Row[], units: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + units(row), 0)
}

import { loadShopDay } from '../platform/db/shop-day.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { loadGrouping } from './load-grouping.ts'
import { group } from './rules/group.ts'
import type { RefusalReason } from './rules/group-facts.ts'
import { withoutOwed } from './rules/group-owed.ts'
import { mostUnits, unitsToAdd } from './rules/group-quantity.ts'
import { loadDraftClaims } from './store/draft-claims.ts'
import { loadDemandOfLine } from './store/proposed-demand.ts'
import {
  chooseOwed,
  editProposedLine,
  loadOwedChoice,
  lockProposedLine,
  moveProposedLine,
} from './store/proposed-line-edits.ts'
import { deleteEmptyOrder, insertProposedOrders } from './store/proposed-orders.ts'

export type ProposedLineChange =
  | { readonly units: number }
  | { readonly supplierId: string }
  | { readonly isLeftOut: boolean }
  /** What the place owes; a line that is for nothing else is left out as a whole. */
  | { readonly isOwedLeftOut: boolean }

export type EditRefusal =
  | { readonly reason: 'no-such-line' }
  | { readonly reason: 'changed-meanwhile' }
  | { readonly reason: 'created-already' }
  /** A refused line has no quantity and cannot be left out: it needs a supplier first. */
  | { readonly reason: 'not-on-an-order' }
  | { readonly reason: 'too-many'; readonly onDraft: number }
  | { readonly reason: 'supplier-cannot'; readonly because: RefusalReason }

export type EditOutcome =
  | { readonly ok: true; readonly proposedOrderId: string | null; readonly version: number }
  | { readonly ok: false; readonly refusal: EditRefusal }

/** What the merchant changes of one proposed line. Whoever looked at an older version changes nothing. */
export async function changeProposedLine(
  tx: ShopSql,
  proposedLineId: string,
  version: number,
  change: ProposedLineChange,
): Promise<EditOutcome> {
  const line = await lockProposedLine(tx, proposedLineId)
  if (line === null) return refused({ reason: 'no-such-line' })
  if (line.isCreated) return refused({ reason: 'created-already' })
  if (line.version !== version) return refused({ reason: 'changed-meanwhile' })
  if ('supplierId' in change) return await moveTo(tx, proposedLineId, line, change.supplierId)
  if (line.proposedOrderId === null) return refused({ reason: 'not-on-an-order' })
  const { proposedOrderId } = line
  if ('isOwedLeftOut' in change) {
    const edited = await leaveOwedOut(tx, proposedLineId, change.isOwedLeftOut)
    return { ok: true, proposedOrderId, version: edited ?? line.version }
  }
  const { onDraft = 0 } = 'units' in change ? ((await loadOwedChoice(tx, proposedLineId)) ?? {}) : {}
  if ('units' in change && onDraft + change.units > mostUnits) return refused({ reason: 'too-many', onDraft })
  const edited = await editProposedLine(tx, proposedLineId, { units: null, isLeftOut: null, ...change })
  return { ok: true, proposedOrderId, version: edited }
}

/** Units that nobody edited follow; edited ones stay. Answers the new version; null where nothing changes. */
async function leaveOwedOut(tx: ShopSql, proposedLineId: string, isOwedLeftOut: boolean): Promise<number | null> {
  const line = await loadOwedChoice(tx, proposedLineId)
  if (line === null || line.owed === 0) return null
  const ofOrders = line.needed - (line.isOwedLeftOut ? 0 : line.owed)
  if (ofOrders === 0) return await editProposedLine(tx, proposedLineId, { units: null, isLeftOut: isOwedLeftOut })
  const needed = ofOrders + (isOwedLeftOut ? 0 : line.owed)
  const onDraft = { units: line.onDraft, needed: line.neededOnDraft }
  const units = line.isEdited ? line.units : unitsToAdd(needed, onDraft, line)
  return await chooseOwed(tx, proposedLineId, { needed, units, isOwedLeftOut })
}

/** Grouped anew, alone and with this supplier: whatever holds of a line that the rule gave to it holds of this one. */
async function moveTo(
  tx: ShopSql,
  proposedLineId: string,
  { proposalId, proposedOrderId: left }: { readonly proposalId: string; readonly proposedOrderId: string | null },
  supplier: string,
): Promise<EditOutcome> {
  const demands = await loadDemandOfLine(tx, proposedLineId)
  const rule = { supplier }
  const facts = await loadGrouping(tx, demands, await loadDraftClaims(tx), rule)
  const { orders, refusals } = group(facts, { rule, shopCurrency: null }, await loadShopDay(tx))
  const [order] = orders
  const [line] = order?.lines ?? []
  if (order === undefined || line === undefined) {
    return refused({ reason: 'supplier-cannot', because: refusals[0]?.reason ?? 'no-supplier' })
  }
  const [proposedOrderId = null] = await insertProposedOrders(tx, proposalId, [order])
  const placed = {
    ...line,
    ...withoutOwed(line.serves),
    supplier,
    location: order.location,
    proposedOrderId,
    refusal: null,
  }
  const version = await moveProposedLine(tx, proposedLineId, placed)
  if (left !== null) await deleteEmptyOrder(tx, left)
  return { ok: true, proposedOrderId, version }
}

function refused(refusal: EditRefusal): EditOutcome {
  return { ok: false, refusal }
}

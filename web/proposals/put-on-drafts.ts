import type { ShopSql } from '../platform/db/with-shop.ts'
import { addToArrivals, insertArrivals, type NewArrival } from '../supplier-orders/store/arrivals.ts'
import { recordEvents } from '../supplier-orders/store/events.ts'
import {
  addForOwed,
  addOrderedFor,
  addOrderLines,
  insertSupplierOrders,
  raiseVersions,
} from '../supplier-orders/store/supplier-orders.ts'
import type { Purchase } from './rules/group-afterwards.ts'
import { type Claim, fitClaims, neededOf, type SettledClaim, settleClaims } from './rules/group-claims.ts'
import { isOwed } from './rules/group-owed.ts'
import type { DraftRow } from './store/grouping-facts.ts'
import { type OrderToCreate, recordDrafts, writeClaims } from './store/proposal-drafts.ts'
import type { ProposedDemand } from './store/proposed-demand.ts'
import type { ProposedLineToCreate } from './store/proposed-lines.ts'

/** What a proposed line comes to now, and the draft and draft's line that it is added to where there are such. */
export type BoughtLine = {
  readonly line: ProposedLineToCreate
  readonly purchase: Purchase
  readonly supplierOrderId: string | null
  readonly draftLine: DraftRow | null
  /** Where in the database the backorders that it serves are found. */
  readonly demandOf: ReadonlyMap<string, ProposedDemand>
}

type Target = OrderToCreate & { readonly supplierOrderId: string; readonly isNew: boolean }
type Placed = BoughtLine & { readonly target: Target; readonly lineId: string }

/** Writes what was bought: new drafts, or more on those that are open, each with what it is for. */
export async function putOnDrafts(
  tx: ShopSql,
  orders: readonly OrderToCreate[],
  bought: readonly BoughtLine[],
  claims: readonly Claim[],
): Promise<void> {
  const wanted = bought.filter(({ purchase }) => purchase.units > 0 || purchase.serves.length > 0)
  const targets = await targetsOf(tx, orders, wanted)
  const placed = await placeLines(tx, wanted, targets)
  await writeArrivals(tx, placed)
  await writeClaims(tx, madeRoom(placed, claims))
  const raisedFor = placed.flatMap(orderedFor)
  await addOrderedFor(
    tx,
    raisedFor.filter((row) => !isOwed(row)),
  )
  await addForOwed(tx, raisedFor.filter(isOwed))
  await tellTimelines(tx, placed)
  await recordDrafts(tx, [...targets.values()])
}

async function targetsOf(
  tx: ShopSql,
  orders: readonly OrderToCreate[],
  wanted: readonly BoughtLine[],
): Promise<Map<string, Target>> {
  const draftOf = new Map(wanted.map(({ line, supplierOrderId }) => [line.proposedOrderId, supplierOrderId]))
  const needed = orders.filter(({ proposedOrderId }) => draftOf.has(proposedOrderId))
  const fresh = needed.filter(({ proposedOrderId }) => draftOf.get(proposedOrderId) === null)
  const made = await insertSupplierOrders(tx, fresh)
  const madeFor = new Map(fresh.map((order, at) => [order.proposedOrderId, made[at]?.supplierOrderId]))
  return new Map(
    needed.map((order) => {
      const { proposedOrderId } = order
      const supplierOrderId = draftOf.get(proposedOrderId) ?? madeFor.get(proposedOrderId) ?? ''
      return [proposedOrderId, { ...order, supplierOrderId, isNew: madeFor.has(proposedOrderId) }]
    }),
  )
}

async function placeLines(
  tx: ShopSql,
  wanted: readonly BoughtLine[],
  targets: ReadonlyMap<string, Target>,
): Promise<Placed[]> {
  const withTarget = wanted.flatMap((bought) => {
    const target = targets.get(bought.line.proposedOrderId)
    return target ? [{ ...bought, target }] : []
  })
  const ids = await addOrderLines(
    tx,
    withTarget.map(({ line, purchase: { units }, target: { supplierOrderId } }) => {
      const { item: itemId, title, sku, supplierSku, cost } = line
      return { supplierOrderId, itemId, title, sku, supplierSku, cost, units }
    }),
  )
  return withTarget.map((bought) => ({
    ...bought,
    lineId: ids.get(`${bought.target.supplierOrderId}@${bought.line.item}`) ?? '',
  }))
}

/** Without a day: it depends on when the draft is ordered. */
async function writeArrivals(tx: ShopSql, placed: readonly Placed[]): Promise<void> {
  const growing = placed.filter(({ purchase }) => purchase.units > 0)
  const arrivals = ({ lineId, line, purchase, target }: Placed): NewArrival => ({
    supplierOrderId: target.supplierOrderId,
    supplierOrderLineId: lineId,
    itemId: line.item,
    locationId: target.locationId,
    units: purchase.units,
    due: null,
    isOrdered: false,
  })
  await insertArrivals(tx, growing.filter(({ draftLine }) => draftLine === null).map(arrivals))
  const more = growing.filter(({ draftLine }) => draftLine !== null).map(arrivals)
  if (more.length > 0) await addToArrivals(tx, more)
}

/** Where spare units of a draft's line go to others, those who do not need them any more let go of as many. */
function madeRoom(placed: readonly Placed[], claims: readonly Claim[]): SettledClaim[] {
  const { ofDraftLine } = settleClaims(claims)
  return placed.flatMap(({ draftLine, purchase }) => {
    const settled = ofDraftLine.get(draftLine?.draftLine ?? '') ?? []
    const serving = purchase.serves.reduce((sum, { units }) => sum + units, 0)
    const fitting = fitClaims(settled, Math.max(neededOf(settled), (draftLine?.units ?? 0) + purchase.units - serving))
    return fitting.filter(({ units }, at) => units !== settled[at]?.units)
  })
}

function orderedFor({ lineId, purchase, demandOf }: Placed) {
  return purchase.serves.flatMap(({ backorder, units }) => {
    const demand = demandOf.get(backorder)
    if (demand === undefined) return []
    const { line, location } = demand
    return [{ supplierOrderLineId: lineId, line, lineId: line, locationId: location, units }]
  })
}

async function tellTimelines(tx: ShopSql, placed: readonly Placed[]): Promise<void> {
  const byOrder = [...Map.groupBy(placed, ({ target }) => target.supplierOrderId)]
  await recordEvents(
    tx,
    byOrder.map(([supplierOrderId, lines]) => ({
      supplierOrderId,
      kind: lines[0]?.target.isNew ? 'created' : 'demand-added',
      facts: {
        by: 'proposal',
        lines: lines.length,
        units: lines.reduce((sum, { purchase }) => sum + purchase.units, 0),
      },
    })),
  )
  const joined = byOrder.flatMap(([supplierOrderId, lines]) => (lines[0]?.target.isNew ? [] : [supplierOrderId]))
  await raiseVersions(tx, joined)
}

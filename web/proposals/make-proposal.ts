import { loadShopDay } from '../platform/db/shop-day.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { loadShopCurrency } from '../shop/store/shop-currency.ts'
import { loadGrouping, stillToOrder } from './load-grouping.ts'
import { group } from './rules/group.ts'
import type { Grouped } from './rules/group-facts.ts'
import { withoutOwed } from './rules/group-owed.ts'
import { loadDraftClaims } from './store/draft-claims.ts'
import { loadOwedDemand } from './store/owed-demand.ts'
import { forgetOldProposals, insertProposal } from './store/proposals.ts'
import { insertProposedLines, type NewProposedLine, refusedLine } from './store/proposed-lines.ts'
import { insertProposedOrders } from './store/proposed-orders.ts'
import { loadUncovered, type Wanted } from './store/uncovered-demand.ts'

type Rule = 'preferred' | 'cheapest' | 'fastest'

/** Groups what is wanted. Nothing is ordered and nothing is locked: what changes until the drafts are created is settled then. */
export async function groupWanted(tx: ShopSql, wanted: Wanted, rule: Rule): Promise<Grouped> {
  const claims = await loadDraftClaims(tx)
  const lines = await loadUncovered(tx, wanted)
  const demands = stillToOrder([...(await loadOwedDemand(tx, wanted, lines)), ...lines], claims)
  const facts = await loadGrouping(tx, demands, claims, rule)
  const terms = { rule, shopCurrency: await loadShopCurrency(tx) }
  const grouped = group(facts, terms, await loadShopDay(tx))
  return wanted.by === 'supplier' ? onlyOf(wanted.supplierId, grouped) : grouped
}

/** Wanted of one supplier is what the rule gives to that supplier; others' lines are not this order's business. */
function onlyOf(supplier: string, { orders }: Grouped): Grouped {
  return { orders: orders.filter((order) => order.supplier === supplier), refusals: [] }
}

/** Keeps what was grouped to be looked at. Answers the proposal's id. */
export async function keepProposal(tx: ShopSql, rule: Rule, { orders, refusals }: Grouped): Promise<string> {
  const proposalId = await insertProposal(tx, rule)
  await forgetOldProposals(tx)
  const ids = await insertProposedOrders(tx, proposalId, orders)
  const lines = orders.flatMap((order, at): NewProposedLine[] => {
    const { supplier, location } = order
    return order.lines.map((line) => ({
      ...line,
      ...withoutOwed(line.serves),
      supplier,
      location,
      proposedOrderId: ids[at] ?? null,
      refusal: null,
    }))
  })
  await insertProposedLines(tx, proposalId, [...lines, ...refusals.map(refusedLine)])
  return proposalId
}

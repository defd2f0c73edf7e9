import { loadItemsDeleted } from '../mirror/store/stock/obstacles.ts'
import { promiseLevel } from '../planning/rules/days/promise-level.ts'
import { provenLeadTime } from '../planning/rules/days/proven-lead-time.ts'
import { loadEvidence } from '../planning/store/days/evidence.ts'
import { loadPlannedShop } from '../planning/store/planned-shop.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { type Claim, neededOf, placeOfClaim, type SettledClaims, settleClaims } from './rules/group-claims.ts'
import type { GroupingFacts, Offer, OpenDraft, Supplier, SupplierRule, UncoveredDemand } from './rules/group-facts.ts'
import {
  type DraftRow,
  loadExchangeRates,
  loadLandings,
  loadOffers,
  loadOpenDraftLines,
  loadSuppliers,
  loadSupplies,
} from './store/grouping-facts.ts'

/** Everything that grouping these demands depends on, as it stands now. */
export async function loadGrouping(
  tx: ShopSql,
  demands: readonly UncoveredDemand[],
  claims: readonly Claim[],
  rule: SupplierRule,
): Promise<GroupingFacts> {
  const items = [...new Set(demands.map(({ item }) => item))]
  const offers = await loadOffers(tx, items)
  const { today, closed } = await loadPlannedShop(tx)
  const asked = suppliersOf(offers, rule)
  const evidenceOf = await loadEvidence(tx, asked)
  const proven = new Map(asked.map((one) => [one, provenLeadTime(evidenceOf(one), today, promiseLevel)?.latest]))
  const suppliers = (await loadSuppliers(tx)).map((supplier) => {
    return { ...supplier, provenDays: proven.get(supplier.supplier) ?? null }
  })
  return {
    demands,
    offers,
    suppliers: rule === 'cheapest' ? await withMoney(tx, suppliers) : suppliers,
    supplies: await loadSupplies(tx, items),
    drafts: openDrafts(await loadOpenDraftLines(tx), settleClaims(claims)),
    noLongerSold: await loadItemsDeleted(tx, items),
    closedLocations: closed,
  }
}

function suppliersOf(offers: readonly Offer[], rule: SupplierRule): string[] {
  const named = typeof rule === 'object' ? [rule.supplier] : []
  return [...new Set([...offers.map(({ supplier }) => supplier), ...named])].sort()
}

/** What is left to order: without the units that drafts will bring. */
export function stillToOrder(uncovered: readonly UncoveredDemand[], claims: readonly Claim[]): UncoveredDemand[] {
  const { claimed } = settleClaims(claims)
  if (claimed.size === 0) return [...uncovered]
  return uncovered.flatMap((demand) => {
    const units = demand.units - (claimed.get(placeOfClaim(demand)) ?? 0)
    return units > 0 ? [{ ...demand, units }] : []
  })
}

async function withMoney(tx: ShopSql, suppliers: readonly Supplier[]): Promise<Supplier[]> {
  const rates = await loadExchangeRates(tx)
  const landings = await loadLandings(tx)
  return suppliers.map((supplier) => ({
    ...supplier,
    exchangeRate: rates.get(supplier.currency) ?? null,
    landing: landings.get(supplier.supplier) ?? '0',
  }))
}

function openDrafts(rows: readonly DraftRow[], { ofDraftLine }: SettledClaims): OpenDraft[] {
  return [...Map.groupBy(rows, ({ supplierOrder }) => supplierOrder)].flatMap(([supplierOrder, lines]) => {
    const [first] = lines
    if (first === undefined) return []
    const { supplier, location, currency } = first
    return [{ supplierOrder, supplier, location, currency, lines: lines.flatMap(draftLine) }]
  })

  function draftLine({ draftLine: id, item, units }: DraftRow) {
    if (id === null || item === null || units === null) return []
    return [{ item, units, needed: neededOf(ofDraftLine.get(id)) }]
  }
}

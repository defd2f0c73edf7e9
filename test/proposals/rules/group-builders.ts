import { group } from '../../../web/proposals/rules/group.ts'
import type {
  GroupingFacts,
  Offer,
  OpenDraft,
  Supplier,
  Terms,
  UncoveredDemand,
} from '../../../web/proposals/rules/group-facts.ts'

/** A Wednesday. */
export const TODAY = '2026-11-25'

export function supplier(name: string, said: Partial<Supplier> = {}): Supplier {
  return {
    supplier: name,
    currency: 'EUR',
    leadTimeDays: null,
    orderDays: [],
    exchangeRate: null,
    landing: '0',
    ...said,
  }
}

/** The offer of a supplier for an item: by the piece, for 1.00. */
export function offer(from: string, item: string, said: Partial<Offer> = {}): Offer {
  return {
    supplier: from,
    item,
    cost: '1',
    minimumQuantity: 1,
    packSize: 1,
    leadTimeDays: null,
    rank: 1,
    discontinued: false,
    ...said,
  }
}

/** `wants('SO1', 'X', 2)`: order SO1 lacks 2 of X. */
export function wants(
  order: string,
  item: string,
  units: number,
  said: Partial<UncoveredDemand> = {},
): UncoveredDemand {
  const line = `${order}-${item}`
  return {
    backorder: line,
    line,
    order,
    item,
    location: '1',
    units,
    orderedAt: Date.parse('2026-11-20T09:00:00Z'),
    ...said,
  }
}

export function draft(supplierOrder: string, from: string, lines: OpenDraft['lines']): OpenDraft {
  return { supplierOrder, supplier: from, location: '1', currency: 'EUR', lines }
}

export function grouped(facts: Partial<GroupingFacts>, terms: Partial<Terms> = {}) {
  const nothing = { demands: [], offers: [], suppliers: [], supplies: [], drafts: [] }
  return group({ ...nothing, ...facts }, { rule: 'preferred', shopCurrency: 'EUR', ...terms }, TODAY)
}

/** What is bought, in short: `{ S1: { X: 5, Z: 1 } }`. */
export function bought(facts: Partial<GroupingFacts>, terms: Partial<Terms> = {}) {
  return Object.fromEntries(
    grouped(facts, terms).orders.map(({ supplier: name, lines }) => [
      name,
      Object.fromEntries(lines.map(({ item, units }) => [item, units])),
    ]),
  )
}

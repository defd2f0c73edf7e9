// What there is to buy, and from whom: offers by item, open drafts by supplier, destination and currency.

import type { Day } from '../../platform/values/day.ts'
import { compareIds } from '../../platform/values/ids.ts'
import type { GroupingFacts, Offer, OpenDraft, RefusalReason, Supplier, Terms } from './group-facts.ts'
import { type Chosen, chooseSupplier, type OfferChoice } from './group-supplier.ts'

export type Market = {
  readonly suppliers: ReadonlyMap<string, Supplier>
  readonly offers: ReadonlyMap<string, readonly Offer[]>
  readonly supplies: ReadonlyMap<string, string>
  readonly drafts: ReadonlyMap<string, OpenDraft>
}

export function layOutMarket({ suppliers, offers, supplies, drafts }: GroupingFacts): Market {
  return {
    suppliers: new Map(suppliers.map((supplier) => [supplier.supplier, supplier])),
    offers: Map.groupBy(offers, ({ item }) => item),
    supplies: new Map(supplies.map(({ item, supply }) => [item, supply])),
    // Of several drafts for one place the oldest is the last to be put in.
    drafts: new Map(
      drafts
        .toSorted((one, other) => compareIds(other.supplierOrder, one.supplierOrder))
        .map((draft) => [placeOf(draft), draft]),
    ),
  }
}

/** From whom an item is bought, or why it is not. */
export function choose(item: string, market: Market, terms: Terms, today: Day): Chosen | RefusalReason {
  const supply = market.supplies.get(item)
  if (supply === 'discontinued') return 'discontinued'
  if (typeof terms.rule === 'object') return named(item, market, terms.rule.supplier)
  const choices = (market.offers.get(item) ?? []).flatMap((offer): OfferChoice[] => {
    const supplier = market.suppliers.get(offer.supplier)
    return supplier ? [{ offer, supplier }] : []
  })
  const [first, ...others] = choices.filter(({ offer }) => !offer.discontinued)
  if (first) return chooseSupplier([first, ...others], terms, today)
  if (choices.length > 0) return 'discontinued'
  return supply === 'made-to-order' ? 'made-elsewhere' : 'no-supplier'
}

/** The merchant may name a supplier that has no catalogue entry for the item: by the piece, at a cost to be told. */
function named(item: string, market: Market, name: string): Chosen | RefusalReason {
  const supplier = market.suppliers.get(name)
  if (!supplier) return 'no-supplier'
  const known = market.offers.get(item)?.find((offer) => offer.supplier === name)
  if (known?.discontinued) return 'discontinued'
  return { supplier, offer: known ?? { ...uncatalogued, supplier: name, item }, notCompared: 0 }
}

const uncatalogued = {
  cost: null,
  minimumQuantity: 1,
  packSize: 1,
  leadTimeDays: null,
  rank: 1,
  discontinued: false,
} as const

export function placeOf({
  supplier,
  location,
  currency,
}: {
  supplier: string
  location: string
  currency: string
}): string {
  return `${supplier}@${location}@${currency}`
}

// From whom an item is bought. Preferred 5.00 and another 4.50: the rule `preferred` buys at 5.00, `cheapest` at 4.50.
// Costs are compared landed, in the shop's currency; a cost in a currency without a rate is compared with nothing but
// its own currency, and the number of suppliers that were not compared is told.

import { arrivalIfOrdered, type LeadTime } from '../../planning/rules/days/if-ordered.ts'
import { compareDays, type Day } from '../../platform/values/day.ts'
import { compareIds } from '../../platform/values/ids.ts'
import { type Amount, compareAmounts, product, sum } from '../../platform/values/money.ts'
import type { Offer, Supplier, Terms } from './group-facts.ts'

export type OfferChoice = { readonly offer: Offer; readonly supplier: Supplier }
export type Chosen = OfferChoice & { readonly notCompared: number }

/** At least one choice. Equals are told apart by the merchant's rank, then by the supplier's id. */
export function chooseSupplier(choices: readonly [OfferChoice, ...OfferChoice[]], terms: Terms, today: Day): Chosen {
  const [first, ...others] = choices
  if (others.length === 0) return { ...first, notCompared: 0 }
  if (terms.rule === 'cheapest') return best(choices, landedCosts(choices, terms.shopCurrency), compareAmounts)
  if (terms.rule === 'fastest') return best(choices, expectedDays(choices, today), compareDays)
  const preferred = others.reduce((one, other) => (comparePreferred(other, one) < 0 ? other : one), first)
  return { ...preferred, notCompared: 0 }
}

/** The one with the lowest value. Those without are not compared; where nobody has one, preference decides. */
function best<Value>(
  choices: readonly [OfferChoice, ...OfferChoice[]],
  values: readonly (Value | null)[],
  compare: (one: Value, other: Value) => number,
): Chosen {
  let lowest: { choice: OfferChoice; value: Value } | null = null
  let notCompared = 0
  let preferred = choices[0]
  for (const [at, choice] of choices.entries()) {
    const value = values[at] ?? null
    if (comparePreferred(choice, preferred) < 0) preferred = choice
    if (value === null) notCompared += 1
    else if (lowest === null || (compare(value, lowest.value) || comparePreferred(choice, lowest.choice)) < 0)
      lowest = { choice, value }
  }
  return { ...(lowest?.choice ?? preferred), notCompared }
}

/** With a share for tax and shipping. In the currency that all have in common, or else in the shop's. */
function landedCosts(choices: readonly OfferChoice[], shopCurrency: string | null): (Amount | null)[] {
  const priced = choices.filter(({ offer }) => offer.cost !== null)
  const isOneCurrency = new Set(priced.map(({ supplier }) => supplier.currency)).size === 1
  return choices.map(({ offer, supplier }) => {
    const rate = isOneCurrency || supplier.currency === shopCurrency ? '1' : supplier.exchangeRate
    if (offer.cost === null || rate === null) return null
    return product(product(offer.cost, sum(['1', supplier.landing])), rate)
  })
}

function expectedDays(choices: readonly OfferChoice[], today: Day): (Day | null)[] {
  return choices.map((choice) => arrivalIfOrdered(today, leadTimeOf(choice)))
}

export function leadTimeOf({ offer, supplier }: OfferChoice): LeadTime {
  const { leadTimeDays, provenDays, orderDays } = supplier
  return { said: offer.leadTimeDays ?? leadTimeDays, proven: provenDays, orderDays }
}

function comparePreferred(one: OfferChoice, other: OfferChoice): number {
  return one.offer.rank - other.offer.rank || compareIds(one.offer.supplier, other.offer.supplier)
}

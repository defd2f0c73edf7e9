// Units that left a place although they were not there: a till sold them, or they shipped before they were booked in.
import type { OwedPlace } from '../../../../backorders/contract/backorders.ts'
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { counted, number } from '../../format/counted.ts'

export const owedTitle = 'Sold or shipped beyond stock'
export const owedHint = 'The first units that arrive there fill this, before any order that is waiting.'

/** `5 units sold or shipped beyond stock` */
export function beyondStock(units: number): string {
  return `${counted(units, 'unit')} sold or shipped beyond stock`
}

export const owedWords = { review: 'Review what to order' } as const

/** `5 units of 2 items were sold or shipped beyond stock, and need ordering.` */
export function owedNotice({ items, units }: NonNullable<ShopSummary['owed']>): string {
  const [were, need] = units === 1 ? ['was', 'needs'] : ['were', 'need']
  return `${counted(units, 'unit')} of ${counted(items, 'item')} ${were} sold or shipped beyond stock, and ${need} ordering. The first units that arrive fill this.`
}

/** `First: 5 units sold or shipped beyond stock.` */
export function filledFirst(units: number): string {
  return `First: ${beyondStock(units)}.`
}

/** `Leeds: 5 units. 3 are on order, 2 need ordering.` */
export function owedPlaceWords({ locationName, units, pegged }: OwedPlace): string {
  const left = units - pegged
  const parts = [
    ...(pegged > 0 ? [`${number(pegged)} ${areIs(pegged)} on order`] : []),
    ...(left > 0 ? [`${number(left)} ${left === 1 ? 'needs' : 'need'} ordering`] : []),
  ]
  return `${locationName ?? 'A location'}: ${counted(units, 'unit')}. ${parts.join(', ')}.`
}

/** `Arrivals first fill 5 units that were sold or shipped beyond stock.` */
export function arrivalsFirstFill({ units, pegged }: OwedPlace): string {
  const left = units - pegged
  const all = units === 1 ? 'It' : 'They'
  const some = left === units ? all : `${number(left)} of them`
  const rest = left > 0 ? ` ${some} ${areIs(left)} not on order yet.` : ''
  return `Arrivals first fill ${counted(units, 'unit')} that ${units === 1 ? 'was' : 'were'} sold or shipped beyond stock.${rest}`
}

function areIs(count: number): string {
  return count === 1 ? 'is' : 'are'
}

// What is said of units that were sold or shipped beyond stock.
import { describe, expect, test } from 'vitest'
import {
  arrivalsFirstFill,
  beyondStock,
  owedPlaceWords,
} from '../../../web/frontend/src/backorders/words/owed-words.ts'
import { proposalSubtitle } from '../../../web/frontend/src/proposals/proposal-words.ts'
import { handOutSummary } from '../../../web/frontend/src/receiving/receive-words.ts'
import { lineServes } from '../../../web/frontend/src/supplier-orders/words/order-detail-words.ts'
import { againWords } from '../../../web/frontend/src/supplier-orders/words/order-dialog-words.ts'
import { aProposal, aReceivingProposal } from '../supplier-orders/a-supplier-order.ts'

const place = { locationId: 'gid://shopify/Location/4', locationName: 'Leeds', units: 5, pegged: 3 }

describe('units sold or shipped beyond stock', () => {
  test('are told of a place: how many, on order, and to order', () => {
    expect(owedPlaceWords(place)).toBe('Leeds: 5 units. 3 are on order, 2 need ordering.')
    expect(owedPlaceWords({ ...place, units: 1, pegged: 1 })).toBe('Leeds: 1 unit. 1 is on order.')
    expect(owedPlaceWords({ ...place, units: 1, pegged: 0, locationName: null })).toBe(
      'A location: 1 unit. 1 needs ordering.',
    )
  })

  test('come before a line that waits', () => {
    expect(arrivalsFirstFill(place)).toBe(
      'Arrivals first fill 5 units that were sold or shipped beyond stock. 2 of them are not on order yet.',
    )
    expect(arrivalsFirstFill({ ...place, units: 1, pegged: 1 })).toBe(
      'Arrivals first fill 1 unit that was sold or shipped beyond stock.',
    )
  })

  test('are named where a supplier order or a proposal says what it is for', () => {
    expect(beyondStock(1)).toBe('1 unit sold or shipped beyond stock')
    expect(lineServes({ servedLines: 1, owed: 5, surplus: 2 })).toBe(
      '1 order line, 5 units sold or shipped beyond stock, 2 units over',
    )
    const subtitle = (said: object) => proposalSubtitle(aProposal(said).proposal)
    expect(subtitle({ orderLines: 1, needed: 8, owed: 5 })).toBe(
      '1 order line needs 3 units, and 5 units were sold or shipped beyond stock. Nothing is ordered before you create the drafts.',
    )
    expect(subtitle({ orderLines: 0, needed: 5, owed: 5 })).toMatch(/^5 units were sold or shipped beyond stock\./)
    expect(subtitle({ orderLines: 0, needed: 0 })).toBe('Nothing to order')
  })

  test('are filled by a receipt, and to be ordered again after a cancellation', () => {
    const { items, ...proposal } = aReceivingProposal([])
    const filled = items.map((item) => ({ ...item, accepted: 5, owed: 5, given: 0, surplus: 0 }))
    expect(handOutSummary({ ...proposal, items: filled })).toBe(
      'No order gets units. 5 units fill what was sold or shipped beyond stock.',
    )
    expect(againWords({ lines: 1, units: 3, owed: 5 })).toEqual({
      title: '1 line and 5 units sold or shipped beyond stock need ordering',
      text: 'Units of what they need were cancelled here. Nothing else brings these 8 units yet.',
    })
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventWords } from '../../web/frontend/src/supplier-orders/words/order-event-words.ts'
import { aPurchase, type Purchase } from './a-purchase.ts'

let shop: Purchase
beforeEach(async () => {
  shop = await aPurchase()
})
afterEach(() => shop.close())

/** What the timeline says, the newest first. */
async function told(id: string, count: number): Promise<string[]> {
  const { events } = await shop.find(id)
  return events.slice(0, count).map((event) => {
    const { text, details } = eventWords(event)
    return [text, ...details].join(' · ')
  })
}

it('tells of every change what changed, from what to what, and no more', async () => {
  const { supplierOrderId: id } = await shop.draft({ '901': 10, '902': 4 }, { currency: 'USD' })
  const lineOf = async (title: string) =>
    (await shop.linesOf(id)).find((line) => line.title === title)?.supplierOrderLineId
  const edit = (said: object) => shop.change(id, 'edit', said)
  const first = await lineOf('SKU-1')
  await edit({ lines: [{ supplierOrderLineId: first, units: 12, cost: '3' }], tax: '5', exchangeRate: null })
  await edit({ added: [{ itemId: '903', units: 1 }], removed: [await lineOf('SKU-2')], notes: 'By the back door' })
  expect(await told(id, 3)).toEqual([
    'It was changed. · 1 item added · Removed: SKU-2 · Notes',
    'It was changed. · SKU-1: 10 → 12 units; cost 2.5 → 3 · Tax 5 · Exchange rate removed',
    'The draft was made by hand: 2 items.',
  ])

  await edit({})
  await edit({ lines: [{ supplierOrderLineId: first, units: 12, cost: '3.00' }] })
  expect(await told(id, 1)).toEqual(['It was changed. · 1 item added · Removed: SKU-2 · Notes'])

  await shop.change(id, 'order', { due: '2026-12-04' })
  const split = (one: number, other: number) => [
    { units: one, due: '2026-12-04' },
    { units: other, due: '2026-12-11' },
  ]
  await edit({ lines: [{ supplierOrderLineId: first, arrivals: split(8, 4) }] })
  await edit({ lines: [{ supplierOrderLineId: first, arrivals: split(6, 6) }] })
  expect(await told(id, 3)).toEqual([
    'It was changed. · SKU-1: due 8 on Dec 4, 2026, 4 on Dec 11, 2026 → 6 on Dec 4, 2026, 6 on Dec 11, 2026',
    'It was changed. · SKU-1: due Dec 4, 2026 → 8 on Dec 4, 2026, 4 on Dec 11, 2026',
    'It was ordered: 13 units of 2 items.',
  ])

  await shop.change(id, 'order/undo')
  await shop.change(id, 'order', { due: null })
  await shop.change(id, 'cancel', { lines: [{ supplierOrderLineId: first, units: 2 }] })
  await shop.change(id, 'cancel')
  expect(await told(id, 4)).toEqual([
    'It was cancelled: 11 units. · SKU-1: 10 units · SKU-3: 1 unit',
    '2 units of what was still to come were cancelled. · SKU-1: 2 units',
    'It was ordered: 13 units of 2 items.',
    'It is a draft again: it was not ordered after all.',
  ])
})

// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import { aPage, aRow, aServer, aShop, open } from '../a-dashboard.tsx'

function opened(said: Partial<ShopSummary>, unsupplied = 0) {
  const server = aServer()
  server.list.mockResolvedValue(aPage([aRow()]))
  server.shop.mockResolvedValue({ ...aShop({ open: 1 }), ...said })
  const items = vi.fn(async () => ({ rows: [], total: unsupplied, next: null, previous: null }))
  const make = vi.fn(async () => ({ proposalId: '5' }))
  const api = {
    ...server.api,
    proposals: { ...server.api.proposals, make },
    items: { ...server.api.items, list: items },
  }
  return { make, ...open(api, '/?shop=mugs.myshopify.com') }
}

const notices = async () => within(await screen.findByRole('region', { name: 'What to know' }))

test('what no line says is told in a sentence each, the most urgent first', async () => {
  opened({
    parked: 2,
    owed: { items: 1, units: 1 },
    scheduled: { units: 24, next: '2999-12-20' },
    olderOrders: { lastKnown: 2, unlistedUnits: 1, missingScopes: ['read_all_orders'] },
  })
  const lines = (await notices()).getAllByRole('listitem').map((line) => line.textContent)
  expect(lines).toEqual([
    '2 updates from Shopify could not be processed. The lines they are about may be out of date.Review updates',
    '1 unit of 1 item was sold or shipped beyond stock, and needs ordering. The first units that arrive fill this.Review what to order',
    '2 orders are shown as last known, and 1 unit belongs to orders that are not listed here. Apps can read orders of the last 60 days only, unless you allow all of them.Allow access',
    '24 units of subscriptions and pre-orders are scheduled, the next for Dec 20, 2999.View scheduled units',
  ])
})

test('what was sold beyond stock leads to what to order', async () => {
  const { make, address } = opened({ owed: { items: 2, units: 4 } })
  fireEvent.click((await notices()).getByRole('button', { name: 'Review what to order' }))
  await vi.waitFor(() => expect(address()).toBe('/proposals/5?shop=mugs.myshopify.com'))
  expect(make).toHaveBeenCalledTimes(1)
})

test('items that need ordering and have no supplier lead to where one is assigned', async () => {
  const { address } = opened({}, 3)
  const shown = await notices()
  expect(shown.getByText('3 items that need ordering have no supplier.')).toBeTruthy()
  fireEvent.click(shown.getByRole('link', { name: 'Assign suppliers' }))
  expect(address()).toBe('/suppliers/unsupplied?shop=mugs.myshopify.com')
})

test('who cannot be asked for access is told why, beside the sentence', async () => {
  opened({ olderOrders: { lastKnown: 1, unlistedUnits: 0, missingScopes: ['read_all_orders'] } })
  const shown = await notices()
  fireEvent.click(shown.getByRole('button', { name: 'Allow access' }))
  expect(
    (await shown.findByText(/Only your Shopify admin can ask for this \(read_all_orders\)/)).textContent,
  ).toBeTruthy()
})

test('a shop of which nothing is to be told has no such list', async () => {
  opened({})
  await screen.findByRole('link', { name: '#1004' })
  expect(screen.queryByRole('region', { name: 'What to know' })).toBeNull()
})

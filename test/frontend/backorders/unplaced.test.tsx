// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { UnplacedRow } from '../../../web/backorders/contract/orders.ts'
import { aPage, aRow, aServer, aShop, open, unavailable } from '../a-dashboard.tsx'

const row: UnplacedRow = {
  orderId: 'gid://shopify/Order/61',
  orderName: '#1010',
  lineId: 'gid://shopify/LineItem/701',
  itemId: 'gid://shopify/InventoryItem/900',
  sku: 'LAMP-OAK',
  title: 'Reading lamp',
  units: 2,
  obstacles: [
    { reason: 'no-location', since: null },
    { reason: 'item-deleted', since: null },
  ],
}

function opened(answer: { rows: UnplacedRow[]; total: number } | Error, address = '/unplaced') {
  const { api } = aServer()
  const unplaced = vi.fn(async (_: { offset?: number; limit?: number }) => {
    if (answer instanceof Error) throw answer
    return answer
  })
  const shown = open({ ...api, orders: { ...api.orders, unplaced } } as typeof api, address)
  return { unplaced, ...shown }
}

describe('the list of units without a location is', () => {
  test('filled, with the reason of each, what helps, and the way to its order', async () => {
    const { address } = opened({ rows: [row], total: 1 }, '/unplaced?shop=mugs.myshopify.com')
    const list = within(await screen.findByRole('table', { name: 'Units without a location' }))
    expect(list.getByText('No location in Shopify, product deleted')).toBeTruthy()
    expect(list.getByText('Reading lamp')).toBeTruthy()
    expect(screen.getByText(/Move them to a location in the order in Shopify\.$/)).toBeTruthy()
    expect(screen.getByText('1 order item')).toBeTruthy()
    fireEvent.click(list.getByText('#1010'))
    expect(address()).toBe('/orders/61?shop=mugs.myshopify.com')
  })

  test('empty in words, and without anything to do', async () => {
    opened({ rows: [], total: 0 })
    expect(await screen.findByText('Every unit has a location')).toBeTruthy()
    expect(screen.queryByText(/Move them to a location/)).toBeNull()
  })

  test('failed in words, and there after another try', async () => {
    const { unplaced } = opened(unavailable())
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    unplaced.mockResolvedValue({ rows: [row], total: 1 })
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('table', { name: 'Units without a location' })).toBeTruthy()
  })

  test('read page by page, and back to the first where a page is past the end', async () => {
    const { unplaced } = opened({ rows: [], total: 51 }, '/unplaced?page=3')
    fireEvent.click(await screen.findByRole('button', { name: 'To the oldest orders' }))
    unplaced.mockResolvedValue({ rows: [row], total: 51 })
    expect(await screen.findByText('51 order items')).toBeTruthy()
    expect(unplaced.mock.calls.map(([asked]) => asked)).toContainEqual({ offset: 100, limit: 50 })
    expect(unplaced.mock.calls.map(([asked]) => asked)).toContainEqual({ offset: 0, limit: 50 })
  })
})

describe('the list of backorders', () => {
  test('tells of units without a location, and leads to them', async () => {
    const { api } = aServer()
    api.shop.find = vi.fn(async () => ({ ...aShop(), unplaced: { units: 3, lines: 2 } }))
    open(api, '/?shop=mugs.myshopify.com')
    expect(
      await screen.findByText('3 units of 2 order items have no location in Shopify, so nothing is planned for them.'),
    ).toBeTruthy()
    const link = screen.getByRole('link', { name: 'View units without a location' })
    expect(link.getAttribute('href')).toBe('/unplaced?shop=mugs.myshopify.com')
  })

  test('says of lines that they must be moved, and that they are as last known', async () => {
    const { api, list } = aServer()
    const since = '2026-11-28T10:00:00.000Z'
    list.mockResolvedValue(
      aPage([
        aRow({ shown: ['to-move'], obstacles: [{ reason: 'location-closed', since: null }] }),
        aRow({ backorderId: '8', lastKnownSince: since, obstacles: [{ reason: 'not-read', since }] }),
      ]),
    )
    open(api, '/?shop=mugs.myshopify.com')
    const [closed, old] = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1)
    expect(closed?.textContent).toMatch(/To move.*Once it is moved/)
    expect(closed?.textContent).not.toContain('As last known')
    expect(old?.textContent).toMatch(/MUG-RED · Leeds.*To order.*As last known/)
  })
})

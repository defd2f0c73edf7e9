// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { aServer, open, unavailable } from '../a-dashboard.tsx'
import { aDraft, anOrderList, anOrderRow } from './a-supplier-order.ts'

function aServerWith(list = anOrderList([anOrderRow()])) {
  const server = aServer()
  const orders = vi.fn(async (_input?: object) => list)
  server.api.supplierOrders.list = orders
  return { ...server, orders }
}

describe('the list of supplier orders is', () => {
  test('a skeleton while it loads', async () => {
    open(aServer().api, '/supplier-orders')
    expect(await screen.findByRole('status', { name: 'Loading supplier orders' })).toBeTruthy()
  })

  test('failed in words, and there after another try', async () => {
    const server = aServerWith()
    server.orders.mockRejectedValue(unavailable())
    open(server.api, '/supplier-orders')
    const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 20_000 })
    server.orders.mockResolvedValue(anOrderList([anOrderRow()]))
    fireEvent.click(again)
    expect(await screen.findByRole('link', { name: 'PO-12' })).toBeTruthy()
  })

  test.each([
    ['a shop that never ordered', '/supplier-orders', anOrderList([]), 'No supplier order yet'],
    ['a tab without orders', '/supplier-orders?state=late', madeBefore(), 'Nothing is late'],
    ['a search without hits', '/supplier-orders?query=lamp', madeBefore(), 'No supplier order matches'],
  ])('empty, with words for %s', async (_, at, list, title) => {
    open(aServerWith(list).api, at)
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  })

  test('filled, with what came, what is late and what it costs', async () => {
    const late = anOrderRow({ state: 'partly-received', isLate: true, accepted: 6, outstanding: 3 })
    open(aServerWith(anOrderList([late])).api, '/supplier-orders')
    await screen.findByRole('link', { name: 'PO-12' })
    const cells = within(screen.getByRole('table', { name: 'Supplier orders' })).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual([
      'NumberPO-12',
      'SupplierMoorland Mugs1 item · Leeds',
      'StatusAttentionPartly receivedCriticalLate',
      'Units6 of 10 came',
      'DueDec 4, 2026',
      'Total€25.00',
    ])
  })
})

test('a tab, a supplier and a search are in the address and are asked for', async () => {
  const server = aServerWith()
  server.api.suppliers.list = vi.fn(async () => aSupplierPage([['2', 'Moorland Mugs']]))
  const { address } = open(server.api, '/supplier-orders?shop=mugs.myshopify.com')
  await screen.findByRole('link', { name: 'PO-12' })
  expect(server.orders).toHaveBeenLastCalledWith({ state: 'open' }, expect.anything())
  fireEvent.click(screen.getByRole('link', { name: 'Late 0' }))
  await waitFor(() => expect(server.orders).toHaveBeenLastCalledWith({ late: true }, expect.anything()))
  await screen.findByRole('option', { name: 'Moorland Mugs' })
  fireEvent.change(screen.getByRole('combobox', { name: 'Supplier' }), { target: { value: '2' } })
  await waitFor(() =>
    expect(server.orders).toHaveBeenLastCalledWith({ late: true, supplierId: '2' }, expect.anything()),
  )
  expect(address()).toBe('/supplier-orders?state=late&supplier=2&shop=mugs.myshopify.com')
})

test('every supplier can be chosen, also beyond the first page of them', async () => {
  const server = aServerWith()
  server.api.suppliers.list = vi.fn(async (input?: { cursor?: string | undefined }) =>
    input?.cursor === 'a.1' ? aSupplierPage([['3', 'Zephyr Zips']]) : aSupplierPage([['2', 'Moorland Mugs']], 'a.1'),
  )
  open(server.api, '/supplier-orders')
  await screen.findByRole('option', { name: 'Zephyr Zips' })
  expect(screen.getByRole('option', { name: 'Moorland Mugs' })).toBeTruthy()
})

test('an order by hand begins as an empty draft of a supplier, for a location', async () => {
  const server = aServerWith()
  server.api.suppliers.list = vi.fn(async () => aSupplierPage([['2', 'Moorland Mugs']]))
  const [leeds, york] = ['gid://shopify/Location/4', 'gid://shopify/Location/5']
  const trusted = { serviceName: null, counts: 'shopify' as const }
  const rows = [
    { locationId: leeds, name: 'Leeds', fulfillsOnlineOrders: true, isFulfillmentService: false, ...trusted },
    { locationId: york, name: 'York', fulfillsOnlineOrders: true, isFulfillmentService: false, ...trusted },
  ]
  server.api.shop.locations = vi.fn(async () => ({ rows }))
  const create = vi.fn(async () => aDraft({ supplierOrderId: '9' }))
  server.api.supplierOrders.create = create
  const { address } = open(server.api, '/supplier-orders')
  fireEvent.click(await screen.findByRole('button', { name: 'New order' }))
  fireEvent.change(await screen.findByRole('combobox', { name: 'Goods go to' }), { target: { value: york } })
  fireEvent.click(screen.getByRole('button', { name: 'Create draft' }))
  await waitFor(() => expect(create).toHaveBeenCalledWith({ supplierId: '2', locationId: york }))
  await waitFor(() => expect(address()).toBe('/supplier-orders/9'))
})

function aSupplierPage(suppliers: [supplierId: string, name: string][], next: string | null = null) {
  const rows = suppliers.map(([supplierId, name]) => ({
    ...{ supplierId, name, contact: null, email: null, alsoTo: [], cc: [], language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '', archivedAt: null, version: 1 },
    ...{ entries: 0, openOrders: 0 },
  }))
  return { rows, total: rows.length, next, previous: null }
}

function madeBefore() {
  const list = anOrderList([])
  return { ...list, counts: { ...list.counts, closed: 3 } }
}

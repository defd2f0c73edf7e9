// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aPage, aRow, aServer, aShop, open, unavailable } from '../a-dashboard.tsx'

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: new Date('2026-11-22T10:30:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1)
async function pass(ms: number): Promise<void> {
  // biome-ignore lint/nursery/useAwaitThenable: what act answers is no Promise, and must be awaited
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
}

describe('the list is', () => {
  test('a skeleton while it loads', async () => {
    const { api } = aServer()
    open(api)
    expect(await screen.findByRole('status', { name: 'Loading backorders' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  test('filled, one row for each backordered line', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(
      aPage([
        aRow(),
        aRow({
          backorderId: '6',
          orderName: '#1003',
          title: 'Lamp',
          shown: ['late', 'on-order'],
          readyOn: '2026-12-04',
        }),
        aRow({
          backorderId: '5',
          orderName: '#1002',
          state: 'ready',
          shown: ['ready'],
          readyOn: 'now',
          backordered: 0,
        }),
      ]),
    )
    open(api)
    await screen.findByRole('link', { name: '#1004' })
    const cells = rows().map((row) =>
      within(row)
        .getAllByRole('cell')
        .slice(1)
        .map((cell) => cell.textContent),
    )
    expect(cells[0]?.slice(0, 3)).toEqual(['Order#1004', 'ItemRMRed mugMUG-RED · Leeds', 'Backordered3 of 5'])
    expect(cells[0]?.[3]).toMatch(/^Ordered2 days agoNov 20, 2026, \d+:00/)
    expect(cells.map((row) => row[4])).toEqual([
      'StatusAttentionTo order',
      'StatusCriticalLateInfoOn order',
      'StatusSuccessReady',
    ])
    expect(cells.map((row) => row[5])).toEqual(['ExpectedNo date', 'ExpectedDec 4, 2026', 'ExpectedCan ship now'])
    expect(screen.getByText('3 lines')).toBeTruthy()
  })

  test('failed in words when the server does not answer, and is there after another try', async () => {
    const { api, list } = aServer()
    list.mockRejectedValue(unavailable())
    open(api)
    await pass(2_000)
    expect(screen.getByText('Couldn’t load backorders')).toBeTruthy()
    list.mockResolvedValue(aPage([aRow()]))
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: '#1004' })).toBeTruthy()
  })

  test.each([
    ['a shop that never ran short', '/', aShop(), 'No backorders'],
    ['a shop whose lines have all shipped', '/', aShop({ closed: 3 }), 'All caught up'],
    ['a tab without lines', '/?state=ready', aShop({ open: 3 }), 'Nothing is ready to ship'],
    ['a search without hits', '/?query=lamp', aShop({ open: 3 }), 'No backorders found for “lamp”'],
  ])('empty, with words for %s', async (_, at, shop, title) => {
    const server = aServer()
    server.list.mockResolvedValue(aPage([]))
    server.shop.mockResolvedValue(shop)
    open(server.api, at)
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  })

  test.each([
    ['a tab without lines', '/?state=ready'],
    ['a search without hits', '/?query=lamp'],
  ])('%s offers nothing to order', async (_what, at) => {
    const { api, list, shop } = aServer()
    shop.mockResolvedValue(aShop({ open: 3 }))
    list.mockResolvedValue(aPage([]))
    open(api, at)
    await screen.findByRole('heading', { name: /^No/ })
    const order = screen.getByRole('button', { name: 'Order what is shown' })
    expect(order.getAttribute('aria-disabled')).toBe('true')
  })

  const notCounted = aRow({ state: 'cancelled', notCounted: 'unpaid', shown: [] })
  const shipped = aRow({ state: 'closed', uncovered: 0, shown: [] })
  const onOrder = aRow({ uncovered: 0, pegged: 3, shown: ['on-order'] })
  const inDraft = aRow({ inDrafts: 3 })
  const notSold = aRow({ shown: ['no-longer-sold'] })
  test.each([
    ['lines that do not count', '/?state=not-counted', notCounted, {}],
    ['lines that have shipped', '/?state=closed', shipped, {}],
    ['more cancelled lines than a page holds', '/?state=cancelled', notCounted, { total: 99, next: 'a.1.1' }],
    ['found lines that are on order', '/?query=mug', onOrder, {}],
    ['found lines that are in a draft', '/?query=mug', inDraft, {}],
    ['found lines that are no longer sold', '/?query=mug', notSold, {}],
    ['all lines, where each is on order', '/', onOrder, {}],
  ])('with %s offers nothing to order', async (_what, at, row, around) => {
    const { api, list, shop } = aServer()
    shop.mockResolvedValue(aShop({ open: 3 }))
    list.mockResolvedValue(aPage([row], around))
    open(api, at)
    await screen.findByRole('link', { name: '#1004' })
    const order = screen.getByRole('button', { name: /^Order (what is shown|all that is short)$/ })
    expect(order.getAttribute('aria-disabled')).toBe('true')
  })

  const owing = { ...aShop({ open: 1 }), owed: { items: 1, units: 2 } }
  test.each([
    ['more found lines than a page holds', '/?query=mug', aShop({ open: 3 }), { total: 99, next: 'a.1.1' }],
    ['units sold beyond stock, where each line is on order', '/', owing, {}],
  ])('with %s offers to order them', async (_what, at, told, around) => {
    const { api, list, shop } = aServer()
    shop.mockResolvedValue(told)
    list.mockResolvedValue(aPage([onOrder], around))
    open(api, at)
    await screen.findByRole('link', { name: '#1004' })
    const order = screen.getByRole('button', { name: /^Order (what is shown|all that is short)$/ })
    expect(order.getAttribute('aria-disabled')).not.toBe('true')
  })
})

describe('the merchant', () => {
  test('looks at one state by its tab, which tells how many there are', async () => {
    const { api, list, shop } = aServer()
    list.mockResolvedValue(aPage([aRow()]))
    shop.mockResolvedValue(aShop({ open: 1204, ready: 3, closed: 9 }))
    const { address } = open(api)
    const tab = await screen.findByRole('link', { name: 'All waiting 1,207' })
    expect(tab.getAttribute('aria-current')).toBe('page')
    expect(list).toHaveBeenLastCalledWith({ state: 'active' })

    fireEvent.click(screen.getByRole('link', { name: 'Ready 3' }))
    await waitFor(() => expect(list).toHaveBeenLastCalledWith({ state: 'ready' }))
    expect(address()).toBe('/?state=ready')
    fireEvent.click(screen.getByRole('link', { name: 'All 1,216' }))
    await waitFor(() => expect(list).toHaveBeenLastCalledWith({}))
  })

  test('searches by typing, once for a pause, and keeps the search in the address', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([aRow()]))
    const { address } = open(api, '/?state=open&shop=mugs.myshopify.com')
    const field = await screen.findByRole('textbox', { name: 'Search backorders' })
    for (const text of ['m', 'mu', 'mug ']) {
      fireEvent.change(field, { target: { value: text } })
      await pass(100)
    }
    expect(list).not.toHaveBeenCalledWith(expect.objectContaining({ query: expect.anything() }))
    await pass(300)
    expect(list).toHaveBeenLastCalledWith({ state: 'open', query: 'mug' })
    expect(address()).toBe('/?state=open&query=mug&shop=mugs.myshopify.com')

    list.mockResolvedValue(aPage([]))
    await pass(2_000)
    fireEvent.click(screen.getByRole('button', { name: 'Clear search' }))
    await pass(300)
    expect(address()).toBe('/?state=open&shop=mugs.myshopify.com')
  })

  test('turns pages both ways', async () => {
    const { api, list } = aServer()
    list.mockImplementation(async (input) =>
      'cursor' in input && input.cursor === 'a.1.1'
        ? aPage([aRow({ backorderId: '1', orderName: '#1001' })], { total: 2, previous: 'b.1.1' })
        : aPage([aRow()], { total: 2, next: 'a.1.1' }),
    )
    const { address } = open(api)
    await screen.findByRole('link', { name: '#1004' })
    fireEvent.click(screen.getByRole('button', { name: 'Older backorders' }))
    expect(await screen.findByRole('link', { name: '#1001' })).toBeTruthy()
    expect(address()).toBe('/?cursor=a.1.1')
    fireEvent.click(screen.getByRole('button', { name: 'Newer backorders' }))
    expect(await screen.findByRole('link', { name: '#1004' })).toBeTruthy()
  })

  test('is sorted by the orders that wait longest, and keeps that in its address', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([aRow()], { total: 2, next: 'a.1.1' }))
    const { address } = open(api)
    await screen.findByRole('link', { name: '#1004' })
    fireEvent.change(screen.getByLabelText('Sort'), { target: { value: 'oldest' } })
    await waitFor(() => expect(list.mock.lastCall?.[0]).toMatchObject({ sort: 'oldest' }))
    expect(address()).toBe('/?sort=oldest')
    fireEvent.click(await screen.findByRole('button', { name: 'Newer backorders' }))
    expect(address()).toBe('/?sort=oldest&cursor=a.1.1')
  })

  test('goes back to the first page from one that is empty by now', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([]))
    const { address } = open(api, '/?cursor=a.1.1')
    fireEvent.click(await screen.findByRole('button', { name: 'To the first page' }))
    expect(address()).toBe('/')
  })

  test('is told that an estimate is one', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([aRow()], { total: 57_512, totalIsExact: false }))
    open(api, '/?query=mug')
    expect(await screen.findByText('About 58,000 lines')).toBeTruthy()
  })
})

describe('while it is looked at, the list', () => {
  test('shows new numbers within two seconds, without a skeleton in between', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([aRow()]))
    open(api)
    await screen.findByText('3 of 5')
    const row = rows()[0]
    list.mockResolvedValue(aPage([aRow({ backorderId: '8', orderName: '#1005' }), aRow({ backordered: 1 })]))
    await pass(1_600)
    expect(screen.getByText('1 of 5')).toBeTruthy()
    expect(rows().map((each) => each.dataset['fresh'])).toEqual(['true', 'true'])
    expect(rows()[1]).toBe(row)
    await pass(2_100)
    expect(rows().map((each) => each.dataset['fresh'])).toEqual(['false', 'false'])
  })

  test('keeps its numbers and says of when they are while the server is away', async () => {
    const { api, list } = aServer()
    list.mockResolvedValue(aPage([aRow()]))
    open(api)
    await screen.findByText('Live')
    list.mockRejectedValue(unavailable())
    await pass(4_000)
    expect(screen.getByText(/^Backline does not answer\. These are the numbers of \d+:30:\d\d/)).toBeTruthy()
    expect(screen.getByText('Paused')).toBeTruthy()
    expect(screen.getByText('3 of 5')).toBeTruthy()
    list.mockResolvedValue(aPage([aRow()]))
    await pass(8_000)
    expect(screen.getByText('Live')).toBeTruthy()
  })
})

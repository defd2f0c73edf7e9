// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ObstacleReason, ShownStatus } from '../../../web/backorders/contract/backorders.ts'
import type { BackorderDetail, LedgerEntry } from '../../../web/backorders/contract/ledger.ts'
import { aPage, aRow, aServer, open } from '../a-dashboard.tsx'

const opened = {
  units: 5,
  shipped: 0,
  covered: 2,
  backordered: 3,
  pegged: 0,
  uncovered: 3,
  state: 'open',
  readyOn: null,
  nextArrivalOn: null,
} as const
const placed = {
  kind: 'delivery',
  topic: 'orders/create',
  deliveryId: 'w1',
  triggeredAt: null,
  subject: '#1010',
  own: true,
  supplierOrder: null,
  what: null,
  note: null,
  owed: null,
} as const

const ledger: LedgerEntry[] = [
  {
    ledgerId: '2',
    at: '2026-11-20T11:00:00.000Z',
    cause: { ...placed, topic: 'orders/cancelled', subject: '#1004', own: false },
    before: opened,
    after: { ...opened, covered: 4, backordered: 1, uncovered: 1 },
  },
  { ledgerId: '1', at: '2026-11-20T10:00:00.000Z', cause: placed, before: null, after: opened },
]

function aLine(said: Partial<BackorderDetail> = {}): BackorderDetail {
  return {
    ...aRow({ orderName: '#1010', covered: 4, backordered: 1, uncovered: 1 }),
    told: null,
    unclaimed: 0,
    countsUnclaimed: true,
    pegs: [],
    owed: null,
    ledger,
    ledgerIsWhole: true,
    ...said,
  }
}

test('a line tells where each of its units is, and why', async () => {
  const { api, find } = aServer()
  find.mockResolvedValue(aLine())
  open(api, '/backorders/7')
  expect(await screen.findByRole('heading', { level: 1, name: /#1010 · Red mug/ })).toBeTruthy()
  expect(find).toHaveBeenCalledWith({ backorderId: '7' })
  expect(screen.getByText('1 of 5 units backordered.')).toBeTruthy()
  expect(screen.getByText('in stock').textContent).toBe('4 in stock')

  const told = within(screen.getByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(told.map((entry) => entry.firstChild?.textContent)).toEqual([
    'Order #1004 was cancelled: 2 units were freed and went to this line.',
    'This order was placed: 3 of 5 units had no stock behind them; 2 were covered from the shelf.',
  ])
})

test('a line tells what arrivals fill before it', async () => {
  const { api, find } = aServer()
  const owed = { locationId: 'gid://shopify/Location/4', locationName: 'Leeds', units: 5, pegged: 5 }
  const moved = { ...placed, topic: 'inventory_levels/update', own: false, owed: { before: 0, after: 5 } }
  const first = { ledgerId: '3', at: '2026-11-21T11:00:00.000Z', cause: moved, before: opened, after: opened }
  find.mockResolvedValue(aLine({ owed, ledger: [first] }))
  open(api, '/backorders/7')
  expect(await screen.findByText('Arrivals first fill 5 units that were sold or shipped beyond stock.')).toBeTruthy()
  expect(
    screen.getByText('5 units were sold or shipped beyond stock: no unit moved. Arrivals fill that first.'),
  ).toBeTruthy()
})

test('the way back leads to the list as it was left', async () => {
  const { api, list, find } = aServer()
  list.mockResolvedValue(aPage([aRow()]))
  find.mockResolvedValue(aLine())
  const { address } = open(api, '/?state=all&query=mug&shop=mugs.myshopify.com')
  fireEvent.click(await screen.findByRole('link', { name: '#1004' }))
  expect(address()).toBe('/backorders/7?shop=mugs.myshopify.com')
  fireEvent.click(await screen.findByRole('link', { name: 'Backorders' }))
  expect(address()).toBe('/?state=all&query=mug&shop=mugs.myshopify.com')
})

test('from line to line in the order of the list, also onto its next page, and back to that', async () => {
  const { api, list, find } = aServer()
  const pages = {
    first: aPage([aRow({ backorderId: '7' }), aRow({ backorderId: '8', orderName: '#1003' })], { next: 'c2' }),
    second: aPage([aRow({ backorderId: '9', orderName: '#1002' })], { previous: 'c1' }),
  }
  list.mockImplementation(async (asked) => ('cursor' in asked ? pages.second : pages.first))
  find.mockImplementation(async ({ backorderId }) => aLine({ backorderId }))
  const { address } = open(api, '/?query=mug&shop=mugs.myshopify.com')
  fireEvent.click(await screen.findByRole('link', { name: '#1004' }))
  const next = () => screen.findByRole('button', { name: 'Next backorder' })
  expect((await screen.findByRole('button', { name: 'Previous backorder' })).getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(await next())
  await waitFor(() => expect(address()).toBe('/backorders/8?shop=mugs.myshopify.com'))
  await waitFor(async () => expect((await next()).getAttribute('aria-disabled')).not.toBe('true'))
  fireEvent.click(await next())
  await waitFor(() => expect(address()).toBe('/backorders/9?shop=mugs.myshopify.com'))
  fireEvent.click(await screen.findByRole('link', { name: 'Backorders' }))
  expect(address()).toBe('/?query=mug&cursor=c2&shop=mugs.myshopify.com')
})

test('a line that was opened from elsewhere has no neighbours', async () => {
  const { api, find } = aServer()
  find.mockResolvedValue(aLine())
  open(api, '/backorders/7')
  expect(await screen.findByRole('heading', { name: 'What happened' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Next backorder' })).toBeNull()
})

test('a line is a skeleton while it loads', async () => {
  const { api } = aServer()
  open(api, '/backorders/7')
  expect(await screen.findByRole('status', { name: 'Loading the backorder' })).toBeTruthy()
})

test('a line that the shop does not have is said to be none, with a way back', async () => {
  const { api, find } = aServer()
  find.mockRejectedValue(new ORPCError('NOT_FOUND', { status: 404 }))
  open(api, '/backorders/999')
  expect(await screen.findByText('This backorder does not exist')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Backorders' })).toBeTruthy()
})

test('a ledger that is cut says so', async () => {
  const { api, find } = aServer()
  find.mockResolvedValue(aLine({ ledgerIsWhole: false }))
  open(api, '/backorders/7')
  expect(await screen.findByText('Older changes are kept, and left out here.')).toBeTruthy()
})

test('an address that the dashboard does not have leads to the list', async () => {
  const { api, list } = aServer()
  list.mockResolvedValue(aPage([aRow()]))
  const { address } = open(api, '/nowhere')
  expect(await screen.findByRole('table')).toBeTruthy()
  expect(address()).toBe('/')
})

test('a line tells which supplier orders bring its units, and orders the rest', async () => {
  const { api, find } = aServer()
  const peg = { arrivalId: '41', supplierOrderId: '9', number: 12, supplierName: 'Moorland Mugs', native: null }
  find.mockResolvedValue(
    aLine({
      ...{ covered: 0, backordered: 5, pegged: 2, uncovered: 3, inDrafts: 1 },
      pegs: [{ ...peg, units: 2, due: '2026-12-04' }],
    }),
  )
  const make = vi.fn(async () => ({ proposalId: '5' }))
  api.proposals.make = make
  const { address } = open(api, '/backorders/7?shop=mugs.myshopify.com')
  const table = await screen.findByRole('table', { name: 'What brings units for this line' })
  expect(
    within(table)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['Comes withPO-12', 'SupplierMoorland Mugs', 'Units2', 'DueDec 4, 2026'])
  expect(within(table).getByRole('link', { name: 'PO-12' }).getAttribute('href')).toBe(
    '/supplier-orders/9?shop=mugs.myshopify.com',
  )
  expect(
    screen.getByText('2 units come with supplier orders. 3 units are not ordered yet, 1 of them in a draft.'),
  ).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Order remaining' }))
  await waitFor(() => expect(address()).toBe('/proposals/5?shop=mugs.myshopify.com'))
  expect(make).toHaveBeenCalledWith({ from: { backorderIds: ['7'] } })
})

test('a line tells what its shopper was told, and leads to the whole order', async () => {
  const { api, find } = aServer()
  find.mockResolvedValue(
    aLine({
      firstPromise: '2999-12-09',
      told: { from: '2999-12-01', to: '2999-12-09', at: '2026-11-20T09:30:00.000Z' },
    }),
  )
  const { address } = open(api, '/backorders/7?shop=mugs.myshopify.com')
  expect(await screen.findByText('Dec 9, 2999')).toBeTruthy()
  expect(screen.getByText('Shown to the customer: Dec 1 – 9, 2999')).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: '#1010' }))
  expect(address()).toBe('/orders/1?shop=mugs.myshopify.com')
})

test('a line says how many of its units took no stock, and whether they count', async () => {
  const { api, find } = aServer()
  find.mockResolvedValue(aLine({ unclaimed: 2 }))
  open(api, '/backorders/7')
  expect(await screen.findByText('2 units of this line did not take stock when they were ordered.')).toBeTruthy()
})

test('a line that is left out because it took no stock is not called cancelled', async () => {
  const { api, find } = aServer()
  const none = { covered: 0, backordered: 0, uncovered: 0, state: 'cancelled', notCounted: 'unclaimed' } as const
  find.mockResolvedValue(aLine({ ...none, unclaimed: 5, countsUnclaimed: false }))
  open(api, '/backorders/7')
  expect(await screen.findByText('All 5 units are not counted.')).toBeTruthy()
  expect(
    screen.getByText(/5 units of this line did not take stock .* They are not counted as backordered\./),
  ).toBeTruthy()
})

test.each<[string, ObstacleReason, ShownStatus, string, RegExp]>([
  [
    ...(['a closed location', 'location-closed', 'to-move', 'Needs to be moved'] as const),
    /^Leeds is closed in Shopify, .* or activate the location again\.$/,
  ],
  [
    ...(['a deleted location', 'location-deleted', 'to-move', 'Needs to be moved'] as const),
    /^Leeds was deleted in Shopify, .* Backline plans them there at once\.$/,
  ],
  [
    ...(['a deleted product', 'item-deleted', 'no-longer-sold', 'No longer sold'] as const),
    /^This product was deleted in Shopify, .* or refund it\.$/,
  ],
])('a line of %s says why nothing can be done, what helps, and offers nothing to order', async (...said) => {
  const [, reason, status, title, text] = said
  const { api, find } = aServer()
  find.mockResolvedValue(aLine({ shown: [status], obstacles: [{ reason, since: null }] }))
  open(api, '/backorders/7')
  const card = within(await screen.findByRole('region', { name: title }))
  expect(card.getByText(text)).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'What it waits for' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Order remaining' })).toBeNull()
})

test('a line of an order that cannot be read is said to be as last known, and can be ordered for', async () => {
  const since = '2026-11-28T10:00:00.000Z'
  const { api, find } = aServer()
  find.mockResolvedValue(aLine({ lastKnownSince: since, obstacles: [{ reason: 'not-read', since }] }))
  open(api, '/backorders/7')
  expect(await screen.findByText(/^As last known since .*2026.*: something happened to this order/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Order remaining' })).toBeTruthy()
})

test('a line of an item that is not tracked any more says that it is never backordered', async () => {
  const { api, find } = aServer()
  const covered = { state: 'ready', covered: 5, backordered: 0, uncovered: 0 } as const
  find.mockResolvedValue(aLine({ ...covered, shown: ['ready'], obstacles: [{ reason: 'not-tracked', since: null }] }))
  open(api, '/backorders/7')
  expect(await screen.findByText('Shopify doesn’t track this item’s stock, so it is never backordered.')).toBeTruthy()
})

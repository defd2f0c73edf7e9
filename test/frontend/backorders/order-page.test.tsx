// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Obstacle, ObstacleReason } from '../../../web/backorders/contract/backorders.ts'
import type { OrderDetail, OrderLine } from '../../../web/backorders/contract/orders.ts'
import { aPage, aRow, aServer, open } from '../a-dashboard.tsx'

function aLine(said: Partial<OrderLine> = {}): OrderLine {
  return {
    lineId: 'gid://shopify/LineItem/2',
    itemId: 'gid://shopify/InventoryItem/3',
    variantId: null,
    sku: 'MUG-RED',
    title: 'Red mug',
    imageUrl: null,
    units: 5,
    open: 5,
    unclaimed: 0,
    obstacles: [],
    told: null,
    firstPromise: null,
    backorders: [],
    ...said,
  }
}

function anOrder(lines: OrderLine[], said: Partial<OrderDetail> = {}): OrderDetail {
  return {
    shop: 'mugs.myshopify.com',
    orderId: 'gid://shopify/Order/1',
    orderName: '#1010',
    orderedAt: '2026-11-20T10:00:00.000Z',
    state: 'open',
    financialStatus: 'paid',
    isPaid: true,
    countsFrom: 'placed',
    lines,
    countsUnclaimed: true,
    linesAreWhole: true,
    ...said,
  }
}

/** Opens the page of an order; answers the texts of its lines, cell by cell. */
async function openOrder(order: OrderDetail) {
  const { api } = aServer()
  const find = vi.fn(async () => order)
  api.orders.find = find
  const { address } = open(api, '/orders/1?shop=mugs.myshopify.com')
  const table = await screen.findByRole('table', { name: 'Lines of this order' })
  const rows = within(table).getAllByRole('row').slice(1)
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
  )
  expect(find).toHaveBeenCalledWith({ orderId: '1' }, expect.anything())
  return { address, cells }
}

const at = '2026-11-20T09:30:00.000Z'
const because = (...reasons: ObstacleReason[]) => reasons.map((reason): Obstacle => ({ reason, since: null }))

test('an order shows all its lines: what was promised of each, and when it is expected now', async () => {
  const { cells } = await openOrder(
    anOrder([
      aLine({
        title: 'Red mug',
        told: { from: '2999-12-01', to: '2999-12-09', at },
        firstPromise: '2999-12-09',
        backorders: [
          aRow({
            firstPromise: '2999-12-09',
            readyOn: '2999-12-24',
            shown: ['late', 'on-order'],
            pegged: 3,
            uncovered: 0,
          }),
        ],
      }),
      aLine({ lineId: 'gid://shopify/LineItem/3', title: 'Blue mug', sku: 'MUG-BLUE' }),
    ]),
  )
  expect(screen.getByRole('heading', { level: 1, name: /Order #1010/ })).toBeTruthy()
  expect(screen.getByText('1 of 2 lines backordered.')).toBeTruthy()
  expect(cells).toEqual([
    [
      'ItemRMRed mugMUG-RED · Leeds',
      'Backordered3 of 5',
      'StatusCriticalLateInfoOn order',
      'First promiseDec 9, 2999Shown to the customer: Dec 1 – 9, 2999',
      'ExpectedDec 24, 2999',
    ],
    ['ItemBMBlue mugMUG-BLUE', 'Backordered0 of 5', 'StatusSuccessIn stock', 'First promise–', 'Expected–'],
  ])
})

test.each([
  ['one day', { from: null, to: '2999-12-09', at }, '2999-12-09', 'Dec 9, 2999Shown to the customer: by Dec 9, 2999'],
  ['no day', { from: null, to: null, at }, null, 'No dateShown to the customer: no date'],
  ['nothing, before a plan', null, null, 'No dateNothing was shown to the customer'],
])('a line whose shopper was told %s says so', async (_, told, firstPromise, words) => {
  const { cells } = await openOrder(anOrder([aLine({ told, firstPromise, backorders: [aRow({ firstPromise })] })]))
  expect(cells[0]?.[3]).toBe(`First promise${words}`)
})

test('a line whose shopper was told nothing says which day was planned first', async () => {
  const backorders = [aRow({ firstEstimate: '2999-12-09' })]
  const { cells } = await openOrder(anOrder([aLine({ told: null, firstPromise: null, backorders })]))
  expect(cells[0]?.[3]).toBe('First promiseDec 9, 2999First estimate, not shown to the customer')
})

test.each([
  ['has shipped', { open: 0 }, 'Nothing left to ship'],
  ['was taken out', { units: 0, open: 0 }, 'Removed'],
  ['is of no item that is planned', { itemId: null, obstacles: because('no-item') }, 'Not planned'],
  ['is of an item that is not tracked', { obstacles: because('not-tracked') }, 'Not tracked'],
  ['was deleted as a product', { obstacles: because('item-deleted', 'not-tracked') }, 'CriticalNo longer sold'],
  ['has no location', { obstacles: because('no-location', 'not-tracked'), unplaced: 2 }, 'CriticalNo location'],
])('a line that %s says so', async (_, said, word) => {
  const { cells } = await openOrder(anOrder([aLine(said)]))
  expect(cells[0]?.[2]).toBe(`Status${word}`)
})

test('a line says how many of its units have no location, and that its order cannot be read', async () => {
  const obstacles: Obstacle[] = [
    { reason: 'no-location', since: null },
    { reason: 'not-read', since: '2026-11-28T10:00:00.000Z' },
  ]
  const { cells } = await openOrder(anOrder([aLine({ unplaced: 2, obstacles })]))
  expect(cells[0]?.[0]).toBe('ItemRMRed mugMUG-RED · 2 without a location')
  expect(cells[0]?.[2]).toMatch(/No location.*As last known$/)
})

test('a line leads to its backorder, and that to its order', async () => {
  const { address } = await openOrder(anOrder([aLine({ backorders: [aRow()] })], { linesAreWhole: false }))
  expect(screen.getByText('This order has more lines than are shown here.')).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: 'Red mug' }))
  expect(address()).toBe('/backorders/7?shop=mugs.myshopify.com')
})

test.each([
  ['cancelled', 'Cancelled'],
  ['deleted', 'Deleted'],
  ['done', 'Nothing left to ship'],
] as const)('an order that is %s is marked', async (state, word) => {
  await openOrder(anOrder([aLine({ backorders: [aRow()] })], { state }))
  expect(screen.getByText(word)).toBeTruthy()
})

test('an order is a skeleton while it loads', async () => {
  const { api } = aServer()
  open(api, '/orders/1')
  expect(await screen.findByRole('status', { name: 'Loading the order' })).toBeTruthy()
})

test('an order that the shop does not have is said to be none, with a way back', async () => {
  const { api, list } = aServer()
  list.mockResolvedValue(aPage([aRow()]))
  api.orders.find = vi.fn(async () => {
    throw new ORPCError('NOT_FOUND', { status: 404 })
  })
  const { address } = open(api, '/orders/1')
  expect(await screen.findByText('This order does not exist')).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: 'Backorders' }))
  expect(address()).toBe('/')
})

test('a line that took no stock says so, and where such lines are left out it is not said to have stock', async () => {
  const lines = [aLine({ unclaimed: 3 })]
  const { cells } = await openOrder(anOrder(lines, { countsUnclaimed: false }))
  expect(cells[0]?.[0]).toContain('MUG-RED · 3 did not take stock')
  expect(cells[0]?.[2]).toBe('StatusNot counted')
})

test('a line says what of it is to be sent later, and that it waits for its payment', async () => {
  const scheduled = [{ locationId: '1', locationName: 'Shop', units: 3, on: '2999-03-03' }]
  const lines = [
    aLine({ units: 3, open: 3, scheduled }),
    aLine({ lineId: 'gid://shopify/LineItem/77', units: 2, open: 2 }),
  ]
  const { cells } = await openOrder(anOrder(lines, { countsFrom: 'paid', isPaid: false }))
  expect(cells[0]?.[0]).toContain('3 scheduled')
  expect(cells[0]?.[2]).toBe('StatusScheduled')
  expect(cells[0]?.[4]).toBe('ExpectedMar 3, 2999')
  const later = within(screen.getByRole('table', { name: 'Scheduled units of this order' }))
  expect(later.getAllByRole('row').map((row) => row.textContent)).toEqual([
    expect.any(String),
    expect.stringMatching(/Red mug.*Units3Scheduled forMar 3, 2999LocationShop$/),
  ])
  expect(cells[1]?.[2]).toBe('StatusWaits for payment')
})

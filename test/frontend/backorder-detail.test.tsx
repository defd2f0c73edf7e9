// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { BackorderDetail, LedgerEntry } from '../../web/contract/ledger.ts'
import { aPage, aRow, aServer, open } from './a-dashboard.tsx'

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
    pegs: [],
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
  expect(screen.getByText('1 of 5 units is short.')).toBeTruthy()
  expect(screen.getByText('covered from the shelf').textContent).toBe('4 covered from the shelf')

  const told = within(screen.getByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(told.map((entry) => entry.firstChild?.textContent)).toEqual([
    'Order #1004 was cancelled: 2 units were freed and went to this line.',
    'This order was placed: 3 of 5 units had no stock behind them; 2 were covered from the shelf.',
  ])
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

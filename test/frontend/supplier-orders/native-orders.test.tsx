import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { NativeOrderList, NativeOrderRow } from '../../../web/native/contract/native-orders.ts'
import { aServer, open } from '../a-dashboard.tsx'
import { anOrder, anOrderList } from './a-supplier-order.ts'

const row: NativeOrderRow = {
  ...{ kind: 'purchase-order', documentId: '71', name: '#PO7', supplierName: 'Potter', locationName: 'Leeds' },
  ...{
    units: 8,
    awaited: 3,
    withoutOwnDay: 8,
    nextDue: null,
    isLate: false,
    typedDue: null,
    joined: null,
    alsoJoined: [],
    orderedAt: null,
  },
}

function aList(said: Partial<NativeOrderList> = {}): NativeOrderList {
  return {
    missingScopes: [],
    isReading: false,
    readAt: null,
    isRefused: false,
    rows: [row],
    total: 1,
    leftOut: [],
    ...said,
  }
}

function aServerWith(list: NativeOrderList) {
  const server = aServer()
  server.api.supplierOrders.list = vi.fn(async () => anOrderList([]))
  server.api.nativeOrders.list = vi.fn(async () => list)
  return server
}

test('orders in Shopify are listed with what they bring, and lead there', async () => {
  const joined = { supplierOrderId: '9', number: 12 }
  open(aServerWith(aList({ rows: [{ ...row, joined }] })).api, '/supplier-orders')
  const table = await screen.findByRole('table', { name: 'Orders in Shopify of which goods are still to come' })
  const cells = within(table).getAllByRole('cell')
  expect(cells.map((cell) => cell.textContent)).toEqual([
    'OrderPurchase order #PO7Same delivery as PO-12',
    'FromPotter',
    'ToLeeds',
    'Still to come8 units, 3 for orders',
    'DueNo date',
    'Without a date8 unitsSet dateNothing more is coming',
  ])
  const link = within(table).getByRole('link', { name: 'Purchase order #PO7' })
  expect(link.getAttribute('href')).toBe('shopify://admin/purchase_orders/71')
})

test('what has no day is given one', async () => {
  const server = aServerWith(aList())
  const setDue = vi.fn(async () => aList({ rows: [{ ...row, typedDue: '2026-12-04', nextDue: '2026-12-04' }] }))
  server.api.nativeOrders.setDue = setDue
  open(server.api, '/supplier-orders')
  fireEvent.click(await screen.findByRole('button', { name: 'Set date: Purchase order #PO7' }))
  fireEvent.change(await screen.findByLabelText('Expected on'), { target: { value: '2026-12-04' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(setDue).toHaveBeenCalledWith({ kind: 'purchase-order', documentId: '71', due: '2026-12-04' }),
  )
  expect(await screen.findByText('8 units, Dec 4, 2026 by you')).toBeTruthy()
})

test('what does not come any more is left out, and counted again', async () => {
  const { kind, documentId, name, supplierName } = row
  const server = aServerWith(aList())
  const leaveOut = vi.fn(async ({ isLeftOut }: { isLeftOut: boolean }) =>
    isLeftOut ? aList({ rows: [], total: 0, leftOut: [{ kind, documentId, name, supplierName }] }) : aList(),
  )
  server.api.nativeOrders.leaveOut = leaveOut
  open(server.api, '/supplier-orders')
  fireEvent.click(await screen.findByRole('button', { name: 'Nothing more is coming: Purchase order #PO7' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Count it again: Purchase order #PO7' }))
  expect(await screen.findByText('8 units, 3 for orders')).toBeTruthy()
  expect(leaveOut.mock.calls).toEqual([
    [{ kind, documentId, isLeftOut: true }],
    [{ kind, documentId, isLeftOut: false }],
  ])
})

test('a merchant who has not allowed it yet is told what it is for', async () => {
  open(aServerWith(aList({ missingScopes: ['read_inventory_transfers'], rows: [], total: 0 })).api, '/supplier-orders')
  expect(await screen.findByText(/can be expected here too/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Expect them' }))
  expect(await screen.findByText(/Only your Shopify admin can ask for this/)).toBeTruthy()
})

test('what was known stays when the permission is taken back, and is said to be old', async () => {
  const readAt = new Date(Date.now() - 3 * 3_600_000).toISOString()
  open(aServerWith(aList({ missingScopes: ['read_inventory_transfers'], readAt })).api, '/supplier-orders')
  expect(await screen.findByText(/was read 3 hours ago/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Purchase order #PO7' })).toBeTruthy()
})

test('goods that are on an order in Shopify as well are said to be the same delivery', async () => {
  const server = aServer()
  server.api.supplierOrders.find = vi.fn(async () => anOrder({ state: 'ordered', version: 4 }))
  server.api.nativeOrders.sameGoods = vi.fn(async () => ({
    rows: [{ kind: 'purchase-order' as const, documentId: '71', name: '#PO7', units: 5 }],
  }))
  const join = vi.fn(async () => aList())
  server.api.nativeOrders.join = join
  open(server.api, '/supplier-orders/9')
  expect(await screen.findByText('5 units of this order are also on purchase order #PO7 in Shopify')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'It is the same delivery' }))
  const wish = { kind: 'purchase-order', documentId: '71', supplierOrderId: '9', version: 4 }
  await waitFor(() => expect(join).toHaveBeenCalledWith(wish))
})

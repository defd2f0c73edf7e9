// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { aServer, open, unavailable } from '../a-dashboard.tsx'
import { aReceipt, onePage } from '../supplier-orders/a-supplier-order.ts'

function aServerWith(receipt = aReceipt()) {
  const server = aServer()
  server.api.receipts.find = vi.fn(async () => receipt)
  return server
}

const inDialog = async (name: string) => within(await screen.findByRole('dialog')).getByRole('button', { name })

describe('a receipt', () => {
  test('says what came, what was rejected and why', async () => {
    open(aServerWith().api, '/receive/receipts/51')
    const table = await screen.findByRole('table', { name: 'Items of this receipt' })
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['ItemRed mugMUG-RED · PO-12', 'Accepted6', 'Rejected1Broken', 'Held back0'])
  })

  test('is corrected by what really came, with the reason', async () => {
    const server = aServerWith()
    const correct = vi.fn(async (_input: object) => aReceipt())
    server.api.receipts.correct = correct
    open(server.api, '/receive/receipts/51')
    fireEvent.click(await screen.findByRole('button', { name: 'Correct' }))
    fireEvent.change(await screen.findByLabelText('Accepted: Red mug'), { target: { value: '5' } })
    expect((await inDialog('Correct')).getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(screen.getByLabelText(/^Why/), { target: { value: 'Counted twice' } })
    fireEvent.click(await inDialog('Correct'))
    await waitFor(() =>
      expect(correct.mock.lastCall?.[0]).toMatchObject({
        receiptId: '51',
        note: 'Counted twice',
        lines: [{ supplierOrderLineId: '31', accepted: -1, rejected: 0 }],
      }),
    )
  })

  test('that Shopify refused is added again, given up, or known to be there', async () => {
    const server = aServerWith(
      aReceipt({ state: 'refused', trouble: { code: 'refused', message: 'The location is closed.' } }),
    )
    const settle = vi.fn(async () => aReceipt())
    server.api.receipts.settle = settle
    open(server.api, '/receive/receipts/51')
    expect(await screen.findByText('The location is closed.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Give it up' }))
    await waitFor(() => expect(settle).toHaveBeenCalledWith({ receiptId: '51', settle: 'give-up' }))
  })

  test('is a skeleton while it loads', async () => {
    open(aServer().api, '/receive/receipts/51')
    expect(await screen.findByRole('status', { name: 'Loading receipts' })).toBeTruthy()
  })
})

describe('the pick list is', () => {
  const order = {
    orderId: 'gid://shopify/Order/1',
    orderName: '#1001',
    orderedAt: '2026-11-20T10:00:00.000Z',
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    isComplete: true,
    lines: [{ lineId: '1', sku: 'MUG-RED', barcode: null, title: 'Red mug', units: 3 }],
  }

  test('filled with the orders that can leave, of one receipt', async () => {
    const server = aServer()
    const find = vi.fn(async (_input?: object) => ({ rows: [order], total: 1 }))
    server.api.pickList.find = find
    open(server.api, '/receive/pick-list?receipt=51')
    expect(await screen.findByText('3 × Red mug (MUG-RED)')).toBeTruthy()
    expect(find.mock.lastCall?.[0]).toMatchObject({ receiptId: '51' })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Also orders of which only a part can leave' }))
    await waitFor(() => expect(find.mock.lastCall?.[0]).toMatchObject({ receiptId: '51', partial: true }))
  })

  test('empty in words', async () => {
    const server = aServer()
    server.api.pickList.find = vi.fn(async () => ({ rows: [], total: 0 }))
    open(server.api, '/receive/pick-list')
    expect(await screen.findByRole('heading', { name: 'Nothing can leave right now' })).toBeTruthy()
  })

  test('failed in words', async () => {
    const server = aServer()
    server.api.pickList.find = vi.fn(async () => Promise.reject(unavailable()))
    open(server.api, '/receive/pick-list')
    expect(await screen.findByText('The pick list cannot be shown right now')).toBeTruthy()
  })
})

describe('lists of what came and what is held back are', () => {
  test('empty in words', async () => {
    const server = aServer()
    server.api.receipts.list = vi.fn(async () => onePage([]))
    open(server.api, '/receive/receipts')
    expect(await screen.findByRole('heading', { name: 'Nothing was received yet' })).toBeTruthy()
  })

  test('let go of, unit by unit, with what was looked at', async () => {
    const server = aServer()
    const row = {
      ...{ itemId: 'gid://shopify/InventoryItem/3', sku: null, title: 'Red mug', units: 20, backordered: 5 },
      ...{ locationId: 'gid://shopify/Location/4', locationName: 'Leeds' },
    }
    server.api.heldBack.list = vi.fn(async () => ({ rows: [row], total: 1 }))
    const set = vi.fn(async (_input: object) => ({ ...row, units: 15 }))
    server.api.heldBack.set = set
    open(server.api, '/receive/held-back')
    const field = await screen.findByRole('textbox', { name: 'Held back: Red mug' })
    fireEvent.change(field, { target: { value: '15' } })
    fireEvent.blur(field)
    await waitFor(() => expect(set.mock.lastCall?.[0]).toMatchObject({ before: 20, units: 15 }))
  })
})

// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import type { orderingInput } from '../../../web/supplier-orders/contract/changes.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'
import { aDraft, aLine, anOrder, onePage, refusal } from './a-supplier-order.ts'
import { aServerWith, at, button, inDialog, touched } from './an-order-page.ts'

describe('a supplier order is', () => {
  test('a skeleton while it loads', async () => {
    open(aServer().api, '/supplier-orders/9')
    expect(await screen.findByRole('status', { name: 'Loading the supplier order' })).toBeTruthy()
  })

  test('failed in words when the server does not answer', async () => {
    const server = aServerWith()
    server.find.mockRejectedValue(unavailable())
    open(server.api, '/supplier-orders/9')
    expect(
      await screen.findByText('Supplier orders cannot be shown right now', undefined, { timeout: 20_000 }),
    ).toBeTruthy()
  })

  test('shown with its items, its days, its costs and what happened', async () => {
    const events = [{ eventId: '1', at, kind: 'ordered', facts: { lines: 1, units: 10 } }]
    const parts = [
      { arrivalId: '41', units: 6, due: '2026-12-04', isLate: true },
      { arrivalId: '42', units: 3, due: null, isLate: false },
    ]
    const server = aServerWith(anOrder({ events, tax: '4.00', total: '29.00' }))
    server.api.supplierOrders.lines = vi.fn(async () =>
      onePage([aLine({ accepted: 1, outstanding: 9, arrivals: parts })]),
    )
    open(server.api, '/supplier-orders/9')
    expect(await screen.findByRole('heading', { level: 1, name: /PO-12 · Moorland Mugs/ })).toBeTruthy()
    const table = await screen.findByRole('table', { name: 'Items of this supplier order' })
    const cells = within(table).getAllByRole('cell')
    expect(cells.slice(1, 5).map((cell) => cell.textContent)).toEqual([
      'Units1 of 10 came',
      'Due6: Dec 4, 20263: No date',
      'Value€25.00€2.50 each£2.125 landed',
      'For2 order lines, 3 units over',
    ])
    expect(screen.getByText('It was ordered: 10 units of 1 item.')).toBeTruthy()
    expect(screen.getByText('€29.00')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Mark as ordered' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Close order' })).toBeNull()
  })
})

describe('a draft', () => {
  test('is ordered with the suggested day, unless another is given', async () => {
    const server = aServerWith(aDraft())
    const order = vi.fn(async () => anOrder())
    server.api.supplierOrders.order = order
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Mark as ordered'))
    const day = await screen.findByLabelText('Due date for items without one')
    expect(day).toHaveProperty('value', '2026-12-04')
    fireEvent.change(day, { target: { value: '2026-12-11' } })
    fireEvent.click(await inDialog('Mark as ordered'))
    await waitFor(() => expect(order).toHaveBeenCalledWith({ supplierOrderId: '9', version: 4, due: '2026-12-11' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('asks whether a day that is past is meant, and takes another one without asking', async () => {
    const server = aServerWith(aDraft())
    const order = vi.fn(async ({ due, confirmed }: z.input<typeof orderingInput>) => {
      if (due === '2020-01-01' && !confirmed) {
        throw refusal(422, 'It is in the past.', { reason: 'unlikely-day', due, doubt: 'past' })
      }
      return anOrder()
    })
    server.api.supplierOrders.order = order
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Mark as ordered'))
    const day = await screen.findByLabelText('Due date for items without one')
    const type = (value: string) => fireEvent.change(day, { target: { value } })
    type('2020-01-01')
    fireEvent.click(await inDialog('Mark as ordered'))
    expect(await screen.findByText('Jan 1, 2020 is in the past. Is that right?')).toBeTruthy()
    type('2026-12-11')
    expect(screen.queryByText('Jan 1, 2020 is in the past. Is that right?')).toBeNull()
    type('2020-01-01')
    fireEvent.click(await inDialog('Mark as ordered'))
    fireEvent.click(await inDialog('Use this date'))
    const wanted = { supplierOrderId: '9', version: 4, due: '2020-01-01', confirmed: true }
    await waitFor(() => expect(order).toHaveBeenLastCalledWith(wanted))
  })

  test('tells of units that nobody needs any more, and lets go of them', async () => {
    const server = aServerWith(aDraft())
    const unneeded = { needed: 3, unneeded: 2, removable: 2, units: 5 }
    const line = { supplierOrderLineId: '31', itemId: '3', title: 'Red mug', sku: null, ...unneeded }
    server.api.proposals.unneeded = vi.fn(async () => ({ ...onePage([line]), version: 4 }))
    const takeOut = vi.fn(async () => ({ units: 2, lines: 1, version: 5 }))
    server.api.proposals.takeOut = takeOut
    open(server.api, '/supplier-orders/9')
    expect(await screen.findByText('2 units of this draft are not needed any more')).toBeTruthy()
    fireEvent.click(await button('Take them out'))
    await waitFor(() => expect(takeOut).toHaveBeenCalledWith({ supplierOrderId: '9', version: 4 }))
  })
})

describe('an order on its way', () => {
  test('becomes a draft again where it was ordered by mistake, with a word on what the supplier was sent', async () => {
    const moves = [{ move: 'undo-order' as const, refusal: null }]
    const to = { to: 'orders@moorland.example', alsoTo: [], cc: [] }
    const lastSent = { messageId: '3', ...to, createdAt: at, isChangedSince: false }
    const server = aServerWith(anOrder({ moves, sending: 'sent', lastSent }))
    const undo = vi.fn(async () => aDraft({ version: 5 }))
    server.api.supplierOrders.undoOrder = undo
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Undo ordering'))
    expect(await screen.findByText(/to orders@moorland\.example is not taken back: tell the supplier\./)).toBeTruthy()
    fireEvent.click(await inDialog('Back to draft'))
    await waitFor(() => expect(undo).toHaveBeenCalledWith({ supplierOrderId: '9', version: 4 }))
  })

  test('is cancelled after a look at who that touches, who are two clicks from new drafts', async () => {
    const server = aServerWith()
    server.api.supplierOrders.previewCancel = vi.fn(async () => ({
      rows: [touched],
      total: 1,
      orders: 1,
      unlikelyDays: [],
    }))
    const cancelled = anOrder({ state: 'cancelled', toOrderAgain: { lines: 1, units: 3, owed: 0 } })
    const cancel = vi.fn(async () => {
      server.api.supplierOrders.find = vi.fn(async () => cancelled)
      return cancelled
    })
    server.api.supplierOrders.cancel = cancel
    const make = vi.fn(async () => ({ proposalId: '5' }))
    server.api.proposals.make = make
    const { address } = open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Cancel order'))
    expect(await screen.findByText('1 line of 1 order is affected: 1 has to be ordered again.')).toBeTruthy()
    expect(screen.getByText('3 units to order')).toBeTruthy()
    expect(cancel).not.toHaveBeenCalled()
    fireEvent.click(await inDialog('Cancel order'))
    fireEvent.click(await button('Order these again'))
    await waitFor(() => expect(make).toHaveBeenCalledWith({ from: { cancelledOrderId: '9' } }))
    await waitFor(() => expect(address()).toBe('/proposals/5'))
  })
})

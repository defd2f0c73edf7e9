// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import type { AffectedLine, orderingInput } from '../../web/contract/supplier-order-changes.ts'
import type { SupplierOrderDetail } from '../../web/contract/supplier-orders.ts'
import { aServer, open, unavailable } from './a-dashboard.tsx'
import { aDraft, aLine, anOrder, onePage, refusal } from './a-supplier-order.ts'
import { aSupplier } from './suppliers-server.ts'

const at = '2026-11-20T10:00:00.000Z'

const touched: AffectedLine = {
  orderId: 'gid://shopify/Order/1',
  orderName: '#1001',
  lineId: 'gid://shopify/LineItem/1',
  backorderId: '7',
  title: 'Red mug',
  sku: 'MUG-RED',
  units: 3,
  dayBefore: '2026-12-04',
  dayAfter: null,
  uncoveredBefore: 0,
  uncoveredAfter: 3,
}

function aServerWith(order = anOrder()) {
  const server = aServer()
  const find = vi.fn(async () => order)
  server.api.supplierOrders.find = find
  server.api.supplierOrders.lines = vi.fn(async () => onePage([aLine()]))
  server.api.supplierOrders.served = vi.fn(async () => ({ ...onePage([]), owed: 0 }))
  server.api.receipts.list = vi.fn(async () => onePage([]))
  server.api.proposals.unneeded = vi.fn(async () => ({ ...onePage([]), version: 4 }))
  return { ...server, find }
}

const button = (name: string) => screen.findByRole('button', { name })
const inDialog = async (name: string) => within(await screen.findByRole('dialog')).getByRole('button', { name })

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
  test('says of a draft that the supplier has it, and of an order nothing of the kind', async () => {
    const lastSent = { messageId: '3', to: 'orders@moorland.example', createdAt: at, isChangedSince: false }
    const server = aServerWith(aDraft({ sending: 'sent', lastSent }))
    open(server.api, '/supplier-orders/9')
    expect(await screen.findByText('This draft was sent to the supplier')).toBeTruthy()
    expect(screen.getByText(/New backorders go into another draft\./)).toBeTruthy()
    expect(screen.queryByText(/You changed it after that/)).toBeNull()
    server.find.mockResolvedValue(aDraft({ sending: 'saved', lastSent: { ...lastSent, isChangedSince: true } }))
    expect(await screen.findByText(/saved as a file/, undefined, { timeout: 20_000 })).toBeTruthy()
    expect(screen.getByText(/You changed it after that: send it again/)).toBeTruthy()
    server.find.mockResolvedValue(anOrder({ sending: 'sent', lastSent: { ...lastSent, isChangedSince: true } }))
    await waitFor(() => expect(screen.queryByText(/saved as a file/)).toBeNull(), { timeout: 20_000 })
    expect(screen.queryByText(/New backorders go into another draft/)).toBeNull()
  })

  test('becomes a draft again where it was marked as ordered by mistake, and not once it was sent', async () => {
    const moves = [{ move: 'undo-order' as const, refusal: null }]
    const server = aServerWith(anOrder({ moves }))
    const undo = vi.fn(async () => aDraft({ version: 5 }))
    server.api.supplierOrders.undoOrder = undo
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Undo mark as ordered'))
    fireEvent.click(await inDialog('Back to draft'))
    await waitFor(() => expect(undo).toHaveBeenCalledWith({ supplierOrderId: '9', version: 4 }))
  })

  test('shows who another day touches before it is saved', async () => {
    const server = aServerWith()
    const preview = vi.fn(async (_edit: object) => ({
      ...{ rows: [{ ...touched, dayAfter: '2026-12-18', uncoveredAfter: 0 }], total: 1, orders: 1, unlikelyDays: [] },
    }))
    const edit = vi.fn(async () => anOrder({ version: 5 }))
    server.api.supplierOrders.previewEdit = preview
    server.api.supplierOrders.edit = edit
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Red mug'))
    fireEvent.change(await screen.findByLabelText('Due'), { target: { value: '2026-12-18' } })
    expect(await screen.findByText('1 line of 1 order is affected: 1 comes on another day.')).toBeTruthy()
    const arrivals = [{ units: 10, due: '2026-12-18' }]
    const wanted = {
      supplierOrderId: '9',
      version: 4,
      lines: [{ supplierOrderLineId: '31', units: 10, arrivals }],
    }
    await waitFor(() => expect(preview.mock.lastCall?.[0]).toEqual(wanted))
    expect(edit).not.toHaveBeenCalled()
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit).toHaveBeenCalledWith(wanted))
  })

  test('gets one date as a whole, after a look at who that touches', async () => {
    const server = aServerWith()
    const preview = vi.fn(async (_edit: object) => ({
      ...{ rows: [{ ...touched, dayAfter: '2026-12-18', uncoveredAfter: 0 }], total: 1, orders: 1, unlikelyDays: [] },
    }))
    const edit = vi.fn(async () => anOrder({ version: 5 }))
    server.api.supplierOrders.previewEdit = preview
    server.api.supplierOrders.edit = edit
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change due date'))
    fireEvent.change(await screen.findByLabelText('Due'), { target: { value: '2026-12-18' } })
    expect(await screen.findByText('1 line of 1 order is affected: 1 comes on another day.')).toBeTruthy()
    const wanted = { supplierOrderId: '9', version: 4, allDue: '2026-12-18' }
    await waitFor(() => expect(preview.mock.lastCall?.[0]).toEqual(wanted))
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit).toHaveBeenCalledWith(wanted))
  })

  test('asks whether a day more than a year away is meant, with a look at who it touches', async () => {
    const server = aServerWith()
    const unlikelyDays = [{ due: '2028-12-04', doubt: 'far' as const }]
    server.api.supplierOrders.previewEdit = vi.fn(async () => ({ rows: [], total: 0, orders: 0, unlikelyDays }))
    const edit = vi.fn(async (_edit: object) => anOrder({ version: 5 }))
    server.api.supplierOrders.edit = edit
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Red mug'))
    fireEvent.change(await screen.findByLabelText('Due'), { target: { value: '2028-12-04' } })
    expect(await screen.findByText('Dec 4, 2028 is more than a year away. Is that right?')).toBeTruthy()
    fireEvent.click(await inDialog('Use this date'))
    await waitFor(() => expect(edit.mock.lastCall?.[0]).toMatchObject({ confirmed: true }))
  })

  test('splits what is to come over two days without losing a unit', async () => {
    const server = aServerWith()
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Red mug'))
    fireEvent.click(await button('Split over two dates'))
    expect(screen.getByLabelText('Units of part 1')).toHaveProperty('value', '5')
    expect(screen.getByLabelText('Units of part 2')).toHaveProperty('value', '5')
    fireEvent.click(await button('Put the last two together'))
    expect(screen.getByLabelText('Units still to come')).toHaveProperty('value', '10')
  })

  test('does not save what is no amount', async () => {
    open(aServerWith().api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Red mug'))
    fireEvent.change(await screen.findByLabelText('Unit cost'), { target: { value: 'two fifty' } })
    expect(screen.getByText('An amount such as 12.50')).toBeTruthy()
    expect((await inDialog('Save')).getAttribute('aria-disabled')).toBe('true')
  })

  const meanwhile = () =>
    refusal(409, 'Somebody changed this supplier order meanwhile.', { reason: 'changed-meanwhile' })
  const changes = [{ title: 'Red mug', units: { from: 10, to: 12 } }]
  const events = [{ eventId: '2', at, kind: 'edited', facts: { changed: changes, tax: '4' } }]

  test('tells the second of two people what the first changed, and saves what was typed when asked again', async () => {
    const server = aServerWith()
    const edit = vi.fn(async (_edit: object): Promise<SupplierOrderDetail> => {
      server.find.mockResolvedValue(anOrder({ version: 5, events }))
      server.api.supplierOrders.lines = vi.fn(async () => onePage([aLine({ units: 12, outstanding: 12 })]))
      return Promise.reject(meanwhile())
    })
    server.api.supplierOrders.edit = edit
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Red mug'))
    fireEvent.change(await screen.findByLabelText('Unit cost'), { target: { value: '3' } })
    fireEvent.click(await inDialog('Save'))
    expect(await screen.findByText('Somebody changed this supplier order meanwhile.')).toBeTruthy()
    expect(
      await screen.findByText(/Since you opened this: It was changed\. Red mug: 10 → 12 units · Tax 4\./),
    ).toBeTruthy()
    expect(screen.getByLabelText('Unit cost')).toHaveProperty('value', '3')
    edit.mockImplementation(async () => anOrder({ version: 6 }))
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit).toHaveBeenCalledTimes(2))
    const line = { supplierOrderLineId: '31', cost: '3' }
    expect(edit.mock.calls.map(([said]) => said)).toEqual([
      { supplierOrderId: '9', version: 4, lines: [line] },
      { supplierOrderId: '9', version: 5, lines: [line] },
    ])
  })

  test('keeps the costs and notes that were typed, and lets the others follow', async () => {
    const server = aServerWith()
    const edit = vi.fn(async (_edit: object): Promise<SupplierOrderDetail> => {
      server.find.mockResolvedValue(anOrder({ version: 5, tax: '4', notes: 'Theirs', events }))
      return Promise.reject(meanwhile())
    })
    server.api.supplierOrders.edit = edit
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change: Costs'))
    fireEvent.change(await screen.findByLabelText('Notes'), { target: { value: 'Mine' } })
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(screen.getByLabelText('Tax')).toHaveProperty('value', '4'))
    expect(screen.getByLabelText('Notes')).toHaveProperty('value', 'Mine')
    edit.mockImplementation(async () => anOrder({ version: 6 }))
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit.mock.lastCall?.[0]).toEqual({ supplierOrderId: '9', version: 5, notes: 'Mine' }))
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

  test('is sent to another address only once that is saved with the supplier', async () => {
    const server = aServerWith()
    const letter = { to: 'orders@moorland.example', subject: 'Order 12', text: 'Hello', isMailed: true }
    server.api.supplierOrders.letter = vi.fn(async () => letter)
    const message = 'Orders are sent to the address that is kept with the supplier.'
    const data = { reason: 'not-the-suppliers-address' }
    const send = vi.fn(async (_letter: { to: string }) =>
      Promise.reject(new ORPCError('UNPROCESSABLE_CONTENT', { status: 422, message, data })),
    )
    const kept = aSupplier()
    const edit = vi.fn(async (_supplier: object) => kept)
    server.api.supplierOrders.send = send
    server.api.suppliers = { ...server.api.suppliers, find: vi.fn(async () => kept), edit }
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Send'))
    fireEvent.change(await screen.findByLabelText('To'), { target: { value: 'new@moorland.example' } })
    fireEvent.click(await inDialog('Send'))
    expect(await screen.findByText(message)).toBeTruthy()
    expect(edit).not.toHaveBeenCalled()
    fireEvent.click(await inDialog('Save address and send'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
    expect(edit).toHaveBeenCalledWith({ ...kept, email: 'new@moorland.example' })
  })

  test('is sent once more only by somebody who knows that it was sent', async () => {
    const server = aServerWith(aDraft())
    server.api.supplierOrders.letter = vi.fn(async () => ({
      to: 'orders@moorland.example',
      subject: 'Order 12',
      text: 'Hello',
      isMailed: true,
    }))
    const message = 'It was sent to orders@moorland.example meanwhile.'
    const send = vi.fn(async (_said: { lastMessageId?: string | null | undefined }) =>
      Promise.reject(refusal(409, message, { reason: 'sent-meanwhile' })),
    )
    server.api.supplierOrders.send = send
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Send'))
    await screen.findByRole('dialog')
    const lastSent = { messageId: '3', to: 'orders@moorland.example', createdAt: at, isChangedSince: false }
    server.find.mockResolvedValue(aDraft({ sending: 'sent', lastSent }))
    fireEvent.change(await screen.findByLabelText('Subject'), { target: { value: 'For Monday' } })
    fireEvent.click(await inDialog('Send'))
    expect(await screen.findByText(message)).toBeTruthy()
    expect(await screen.findByText(/Sent already.*one more e-mail/)).toBeTruthy()
    expect(screen.getByDisplayValue('For Monday')).toBeTruthy()
    fireEvent.click(await inDialog('Send'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
    expect(send.mock.calls.map(([said]) => said.lastMessageId)).toEqual([null, '3'])
  })

  test('is sent once, however often Send is pressed', async () => {
    const server = aServerWith()
    const letter = { to: 'orders@moorland.example', subject: 'Order 12', text: 'Hello', isMailed: true }
    server.api.supplierOrders.letter = vi.fn(async () => letter)
    const send = vi.fn(async (_letter: { key: string }) => Promise.reject(unavailable()))
    server.api.supplierOrders.send = send
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Send'))
    fireEvent.change(await screen.findByLabelText('To'), { target: { value: 'nobody' } })
    expect(screen.getByText('An e-mail address such as orders@example.com')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('To'), { target: { value: ' new@moorland.example ' } })
    fireEvent.click(await inDialog('Send'))
    expect(await screen.findByText(/Press again; it is sent only once\./)).toBeTruthy()
    fireEvent.click(await inDialog('Send'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
    const [first, second] = send.mock.calls.map(([said]) => said)
    expect(first).toMatchObject({ supplierOrderId: '9', to: 'new@moorland.example', subject: 'Order 12' })
    expect(second?.key).toBe(first?.key)
  })
})

// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { aPage, aRow, aServer, aShop, open, unavailable } from '../a-dashboard.tsx'
import { aProposal, aProposedLine, aProposedOrder, onePage, refusal } from '../supplier-orders/a-supplier-order.ts'

const slowly = { timeout: 20_000 }

function aServerWith(found = aProposal(), lines = [aProposedLine()]) {
  const server = aServer()
  const find = vi.fn(async () => found)
  server.api.proposals.find = find
  server.api.proposals.lines = vi.fn(async () => onePage(lines))
  server.api.proposals.refusals = vi.fn(async () => onePage([]))
  return { ...server, find }
}

describe('backorders that are chosen', () => {
  test('become a proposal of what to order from whom', async () => {
    const server = aServerWith()
    server.list.mockResolvedValue(
      aPage([aRow(), aRow({ backorderId: '8', orderName: '#1005', uncovered: 2, inDrafts: 2 })]),
    )
    const make = vi.fn(async () => ({ proposalId: '5' }))
    server.api.proposals.make = make
    const { address } = open(server.api, '/?shop=mugs.myshopify.com')

    expect(await screen.findByRole('checkbox', { name: 'Choose #1004, Red mug' })).toBeTruthy()
    expect(screen.queryByRole('checkbox', { name: /#1005/ })).toBeNull()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose every line on this page that needs ordering' }))
    expect(screen.getByText('1 line chosen')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Order these' }))
    expect(await screen.findByRole('heading', { name: 'What to order' })).toBeTruthy()
    expect(make).toHaveBeenCalledWith({ from: { backorderIds: ['7'] } })
    expect(address()).toBe('/proposals/5?shop=mugs.myshopify.com')
  })

  test('are all of the shop, or what a search found, where none is chosen', async () => {
    const server = aServerWith()
    server.list.mockResolvedValue(aPage([aRow()]))
    server.shop.mockResolvedValue(aShop({ open: 3 }))
    const make = vi.fn(() => new Promise<never>(() => undefined))
    server.api.proposals.make = make
    open(server.api, '/?query=mug')
    await screen.findByRole('link', { name: '#1004' })
    fireEvent.click(screen.getByRole('button', { name: 'Order what is shown' }))
    await waitFor(() => expect(make).toHaveBeenCalledWith({ from: { filter: { state: 'active', query: 'mug' } } }))
  })
})

describe('the proposal is', () => {
  test('a skeleton while it loads', async () => {
    open(aServer().api, '/proposals/5')
    expect(await screen.findByRole('status', { name: 'Loading what to order' })).toBeTruthy()
  })

  test.each([
    ['no-supplier', 'These items need a supplier'],
    ['discontinued', 'Nothing to order yet'],
  ] as const)('without orders where all that is needed is refused for: %s', async (reason, title) => {
    const proposal = aProposal({ needed: 0, units: 0, refused: [{ reason, lines: 2, units: 5 }] }, [])
    const server = aServerWith(proposal, [])
    const { address } = open(server.api, '/proposals/5?shop=mugs.myshopify.com')
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
    const assign = screen.queryByRole('button', { name: 'Assign suppliers' })
    expect(assign !== null).toBe(reason === 'no-supplier')
    if (assign !== null) fireEvent.click(assign)
    expect(address()).toBe(
      assign === null ? '/proposals/5?shop=mugs.myshopify.com' : '/suppliers/unsupplied?shop=mugs.myshopify.com',
    )
  })

  test('failed in words when the server does not answer', async () => {
    const server = aServerWith()
    server.find.mockRejectedValue(unavailable())
    open(server.api, '/proposals/5')
    expect(await screen.findByText('What to order cannot be shown right now', undefined, slowly)).toBeTruthy()
  })

  test('gone in words when it was discarded', async () => {
    const server = aServerWith()
    server.find.mockRejectedValue(new ORPCError('NOT_FOUND', { status: 404 }))
    open(server.api, '/proposals/5')
    expect(await screen.findByText('This is not there any more')).toBeTruthy()
  })

  test('empty when nothing of what was asked has to be ordered, and says nothing of the rest', async () => {
    const server = aServerWith(aProposal({ orderLines: 0, needed: 0, units: 0 }, []))
    open(server.api, '/proposals/5')
    expect(await screen.findByRole('heading', { name: 'Nothing in this selection needs ordering' })).toBeTruthy()
    expect(screen.queryByText(/every unit/i)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Create drafts' })).toBeNull()
  })

  test('filled: who gets what, what is over, and what the supplier asks for', async () => {
    const order = aProposedOrder({ minimumValue: '100.00', belowMinimum: '80.00' })
    open(aServerWith(aProposal({}, [order])).api, '/proposals/5')
    const table = await screen.findByRole('table', { name: 'What to order from Moorland Mugs' })
    const cells = within(table).getAllByRole('cell')
    expect(cells[1]?.textContent).toBe('For#1001 × 3, #1002 and 1 more')
    expect(cells[2]?.textContent).toContain('5 needed, 3 over. Packs of 4.')
    expect(screen.getByText('1 item · 8 units · €20.00')).toBeTruthy()
    expect(screen.getByText('€80.00 below the supplier’s minimum of €100.00.')).toBeTruthy()
    expect(screen.getByText('3 units (€7.50) more than anybody waits for.')).toBeTruthy()
  })
})

describe('before drafts are created the merchant', () => {
  test('changes a quantity, once it is a number and the field is left', async () => {
    const server = aServerWith()
    const edit = vi.fn(async () => ({ proposedLineId: '21', proposedOrderId: '11', version: 2 }))
    server.api.proposals.edit = edit
    open(server.api, '/proposals/5')
    const field = await screen.findByRole('textbox', { name: 'Order: Red mug' })
    fireEvent.change(field, { target: { value: 'a dozen' } })
    expect(screen.getByText('Whole numbers only')).toBeTruthy()
    fireEvent.blur(field)
    expect(field).toHaveProperty('value', 'a dozen')
    const create = () => screen.getByRole('button', { name: 'Create drafts' })
    expect(create().getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(field, { target: { value: '12' } })
    expect(edit).not.toHaveBeenCalled()
    fireEvent.blur(field)
    expect(create().getAttribute('aria-disabled')).not.toBe('true')
    await waitFor(() => expect(edit).toHaveBeenCalledWith({ proposedLineId: '21', version: 1, change: { units: 12 } }))
  })

  test('leaves an item out', async () => {
    const server = aServerWith()
    const edit = vi.fn(async () => ({ proposedLineId: '21', proposedOrderId: '11', version: 2 }))
    server.api.proposals.edit = edit
    open(server.api, '/proposals/5')
    fireEvent.click(await screen.findByRole('button', { name: 'Leave out: Red mug' }))
    await waitFor(() =>
      expect(edit).toHaveBeenCalledWith({ proposedLineId: '21', version: 1, change: { isLeftOut: true } }),
    )
  })

  test('leaves out what was sold or shipped beyond stock, which is ordered with the rest otherwise', async () => {
    const line = aProposedLine({ needed: 8, owed: 3 })
    const server = aServerWith(aProposal({ needed: 8, owed: 3 }), [line])
    const edit = vi.fn(async () => ({ proposedLineId: '21', proposedOrderId: '11', version: 2 }))
    server.api.proposals.edit = edit
    open(server.api, '/proposals/5')
    const box = await screen.findByRole('checkbox', { name: '3 units sold or shipped beyond stock' })
    expect(box).toHaveProperty('checked', true)
    fireEvent.click(box)
    await waitFor(() =>
      expect(edit).toHaveBeenCalledWith({ proposedLineId: '21', version: 1, change: { isOwedLeftOut: true } }),
    )
  })

  test('is told when somebody else was faster', async () => {
    const server = aServerWith()
    server.api.proposals.edit = vi.fn(async () => {
      throw refusal(409, 'Somebody changed this line meanwhile.')
    })
    open(server.api, '/proposals/5')
    fireEvent.click(await screen.findByRole('button', { name: 'Leave out: Red mug' }))
    expect(await screen.findByText('Somebody changed this line meanwhile.')).toBeTruthy()
  })

  test('finds a supplier for what nobody sells yet', async () => {
    const server = aServerWith(aProposal({ refused: [{ reason: 'no-supplier', lines: 1, units: 2 }] }))
    const { serves, servesTotal } = aProposedLine()
    const refused = {
      ...{ proposedLineId: '22', version: 3, itemId: 'gid://shopify/InventoryItem/5', title: 'Lamp', sku: null },
      ...{ imageUrl: null, locationId: 'gid://shopify/Location/4', locationName: 'Leeds', needed: 2, owed: 0 },
      ...{ reason: 'no-supplier' as const, serves, servesTotal },
    }
    server.api.proposals.refusals = vi.fn(async () => onePage([refused]))
    server.api.suppliers.list = vi.fn(async () =>
      onePage([aSupplier('2', 'Moorland Mugs'), aSupplier('3', 'Lamps Ltd')]),
    )
    const edit = vi.fn(async () => ({ proposedLineId: '22', proposedOrderId: '12', version: 4 }))
    server.api.proposals.edit = edit
    open(server.api, '/proposals/5')
    expect(await screen.findByText('Nobody is known to sell it.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Choose supplier: Lamp' }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(await within(dialog).findByRole('combobox', { name: 'Supplier' }), { target: { value: '3' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Choose' }))
    await waitFor(() =>
      expect(edit).toHaveBeenCalledWith({ proposedLineId: '22', version: 3, change: { supplierId: '3' } }),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

test('drafts are created once and lead to their supplier orders', async () => {
  const server = aServerWith()
  const name = { supplierOrderId: '9', number: 12 }
  server.api.proposals.create = vi.fn(async () => {
    server.find.mockResolvedValue(
      aProposal({ createdAt: '2026-11-20T10:05:00.000Z' }, [aProposedOrder({ supplierOrder: name })]),
    )
    return { drafts: [{ ...name, isNew: true }], total: 1, units: 8, needed: 5, noLongerNeeded: 2 }
  })
  open(server.api, '/proposals/5?shop=mugs.myshopify.com')
  fireEvent.click(await screen.findByRole('button', { name: 'Create drafts' }))
  const link = await screen.findByRole('link', { name: 'PO-12 · Moorland Mugs' })
  expect(link.getAttribute('href')).toBe('/supplier-orders/9?shop=mugs.myshopify.com')
  expect(screen.getByText(/^8 units on 1 draft, 5 of them for orders\. 2 units were not needed any more/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Create drafts' })).toBeNull()
  expect(screen.queryByRole('textbox', { name: 'Order: Red mug' })).toBeNull()
})

function aSupplier(supplierId: string, name: string) {
  return {
    ...{
      supplierId,
      name,
      contact: null,
      email: null,
      alsoTo: [],
      cc: [],
      language: 'en',
      currency: 'EUR',
      leadTimeDays: null,
    },
    ...{ minimumValue: null, orderDays: [], notes: '', archivedAt: null, version: 1, entries: 0, openOrders: 0 },
  }
}

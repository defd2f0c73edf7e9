// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { open } from '../a-dashboard.tsx'
import { aLine, anOrder, onePage, refusal } from './a-supplier-order.ts'
import { aServerWith, at, button, inDialog, touched } from './an-order-page.ts'

/** In the dialog behind this button, a day that touches one line of one order. */
async function anotherDayIsTyped(behind: string) {
  const server = aServerWith()
  const preview = vi.fn(async (_edit: object) => ({
    ...{ rows: [{ ...touched, dayAfter: '2026-12-18', uncoveredAfter: 0 }], total: 1, orders: 1, unlikelyDays: [] },
  }))
  const edit = vi.fn(async () => anOrder({ version: 5 }))
  server.api.supplierOrders.previewEdit = preview
  server.api.supplierOrders.edit = edit
  open(server.api, '/supplier-orders/9')
  fireEvent.click(await button(behind))
  fireEvent.change(await screen.findByLabelText('Due'), { target: { value: '2026-12-18' } })
  expect(await screen.findByText('1 line of 1 order is affected: 1 comes on another day.')).toBeTruthy()
  return { preview, edit }
}

describe('an order that is changed', () => {
  test('shows who another day touches before it is saved', async () => {
    const { preview, edit } = await anotherDayIsTyped('Change: Red mug')
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
    const { preview, edit } = await anotherDayIsTyped('Change due date')
    const wanted = { supplierOrderId: '9', version: 4, allDue: '2026-12-18' }
    await waitFor(() => expect(preview.mock.lastCall?.[0]).toEqual(wanted))
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit).toHaveBeenCalledWith(wanted))
  })

  test('gets one date as a whole only once that is chosen, where its items have several', async () => {
    const server = aServerWith(anOrder({ isOneDue: false }))
    const edit = vi.fn(async () => anOrder({ version: 5 }))
    server.api.supplierOrders.edit = edit
    server.api.supplierOrders.previewEdit = vi.fn(async () => ({ rows: [], total: 0, orders: 0, unlikelyDays: [] }))
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Change due date'))
    expect(await screen.findByLabelText('Due')).toHaveProperty('value', '')
    expect(screen.getByText('Items have different dates now. Choose one for all of them.')).toBeTruthy()
    expect(await inDialog('Save')).toHaveProperty('ariaDisabled', 'true')
    fireEvent.click(await inDialog('Save'))
    fireEvent.change(screen.getByLabelText('Due'), { target: { value: '2026-12-18' } })
    fireEvent.click(await inDialog('Save'))
    await waitFor(() => expect(edit).toHaveBeenCalledWith({ supplierOrderId: '9', version: 4, allDue: '2026-12-18' }))
    expect(edit).toHaveBeenCalledTimes(1)
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
})

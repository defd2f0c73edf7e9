// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import { aSupplier } from '../suppliers/suppliers-server.ts'
import { aDraft, anOrder, refusal } from './a-supplier-order.ts'
import { aServerWith, at, button, inDialog } from './an-order-page.ts'

describe('an order that is sent', () => {
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

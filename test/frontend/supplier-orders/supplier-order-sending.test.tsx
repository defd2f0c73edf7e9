// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import type { sendInput } from '../../../web/supplier-orders/contract/letters.ts'
import { open, unavailable } from '../a-dashboard.tsx'
import { aSupplier } from '../suppliers/suppliers-server.ts'
import { aDraft, anOrder, refusal } from './a-supplier-order.ts'
import { aServerWith, at, button, inDialog } from './an-order-page.ts'

const toOne = { to: 'orders@moorland.example', alsoTo: [], cc: [] }

describe('an order that is sent', () => {
  test('says of a draft that the supplier has it, and of an order nothing of the kind', async () => {
    const lastSent = { messageId: '3', ...toOne, createdAt: at, isChangedSince: false }
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

  test('is a draft that is ordered by being sent, with its date in the same dialog', async () => {
    const server = aServerWith(aDraft())
    const letter = { ...toOne, subject: 'Order 12', text: 'Hello', isMailed: true }
    server.api.supplierOrders.letter = vi.fn(async () => letter)
    const send = vi.fn(async ({ order }: z.input<typeof sendInput>) => {
      const { due, confirmed = false } = order ?? {}
      const reason = due === '2020-01-01' && !confirmed ? 'unlikely-day' : 'too-many-mails'
      return Promise.reject(refusal(422, 'Not now.', { reason, due, doubt: 'past' }))
    })
    server.api.supplierOrders.send = send
    open(server.api, '/supplier-orders/9')
    expect(await button('Mark as ordered')).toBeTruthy()
    fireEvent.click(await button('Send to supplier'))
    const day = await screen.findByLabelText('Due date for items without one')
    expect(day).toHaveProperty('value', '2026-12-04')
    expect(screen.getByText(/everyone who waits for them gets a date/)).toBeTruthy()
    fireEvent.change(day, { target: { value: '' } })
    expect(screen.getByText(/Nobody gets a date for items without one/)).toBeTruthy()
    fireEvent.change(day, { target: { value: '2026-12-04' } })
    fireEvent.click(await inDialog('Send and order'))
    expect(await screen.findByText('Not now.')).toBeTruthy()
    fireEvent.change(day, { target: { value: '2020-01-01' } })
    fireEvent.click(await inDialog('Send and order'))
    expect(await screen.findByText('Jan 1, 2020 is in the past. Is that right?')).toBeTruthy()
    fireEvent.click(await inDialog('Use this date'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(3))
    expect(send.mock.calls.map(([{ order }]) => order)).toEqual([
      { version: 4 },
      { version: 4, due: '2020-01-01' },
      { version: 4, due: '2020-01-01', confirmed: true },
    ])
  })

  test('is sent to another address only once that is saved with the supplier', async () => {
    const server = aServerWith()
    const letter = { ...toOne, subject: 'Order 12', text: 'Hello', isMailed: true }
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
    fireEvent.click(await inDialog('Save addresses and send'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
    expect(edit).toHaveBeenCalledWith({ ...kept, email: 'new@moorland.example', alsoTo: [], cc: [] })
  })

  test('is shown with all whom it goes to, and those who get a copy, before it is sent', async () => {
    const server = aServerWith()
    const others = { alsoTo: ['sales@moorland.example'], cc: ['kim@moorland.example'] }
    const letter = { ...toOne, ...others, subject: 'Order 12', text: 'Hello', isMailed: true }
    server.api.supplierOrders.letter = vi.fn(async () => letter)
    const send = vi.fn(async (_letter: object) => Promise.reject(unavailable()))
    server.api.supplierOrders.send = send
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Send'))
    expect(await screen.findByDisplayValue('orders@moorland.example, sales@moorland.example')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Cc'), { target: { value: 'kim@moorland.example; lee' } })
    expect(screen.getByText('Enter email addresses, as in orders@example.com')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Cc'), { target: { value: 'kim@moorland.example; lee@moorland.example' } })
    fireEvent.click(await inDialog('Send'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(1))
    expect(send.mock.calls[0]?.[0]).toMatchObject({
      to: 'orders@moorland.example',
      alsoTo: ['sales@moorland.example'],
      cc: ['kim@moorland.example', 'lee@moorland.example'],
    })
  })

  test('says of a letter to whom it went, and who of them did not get it', async () => {
    const others = { alsoTo: ['sales@moorland.example'], cc: ['kim@moorland.example'] }
    const sent = { messageId: '3', subject: 'Order 12', text: '', state: 'sent' as const, createdAt: at, sentAt: at }
    const trouble = 'kim@moorland.example: 550 no such mailbox'
    const server = aServerWith(anOrder({ messages: [{ ...sent, ...toOne, ...others, trouble, isSaved: false }] }))
    open(server.api, '/supplier-orders/9')
    expect(await screen.findByText('Not sent to all')).toBeTruthy()
    expect(screen.getByText(trouble)).toBeTruthy()
    expect(
      screen.getByText(/^orders@moorland\.example, sales@moorland\.example, copy to kim@moorland\.example · /),
    ).toBeTruthy()
  })

  test('is sent once more only by somebody who knows that it was sent', async () => {
    const server = aServerWith(aDraft())
    server.api.supplierOrders.letter = vi.fn(async () => ({
      ...toOne,
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
    fireEvent.click(await button('Send to supplier'))
    await screen.findByRole('dialog')
    const lastSent = { messageId: '3', ...toOne, createdAt: at, isChangedSince: false }
    server.find.mockResolvedValue(aDraft({ sending: 'sent', lastSent }))
    fireEvent.change(await screen.findByLabelText('Subject'), { target: { value: 'For Monday' } })
    fireEvent.click(await inDialog('Send and order'))
    expect(await screen.findByText(message)).toBeTruthy()
    expect(await screen.findByText(/Sent already.*one more email/)).toBeTruthy()
    expect(screen.getByDisplayValue('For Monday')).toBeTruthy()
    fireEvent.click(await inDialog('Send and order'))
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
    expect(send.mock.calls.map(([said]) => said.lastMessageId)).toEqual([null, '3'])
  })

  test('is sent once, however often Send is pressed', async () => {
    const server = aServerWith()
    const letter = { ...toOne, subject: 'Order 12', text: 'Hello', isMailed: true }
    server.api.supplierOrders.letter = vi.fn(async () => letter)
    const send = vi.fn(async (_letter: { key: string }) => Promise.reject(unavailable()))
    server.api.supplierOrders.send = send
    open(server.api, '/supplier-orders/9')
    fireEvent.click(await button('Send'))
    fireEvent.change(await screen.findByLabelText('To'), { target: { value: 'nobody' } })
    expect(screen.getByText('Enter email addresses, as in orders@example.com')).toBeTruthy()
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

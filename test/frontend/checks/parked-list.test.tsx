// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { ParkedDelivery } from '../../../web/mirror/contract/deliveries.ts'
import { aPage, aRow, aServer, aShop, open, unavailable } from '../a-dashboard.tsx'

const reason = 'not readable: Unexpected end of JSON'

function aDelivery(said: Partial<ParkedDelivery> = {}): ParkedDelivery {
  return {
    deliveryId: 'w-1',
    topic: 'orders/create',
    triggeredAt: null,
    receivedAt: '2026-11-20T10:00:00.000Z',
    kind: 'unreadable',
    reason,
    alike: 1,
    ...said,
  }
}

function aServerWith(rows: ParkedDelivery[], said: { next?: string; previous?: string; total?: number } = {}) {
  const server = aServer()
  server.parked.mockResolvedValue({ rows, total: rows.length, next: null, previous: null, ...said })
  return server
}

describe('the list of updates set aside is', () => {
  test('a skeleton while it loads', async () => {
    open(aServer().api, '/parked')
    expect(await screen.findByRole('status', { name: 'Loading the updates set aside' })).toBeTruthy()
  })

  test('reassuring when there is none', async () => {
    open(aServerWith([]).api, '/parked')
    expect(await screen.findByRole('heading', { name: 'Nothing is set aside' })).toBeTruthy()
  })

  test('filled, with the reason in words', async () => {
    open(aServerWith([aDelivery(), aDelivery({ deliveryId: 'w-2', kind: 'refused', topic: 'made/up' })]).api, '/parked')
    const table = await screen.findByRole('table', { name: 'Updates set aside' })
    const [, first, second] = within(table).getAllByRole('row')
    expect(first?.textContent).toContain('New order')
    expect(first?.textContent).toContain('Unreadable data.')
    expect(first?.textContent).toContain(reason)
    expect(second?.textContent).toContain('It has a value that can’t be stored.')
    expect(screen.getByText('2 updates')).toBeTruthy()
  })

  test('failed in words, and there after another try', async () => {
    const server = aServer()
    server.parked.mockRejectedValue(unavailable())
    open(server.api, '/parked')
    const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 20_000 })
    server.parked.mockResolvedValue({ rows: [aDelivery()], total: 1, next: null, previous: null })
    fireEvent.click(again)
    expect(await screen.findByRole('table')).toBeTruthy()
  })

  test('read page by page', async () => {
    const server = aServerWith([aDelivery()], { next: 'a.7', total: 90 })
    const { address } = open(server.api, '/parked?shop=mugs.myshopify.com')
    fireEvent.click(await screen.findByRole('button', { name: 'Older updates' }))
    await waitFor(() => expect(server.parked).toHaveBeenLastCalledWith({ cursor: 'a.7' }))
    expect(address()).toBe('/parked?cursor=a.7&shop=mugs.myshopify.com')
  })
})

describe('the merchant', () => {
  test('tries one again after being asked, and is told', async () => {
    const server = aServerWith([aDelivery()])
    server.retry.mockResolvedValue({ deliveries: 1 })
    open(server.api, '/parked')
    fireEvent.click(await screen.findByRole('button', { name: /^Try again: New order, / }))
    expect(server.retry).not.toHaveBeenCalled()
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('1 update is being tried again.')).toBeTruthy()
    expect(server.retry).toHaveBeenCalledWith({ deliveryId: 'w-1' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('discards all of one reason at once', async () => {
    const server = aServerWith([aDelivery({ alike: 12 })])
    server.discard.mockResolvedValue({ deliveries: 12 })
    open(server.api, '/parked')
    fireEvent.click(await screen.findByRole('button', { name: /^Discard: / }))
    fireEvent.click(await screen.findByRole('button', { name: 'Discard all 12 like this' }))
    expect(await screen.findByText('12 updates were discarded.')).toBeTruthy()
    expect(server.discard).toHaveBeenCalledWith({ reason })
  })

  test('changes their mind, and nothing is done', async () => {
    const server = aServerWith([aDelivery()])
    open(server.api, '/parked')
    fireEvent.click(await screen.findByRole('button', { name: /^Discard: / }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).queryByRole('button', { name: /^Discard all/ })).toBeNull()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(server.discard).not.toHaveBeenCalled()
  })

  test('is told when it did not work, and may try once more', async () => {
    const server = aServerWith([aDelivery()])
    server.discard.mockRejectedValueOnce(unavailable()).mockResolvedValue({ deliveries: 1 })
    open(server.api, '/parked')
    fireEvent.click(await screen.findByRole('button', { name: /^Discard: / }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Discard' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Discard' }))
    expect(await screen.findByText('1 update was discarded.')).toBeTruthy()
  })
})

describe('the Backorders page', () => {
  test('leads to updates set aside while there are any', async () => {
    const server = aServerWith([aDelivery()])
    server.list.mockResolvedValue(aPage([aRow()]))
    server.shop.mockResolvedValue({ ...aShop({ open: 1 }), parked: 1 })
    const { address } = open(server.api, '/?shop=mugs.myshopify.com')
    expect(await screen.findByText(/^1 update from Shopify could not be processed\./)).toBeTruthy()
    fireEvent.click(screen.getByRole('link', { name: 'Review update' }))
    expect(await screen.findByRole('heading', { name: 'Updates set aside' })).toBeTruthy()
    expect(address()).toBe('/parked?shop=mugs.myshopify.com')
  })

  test('says nothing of them otherwise', async () => {
    const server = aServer()
    server.list.mockResolvedValue(aPage([aRow()]))
    open(server.api)
    await screen.findByRole('link', { name: '#1004' })
    expect(screen.queryByText(/could not be processed/)).toBeNull()
  })
})

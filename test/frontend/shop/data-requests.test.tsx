// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { DataRequest, DataRequestList } from '../../../web/shop/contract/data-requests.ts'
import { aServer, aShop, open, unavailable } from '../a-dashboard.tsx'

const waiting: DataRequest = {
  dataRequestId: '3',
  askedAt: '2026-11-20T10:00:00.000Z',
  dueAt: '2999-12-20T10:00:00.000Z',
  answeredAt: null,
  ordersNamed: 3,
  orders: [
    { orderId: 'gid://shopify/Order/61', orderName: '#1010' },
    { orderId: 'gid://shopify/Order/62', orderName: null },
  ],
}

function opened(answer: Partial<DataRequestList> | Error, address = '/data-requests') {
  const { api, ...server } = aServer()
  const list = vi.fn(async (_: object): Promise<DataRequestList> => {
    if (answer instanceof Error) throw answer
    return { rows: [], total: answer.rows?.length ?? 0, next: null, previous: null, ...answer }
  })
  const setAnswered = vi.fn(async (_: object): Promise<DataRequest> => waiting)
  const file = vi.fn(async (_: object) => new File(['{}'], 'data.json'))
  const dataRequests = { list: (input: object = {}) => list(input), setAnswered, file }
  const shown = open({ ...api, dataRequests } as typeof api, address)
  return { ...server, list, setAnswered, file, ...shown }
}

describe('the list of data requests is', () => {
  test('filled, with the way to each order that is kept, and what was erased', async () => {
    const { address } = opened({ rows: [waiting] }, '/data-requests?shop=mugs.myshopify.com')
    const table = within(await screen.findByRole('table', { name: 'Data requests' }))
    expect(table.getByText('Dec 20, 2999')).toBeTruthy()
    expect(table.getByText('Open')).toBeTruthy()
    expect(table.getByText('Order 62: nothing is kept')).toBeTruthy()
    expect(table.getByText('1 order was erased, as the customer asked')).toBeTruthy()
    fireEvent.click(table.getByRole('link', { name: '#1010' }))
    await waitFor(() => expect(address()).toBe('/orders/61?shop=mugs.myshopify.com'))
  })

  test('clear about what is overdue, and what was answered', async () => {
    const rows = [
      { ...waiting, dueAt: '2020-01-01T10:00:00.000Z' },
      { ...waiting, dataRequestId: '2', answeredAt: '2026-11-21T10:00:00.000Z', ordersNamed: 0, orders: [] },
    ]
    opened({ rows })
    const table = within(await screen.findByRole('table', { name: 'Data requests' }))
    expect(table.getByText('Overdue')).toBeTruthy()
    expect(table.getByText('Answered Nov 21, 2026')).toBeTruthy()
    expect(table.getByText('No orders')).toBeTruthy()
  })

  test('empty in words', async () => {
    opened({})
    expect(await screen.findByText('No data requests')).toBeTruthy()
  })

  test('failed in words, and there after another try', async () => {
    const { list } = opened(unavailable())
    const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 20_000 })
    list.mockResolvedValue({ rows: [waiting], total: 1, next: null, previous: null })
    fireEvent.click(again)
    expect(await screen.findByRole('table', { name: 'Data requests' })).toBeTruthy()
  })
})

describe('the merchant', () => {
  test('marks a request as answered, and takes that back', async () => {
    const { list, setAnswered } = opened({ rows: [waiting] })
    list.mockResolvedValue({
      rows: [{ ...waiting, answeredAt: '2026-11-21T10:00:00.000Z' }],
      total: 1,
      next: null,
      previous: null,
    })
    fireEvent.click(await screen.findByRole('button', { name: /^Mark as answered: / }))
    fireEvent.click(await screen.findByRole('button', { name: /^Mark as not answered: / }))
    await waitFor(() => expect(setAnswered).toHaveBeenCalledTimes(2))
    expect(setAnswered.mock.calls.map(([answer]) => answer)).toEqual([
      { dataRequestId: '3', isAnswered: true },
      { dataRequestId: '3', isAnswered: false },
    ])
  })

  test('is told when a file does not come, and may try once more', async () => {
    const { file } = opened({ rows: [waiting] })
    file.mockRejectedValueOnce(unavailable())
    const download = await screen.findByRole('button', { name: /^Download data: / })
    fireEvent.click(download)
    expect(await screen.findByText('Couldn’t download the data. Try again.')).toBeTruthy()
    fireEvent.click(download)
    await waitFor(() => expect(screen.queryByText('Couldn’t download the data. Try again.')).toBeNull())
    expect(file).toHaveBeenLastCalledWith({ dataRequestId: '3' })
  })

  test('is led there from the first page while a request has no answer', async () => {
    const { list, shop, address } = opened({ rows: [waiting] }, '/?shop=mugs.myshopify.com')
    list.mockResolvedValue({ rows: [waiting], total: 1, next: null, previous: null })
    shop.mockResolvedValue({ ...aShop({ open: 1 }), dataRequests: { open: 2, dueAt: '2026-12-20T10:00:00.000Z' } })
    expect(
      await screen.findByText(/^2 customers asked for their data\. Answer the first by Dec 20, 2026\.$/),
    ).toBeTruthy()
    fireEvent.click(screen.getByRole('link', { name: 'View data requests' }))
    await waitFor(() => expect(address()).toBe('/data-requests?shop=mugs.myshopify.com'))
  })
})

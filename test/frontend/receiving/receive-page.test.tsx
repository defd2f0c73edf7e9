// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { OpenLine } from '../../../web/receiving/contract/receipts.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'
import {
  aHandOut,
  anOpenLine,
  anOrderList,
  anOrderRow,
  aReceipt,
  aReceivingProposal,
  onePage,
  refusal,
} from '../supplier-orders/a-supplier-order.ts'

function aServerWith(lines: OpenLine[] = [anOpenLine()]) {
  const server = aServer()
  const openLines = vi.fn(async (_input?: object) => onePage(lines))
  const propose = vi.fn(async (_input: object) => aReceivingProposal([aHandOut()]))
  const confirm = vi.fn(async (_input: { key: string }) => ({ receipts: [aReceipt({ state: 'posting' })] }))
  server.api.receipts.openLines = openLines
  server.api.receipts.propose = propose
  server.api.receipts.confirm = confirm
  server.api.receipts.find = vi.fn(async () => aReceipt())
  server.api.supplierOrders.list = vi.fn(async () => anOrderList([anOrderRow()]))
  return { ...server, openLines, propose, confirm }
}

const field = (name: string) => screen.findByRole('textbox', { name })
const say = async (name: string, value: string) => fireEvent.change(await field(name), { target: { value } })
const inDialog = async (name: string) => within(await screen.findByRole('dialog')).getByRole('button', { name })

describe('receiving an order is', () => {
  test('a skeleton while its lines load', async () => {
    open(aServer().api, '/receive?order=9')
    expect(await screen.findByRole('status', { name: 'Loading what is still to come' })).toBeTruthy()
  })

  test('failed in words when the server does not answer', async () => {
    const server = aServerWith()
    server.openLines.mockRejectedValue(unavailable())
    open(server.api, '/receive?order=9')
    expect(await screen.findByText('What is still to come cannot be shown right now')).toBeTruthy()
  })

  test('over when nothing is still to come', async () => {
    open(aServerWith([]).api, '/receive?order=9')
    expect(await screen.findByRole('heading', { name: 'Nothing is still to come' })).toBeTruthy()
  })

  test('chosen among those that are on their way, where none is', async () => {
    open(aServerWith().api, '/receive')
    const link = await screen.findByRole('link', { name: 'PO-12' })
    expect(link.getAttribute('href')).toBe('/receive?order=9')
  })
})

describe('before it is confirmed', () => {
  test('who gets the goods follows what is counted', async () => {
    const server = aServerWith()
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '6')
    await say('Rejected: Red mug', '1')
    await say('Why rejected: Red mug', 'Broken')
    await say('Hold back: Red mug', '2')
    const line = { supplierOrderLineId: '31', accepted: 6, rejected: 1, rejectReason: 'Broken', heldBack: 2 }
    await waitFor(() =>
      expect(server.propose.mock.lastCall?.[0]).toMatchObject({ lines: [line], wishes: [], offset: 0 }),
    )
    const table = await screen.findByRole('table', { name: 'Order lines and what they get' })
    expect(within(table).getAllByRole('cell')[3]?.textContent).toContain('Order complete')
    expect(
      screen.getByText('3 units for 1 order: 1 order can leave whole. 3 units for nobody yet: 3 to the shelf.'),
    ).toBeTruthy()
    expect(server.confirm).not.toHaveBeenCalled()
  })

  test('an order line is pinned to what came, or served last', async () => {
    const server = aServerWith()
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '6')
    fireEvent.click(await screen.findByRole('button', { name: 'Pin: #1001, Red mug' }))
    fireEvent.click(screen.getByRole('button', { name: 'Last: #1001, Red mug' }))
    const wish = { lineId: 'gid://shopify/LineItem/1', pinnedTo: '31', rank: -1 }
    await waitFor(() => expect(server.propose.mock.lastCall?.[0]).toMatchObject({ wishes: [wish] }))
    fireEvent.click(await screen.findByRole('button', { name: 'Undo: #1001, Red mug' }))
    await waitFor(() => expect(server.propose.mock.lastCall?.[0]).toMatchObject({ wishes: [] }))
  })

  test('an order line that waits elsewhere too says so, and is moved there as well by who was told', async () => {
    const server = aServerWith()
    server.propose.mockResolvedValue(aReceivingProposal([aHandOut({ alsoAt: ['Outlet'] })]))
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '3')
    expect(await screen.findByText('Also waits at Outlet, where a change of its place here counts too.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'First: #1001, Red mug' }))
    const wish = { lineId: 'gid://shopify/LineItem/1', rank: 1, alsoElsewhere: true }
    await waitFor(() => expect(server.propose.mock.lastCall?.[0]).toMatchObject({ wishes: [wish] }))
  })

  test('no more is held back than was accepted', async () => {
    const server = aServerWith()
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '3')
    await say('Hold back: Red mug', '4')
    expect(screen.getByText('3 or fewer')).toBeTruthy()
    await say('Accepted: Red mug', '4')
    expect(screen.queryByText('3 or fewer')).toBeNull()
    expect(await field('Hold back: Red mug')).toHaveProperty('value', '4')
  })

  test('all that was ordered is taken in one step, and more than that is told', async () => {
    open(aServerWith().api, '/receive?order=9')
    fireEvent.click(await screen.findByRole('button', { name: 'Everything came as ordered' }))
    expect(await field('Accepted: Red mug')).toHaveProperty('value', '10')
    await say('Accepted: Red mug', '12')
    expect(screen.getByText('2 more than is to come')).toBeTruthy()
  })
})

describe('what was counted', () => {
  test('is kept for the shop and the order until it is begun anew', async () => {
    const { api } = aServerWith()
    const at = '/receive?order=9&shop=mugs.myshopify.com'
    open(api, at)
    await say('Accepted: Red mug', '6')
    cleanup()
    open(api, '/receive?order=9&shop=lamps.myshopify.com')
    expect(await field('Accepted: Red mug')).toHaveProperty('value', '0')
    cleanup()
    open(api, at)
    expect(await field('Accepted: Red mug')).toHaveProperty('value', '6')
    expect(
      screen.getByText('This is what you counted before. It is not confirmed yet: go on, or start over.'),
    ).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Start over' }))
    expect(await field('Accepted: Red mug')).toHaveProperty('value', '0')
    cleanup()
    open(api, at)
    expect(await field('Accepted: Red mug')).toHaveProperty('value', '0')
    expect(
      screen.queryByText('This is what you counted before. It is not confirmed yet: go on, or start over.'),
    ).toBeNull()
  })

  test('is confirmed under the same key after a reload, so that it is received once', async () => {
    const server = aServerWith()
    server.confirm.mockRejectedValueOnce(unavailable())
    for (const _ of ['before the reload', 'after it']) {
      open(server.api, '/receive?order=9')
      await say('Accepted: Red mug', '6')
      fireEvent.click(screen.getByRole('button', { name: 'Confirm receipt' }))
      fireEvent.click(await inDialog('Confirm'))
      await waitFor(() => expect(server.confirm).toHaveBeenCalled())
      cleanup()
    }
    const keys = server.confirm.mock.calls.map(([{ key }]) => key)
    expect(keys).toEqual([keys[0], keys[0]])
  })
})

describe('scanning', () => {
  const scan = async (code: string) => {
    await say('Scan or type a barcode, an SKU or a supplier’s SKU', code)
    fireEvent.submit(await field('Scan or type a barcode, an SKU or a supplier’s SKU'))
  }

  test('counts one unit each time, for the order that still lacks it', async () => {
    const full = anOpenLine({ supplierOrderLineId: '30', supplierOrderId: '8', number: 11, outstanding: 1, units: 1 })
    const server = aServerWith([full, anOpenLine()])
    open(server.api, '/receive')
    await scan('400100')
    expect(await screen.findByText('One Red mug counted, for PO-11.')).toBeTruthy()
    expect(server.openLines).toHaveBeenLastCalledWith({ code: '400100' })
    await scan('400100')
    expect(await screen.findByText('One Red mug counted, for PO-12.')).toBeTruthy()
    expect(server.openLines).toHaveBeenLastCalledWith({ code: '400100', locationId: 'gid://shopify/Location/4' })
  })

  test('says so where no open order has the code', async () => {
    const server = aServerWith([])
    open(server.api, '/receive')
    await scan('nonsense')
    expect(await screen.findByText('No open supplier order has “nonsense”.')).toBeTruthy()
  })
})

describe('confirming', () => {
  test('asks why units were rejected before anything is done', async () => {
    const server = aServerWith()
    open(server.api, '/receive?order=9')
    await say('Rejected: Red mug', '2')
    fireEvent.click(screen.getByRole('button', { name: 'Confirm receipt' }))
    expect(await screen.findByText('Enter a reason for the rejected units of Red mug.')).toBeTruthy()
    expect((await inDialog('Confirm')).getAttribute('aria-disabled')).toBe('true')
  })

  test.each([
    ['1o', 'Whole numbers only'],
    ['1.5', 'Whole numbers only'],
    ['1e3', 'Whole numbers only'],
    ['', 'Whole numbers only'],
    ['-5', '0 or more'],
    ['99999999', '1,000,000 or fewer'],
  ])('is refused while %j is typed, which stays until it is mended', async (typed, said) => {
    const server = aServerWith()
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '6')
    await say('Accepted: Red mug', typed)
    const field = screen.getByRole('textbox', { name: 'Accepted: Red mug' })
    fireEvent.blur(field)
    expect(field).toHaveProperty('value', typed)
    expect(screen.getByText(said)).toBeTruthy()
    const confirm = () => screen.getByRole('button', { name: 'Confirm receipt' })
    expect(confirm().getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(confirm())
    expect(screen.queryByRole('dialog')).toBeNull()
    await say('Accepted: Red mug', '5')
    expect(confirm().getAttribute('aria-disabled')).not.toBe('true')
    await say('Accepted: Red mug', typed)
    fireEvent.click(screen.getByRole('button', { name: 'Start over' }))
    expect(field).toHaveProperty('value', '0')
  })

  test('is done once, however often it is pressed, and leads to the receipt', async () => {
    const server = aServerWith()
    server.confirm.mockRejectedValueOnce(unavailable())
    const { address } = open(server.api, '/receive?order=9&shop=mugs.myshopify.com')
    await say('Accepted: Red mug', '6')
    fireEvent.click(screen.getByRole('button', { name: 'Confirm receipt' }))
    fireEvent.click(await inDialog('Confirm'))
    expect(await screen.findByText(/Press again; it is received only once\./)).toBeTruthy()
    fireEvent.click(await inDialog('Confirm'))
    await waitFor(() => expect(address()).toBe('/receive/receipts/51?shop=mugs.myshopify.com'))
    const [first, second] = server.confirm.mock.calls.map(([said]) => said)
    expect(first).toMatchObject({ lines: [{ supplierOrderLineId: '31', accepted: 6, cameBefore: 0 }], note: '' })
    expect(second?.key).toBe(first?.key)
    expect(
      await screen.findByText('Units are assigned to waiting orders. The pick list shows which orders can ship.'),
    ).toBeTruthy()
  })

  test('is refused in words where somebody else received the goods', async () => {
    const server = aServerWith()
    server.confirm.mockRejectedValue(refusal(409, 'Somebody received these goods meanwhile.'))
    open(server.api, '/receive?order=9')
    await say('Accepted: Red mug', '6')
    fireEvent.click(screen.getByRole('button', { name: 'Confirm receipt' }))
    fireEvent.click(await inDialog('Confirm'))
    expect(await screen.findByText('Somebody received these goods meanwhile.')).toBeTruthy()
  })
})

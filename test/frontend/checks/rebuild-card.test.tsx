// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { FoundRebuild, Rebuild } from '../../../web/checks/contract/rebuild.ts'
import { aPage, aRow, aServer, open, unavailable } from '../a-dashboard.tsx'

const numbers = {
  units: 3,
  shipped: 0,
  covered: 3,
  backordered: 0,
  pegged: 0,
  uncovered: 0,
  state: 'ready' as const,
  readyOn: 'now',
  nextArrivalOn: null,
}
const line = {
  lineId: 'gid://shopify/LineItem/2',
  itemId: 'gid://shopify/InventoryItem/3',
  locationId: 'gid://shopify/Location/4',
  locationName: 'Leeds',
  orderName: '#1004',
  title: 'Red mug',
  sku: 'MUG-RED',
  before: numbers,
  after: { ...numbers, covered: 1, backordered: 2, uncovered: 2, state: 'open' as const, readyOn: null },
}

function found(said: Partial<Rebuild> = {}, rows = [line]): FoundRebuild {
  const rebuild = {
    rebuildId: '7',
    startedAt: '2026-11-20T10:00:00.000Z',
    finishedAt: '2026-11-20T10:00:05.000Z',
    appliedAt: null,
    items: { expected: 12, done: 12 },
    waiting: 0,
    owed: 0,
    ...said,
  }
  return { rebuild, rows, total: rows.length, next: null, previous: null }
}

describe('working out every line again', () => {
  test('is a skeleton while it loads', async () => {
    open(aServer().api, '/check')
    expect(await screen.findByRole('status', { name: 'Loading what was worked out' })).toBeTruthy()
  })

  test('is offered where none was made, and begins when it is asked for', async () => {
    const server = aServer()
    server.rebuild.mockResolvedValue({ rebuild: null, rows: [], total: 0, next: null, previous: null })
    open(server.api, '/check')
    fireEvent.click(await screen.findByRole('button', { name: 'Work out now' }))
    await waitFor(() => expect(server.preview).toHaveBeenCalledOnce())
  })

  test('tells of items that would owe other units beyond stock, and applies that', async () => {
    const server = aServer()
    server.rebuild.mockResolvedValue(found({ owed: 2 }, []))
    open(server.api, '/check')
    expect(await screen.findByText('2 items would owe another number of units beyond stock')).toBeTruthy()
  })

  test('tells how far it is', async () => {
    const server = aServer()
    server.rebuild.mockResolvedValue(found({ finishedAt: null, items: { expected: 400, done: 120 } }, []))
    open(server.api, '/check')
    expect(await screen.findByText('120 of 400 items looked at')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('30')
  })

  test('is reassuring where nothing differs', async () => {
    const server = aServer()
    server.rebuild.mockResolvedValue(found({ waiting: 1 }, []))
    open(server.api, '/check')
    expect(await screen.findByRole('heading', { name: 'Nothing differs' })).toBeTruthy()
    expect(screen.getByText(/11 items looked at.* 1 item was left out/)).toBeTruthy()
  })

  test('fails in words', async () => {
    const server = aServer()
    server.rebuild.mockRejectedValue(unavailable())
    open(server.api, '/check')
    expect(
      await screen.findByText('What was worked out cannot be shown right now', undefined, { timeout: 20_000 }),
    ).toBeTruthy()
  })

  test('shows line, before and after, and is applied only after being asked', async () => {
    const server = aServer()
    server.rebuild.mockResolvedValue(found())
    server.apply.mockImplementation(async () => {
      server.rebuild.mockResolvedValue(found({ appliedAt: '2026-11-20T10:01:00.000Z' }))
      return { rebuildId: '7' }
    })
    open(server.api, '/check')
    const table = await screen.findByRole('table', { name: 'Lines that differ' })
    const cells = within(table).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual([
      'Line#1004 · Red mugMUG-RED · Leeds',
      'Recorded now3 units: 3 in stock',
      'Worked out again3 units: 1 in stock, 2 to order',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'Apply these changes' }))
    const dialog = await screen.findByRole('dialog')
    expect(server.apply).not.toHaveBeenCalled()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Apply' }))
    expect(await screen.findByText('These changes are being applied')).toBeTruthy()
    expect(server.apply).toHaveBeenCalledWith({ rebuildId: '7' })
  })

  test('is reached from the Backorders page', async () => {
    const server = aServer()
    server.list.mockResolvedValue(aPage([aRow()]))
    const { address } = open(server.api, '/?shop=mugs.myshopify.com&state=open')
    fireEvent.click(await screen.findByRole('link', { name: 'Check the numbers' }))
    expect(address()).toBe('/check?shop=mugs.myshopify.com')
  })
})

// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { FoundReconcile, Reconcile, ReconcileDifference } from '../../../web/checks/contract/reconcile.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'

let differences = 0
function aDifference(said: object): ReconcileDifference {
  return {
    differenceId: String(++differences),
    thing: 'stock',
    thingId: '3@4',
    name: 'Red mug',
    locationName: 'Leeds',
    cause: 'lost-webhook',
    ours: { available: 4 },
    theirs: { available: -2 },
    ...said,
  } as ReconcileDifference
}

function found(said: Partial<Reconcile> = {}, rows: ReconcileDifference[] = []): FoundReconcile {
  const reconcile: Reconcile = {
    reconcileId: '7',
    reason: 'nightly',
    startedAt: '2026-11-20T03:00:00.000Z',
    finishedAt: '2026-11-20T03:00:05.000Z',
    step: 'items',
    orders: 1_204,
    items: 36,
    ...said,
  }
  return { reconcile, rows, total: rows.length, next: null, previous: null }
}

const never: FoundReconcile = { reconcile: null, rows: [], total: 0, next: null, previous: null }

function opened(answer: FoundReconcile | Error) {
  const server = aServer()
  const find = vi.fn<(input: object) => Promise<FoundReconcile>>(async () => {
    if (answer instanceof Error) throw answer
    return answer
  })
  const start = vi.fn<() => Promise<{ reconcileId: string }>>(async () => ({ reconcileId: '8' }))
  const api = { ...server.api, reconcile: { find: (input = {}) => find(input), start: () => start() } }
  return { ...open(api, '/check?shop=mugs.myshopify.com'), find, start }
}

const card = () => within(screen.getByRole('region', { name: 'Compare with Shopify' }))

describe('the comparison with Shopify', () => {
  test('is a skeleton while it loads', async () => {
    open(aServer().api, '/check')
    expect(await screen.findByRole('status', { name: 'Loading the last comparison' })).toBeTruthy()
  })

  test('is offered where none was ever made, and begins when it is asked for', async () => {
    const { start, find } = opened(never)
    expect(await screen.findByRole('heading', { name: 'Nothing was compared yet' })).toBeTruthy()
    find.mockResolvedValue(found({ reason: 'asked', finishedAt: null, step: 'locations', orders: 0, items: 0 }))
    fireEvent.click(card().getByRole('button', { name: 'Compare now' }))
    expect(await screen.findByText('Locations: 0 orders and 0 items so far')).toBeTruthy()
    expect(start).toHaveBeenCalledOnce()
  })

  test('tells how far it is, and cannot be asked for meanwhile', async () => {
    opened(found({ finishedAt: null, step: 'listed-orders' }))
    expect(await screen.findByText('Open orders: 1,204 orders and 36 items so far')).toBeTruthy()
    expect(card().getByRole('progressbar').getAttribute('value')).toBe('42.9')
    expect(card().queryByRole('button')).toBeNull()
  })

  test('says when it last was, why, and that nothing differed', async () => {
    opened(found())
    expect(await screen.findByRole('heading', { name: 'Nothing differed' })).toBeTruthy()
    expect(card().getByText(/^Compared on .+ as every night: 1,204 orders and 36 items\.$/)).toBeTruthy()
  })

  test('fails in words', async () => {
    opened(unavailable())
    expect(
      await screen.findByText('The comparison cannot be shown right now', undefined, { timeout: 20_000 }),
    ).toBeTruthy()
  })

  test('says so where it could not begin', async () => {
    const { start } = opened(found())
    start.mockRejectedValue(unavailable())
    fireEvent.click(await screen.findByRole('button', { name: 'Compare again' }))
    expect(await screen.findByText('That did not work. Please try again.')).toBeTruthy()
  })

  test('lists what differed: the thing, why, and both sides in words', async () => {
    const line = { lineId: '1', title: 'Red mug', units: 3, open: 3 }
    const order = { orderedAt: '2026-11-20T10:00:00.000Z', isOver: false, lines: [line], places: [] }
    const numbers = { units: 3, shipped: 0, covered: 3, backordered: 0, pegged: 0, uncovered: 0, readyOn: null }
    const short = { ...numbers, covered: 1, backordered: 2, uncovered: 2 }
    opened(
      found({}, [
        aDifference({}),
        aDifference({ theirs: { available: 4, strangers: 2 }, ours: { available: 4, strangers: 0 }, cause: 'drift' }),
        aDifference({
          thing: 'order',
          thingId: '9',
          name: '#1004',
          locationName: null,
          ours: order,
          theirs: { ...order, lines: [{ ...line, open: 1 }] },
        }),
        aDifference({ thing: 'order', thingId: '10', name: '#1005', locationName: null, ours: null, theirs: order }),
        aDifference({
          thing: 'order',
          thingId: '11',
          name: '#1006',
          locationName: null,
          ours: { ...order, places: [{ location: 'Leeds', units: 3 }] },
          theirs: { ...order, places: [{ location: 'York', units: 3 }] },
        }),
        aDifference({
          thing: 'backorder',
          thingId: '1@4',
          name: '#1004 · Red mug',
          cause: 'edit-outside',
          ours: { ...numbers, state: 'ready' },
          theirs: { ...short, state: 'open' },
        }),
        aDifference({
          thing: 'transfer',
          name: '#T0001',
          locationName: null,
          ours: { lines: [{ itemId: '3', title: 'Lamp', units: 3, due: '2026-12-04' }] },
          theirs: { lines: [] },
        }),
        aDifference({
          thing: 'item',
          ours: { tracked: true, deleted: false },
          theirs: { tracked: true, deleted: true },
        }),
        aDifference({ thing: 'variant', locationName: null, ours: { itemId: null }, theirs: { itemId: '77' } }),
        aDifference({
          thing: 'location',
          name: 'York',
          locationName: null,
          ours: { name: 'Yrok', active: false },
          theirs: { name: 'York', active: true },
        }),
      ]),
    )
    const table = await screen.findByRole('table', { name: 'What differed from Shopify' })
    const rows = within(table).getAllByRole('row').slice(1)
    const texts = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.lastChild?.textContent),
    )
    const lost = 'No newsShopify’s message about it had not arrived when the two were compared.'
    const edited = 'Edited outsideIt was changed where Backline keeps it, and not in Shopify.'
    const drift = 'DriftWhat Backline kept had become another. Nothing says why.'
    expect(texts).toEqual([
      ['Red mugStock at Leeds', lost, '4 available', '-2 available'],
      [
        'Red mugStock at Leeds',
        drift,
        '4 available, 0 units held by orders that Backline may not read',
        '4 available, 2 units held by orders that Backline may not read',
      ],
      ['#1004Order', lost, 'Red mug: 3 units ordered, 3 to ship', 'Red mug: 3 units ordered, 1 to ship'],
      ['#1005Order', lost, 'Not known', '3 units ordered, 3 to ship'],
      ['#1006Order', lost, '3 units to ship from Leeds', '3 units to ship from York'],
      ['#1004 · Red mugBackorder at Leeds', edited, '3 units: 3 in stock', '3 units: 1 in stock, 2 to order'],
      ['#T0001Transfer', lost, 'Lamp: 3 units arriving, Dec 4, 2026', 'Nothing outstanding'],
      ['Red mugItem at Leeds', lost, 'Stock is counted', 'Deleted'],
      ['Red mugVariant', lost, 'No item known', 'Item 77'],
      ['YorkLocation', lost, 'Yrok, not in use', 'York'],
    ])
    expect(screen.getByText('10 differences, put right')).toBeTruthy()
  })

  test('is read page by page, without losing the frame', async () => {
    const { find, address } = opened({ ...found({}, [aDifference({})]), total: 60, next: 'a.5' })
    fireEvent.click(await screen.findByRole('button', { name: 'Further differences' }))
    await waitFor(() => expect(find).toHaveBeenCalledWith({ cursor: 'a.5' }))
    expect(address()).toBe('/check?found=a.5&shop=mugs.myshopify.com')
  })
})

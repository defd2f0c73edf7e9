// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import { aListOf, anItem, aSupplier, aSupplyServer, onePage } from './suppliers-server.ts'

const patiently = { timeout: 20_000 }

describe('the list of suppliers', () => {
  test('is a skeleton while it loads', async () => {
    const server = aSupplyServer()
    server.list.mockReturnValue(new Promise(() => undefined))
    open(server.api, '/suppliers')
    expect(await screen.findByRole('status', { name: 'Loading suppliers' }, patiently)).toBeTruthy()
  })

  test('offers to begin where there are none', async () => {
    const server = aSupplyServer()
    server.list.mockResolvedValue(aListOf([]))
    const { address } = open(server.api, '/suppliers?shop=mugs.myshopify.com')
    await screen.findByRole('heading', { name: 'Add your first supplier' }, patiently)
    fireEvent.click(screen.getAllByRole('button', { name: 'Add supplier' })[0] as HTMLElement)
    expect(address()).toBe('/suppliers/new?shop=mugs.myshopify.com')
  })

  test('fails in words, and is asked for again', async () => {
    const server = aSupplyServer()
    server.list.mockRejectedValue(unavailable())
    open(server.api, '/suppliers')
    await screen.findByText('Couldn’t load suppliers', undefined, patiently)
    server.list.mockResolvedValue(aListOf([aSupplier()]))
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: /Acme Pottery/ })).toBeTruthy()
  })

  test('says of each supplier what matters when ordering', async () => {
    const server = aSupplyServer()
    server.list.mockResolvedValue(aListOf([aSupplier(), aSupplier({ supplierId: '8', name: 'Bolt', contact: null })]))
    open(server.api, '/suppliers')
    const [, row] = await screen.findAllByRole('row', undefined, patiently)
    const cells = within(row as HTMLElement).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual([
      'SupplierAcme PotteryWile · orders@acme.example',
      'Items12',
      'Open orders1',
      'Lead time10 days',
      'Minimum order€250.00',
      'Order daysMon, Wed',
    ])
    expect(screen.getByText('2 suppliers')).toBeTruthy()
  })

  test('is searched, and its pages and its archive are in the address', async () => {
    const server = aSupplyServer()
    server.list.mockResolvedValue(aListOf([aSupplier()], { total: 90, next: 'a.50' }))
    const { address } = open(server.api, '/suppliers')
    fireEvent.click(await screen.findByRole('button', { name: 'Next suppliers' }, patiently))
    expect(address()).toBe('/suppliers?cursor=a.50')
    fireEvent.change(screen.getByRole('textbox', { name: 'Search suppliers' }), { target: { value: ' pot ' } })
    await waitFor(() => expect(address()).toBe('/suppliers?query=pot'))
    const archived = screen.getByRole('link', { name: 'Archived' })
    await waitFor(() => expect(archived.getAttribute('href')).toContain('query=pot'))
    fireEvent.click(archived)
    expect(address()).toBe('/suppliers?show=yes&query=pot')
    await waitFor(() => expect(server.list.mock.lastCall?.[0]).toEqual({ archived: 'yes', query: 'pot' }))
  })

  test.each([
    ['/suppliers?query=lamp', 'No supplier matches your search'],
    ['/suppliers?show=yes', 'No supplier is archived'],
    ['/suppliers?cursor=a.50', 'Nothing is on this page any more'],
  ])('is empty at %s in its own words', async (at, title) => {
    const server = aSupplyServer()
    server.list.mockResolvedValue(aListOf([]))
    open(server.api, at)
    expect(await screen.findByRole('heading', { name: title }, patiently)).toBeTruthy()
  })

  test('says how many items need ordering and have no supplier', async () => {
    const server = aSupplyServer()
    server.items.mockResolvedValue({ ...onePage([anItem()]), total: 37 })
    open(server.api, '/suppliers')
    expect(await screen.findByText('37 items that need ordering have no supplier', undefined, patiently)).toBeTruthy()
    expect(server.items.mock.lastCall?.[0]).toEqual({ supplied: 'none', needed: 'yes', limit: 1 })
  })
})

describe('a supplier', () => {
  test('that does not exist is said not to', async () => {
    const server = aSupplyServer()
    server.find.mockRejectedValue(Object.assign(unavailable(), { status: 404 }))
    open(server.api, '/suppliers/99')
    expect(await screen.findByText('There is no such supplier', undefined, patiently)).toBeTruthy()
  })

  test('tells how it delivers, and never calls less than everything all', async () => {
    const server = aSupplyServer()
    const said = { deliveries: 8, medianDays: 9, ninetiethDays: 21, onTimeShare: 0.999, fillRate: null }
    const performance = { ...said, nextOrder: { soonestDays: 8, latestDays: 23 } }
    server.find.mockResolvedValue(aSupplier({ performance }))
    open(server.api, '/suppliers/7')
    const card = await screen.findByRole('region', { name: 'Performance' }, patiently)
    expect(card.textContent).toContain('From 8 deliveries in the last two years.')
    expect(
      within(card)
        .getAllByRole('definition')
        .map((fact) => fact.textContent),
    ).toEqual(['9 days', '8 to 23 days', '99%', 'Not known yet'])
  })

  test('is archived after a question, in the version that is shown', async () => {
    const server = aSupplyServer()
    server.find.mockResolvedValue(aSupplier())
    server.archive.mockImplementation(async () => {
      const archived = aSupplier({ archivedAt: '2026-11-20T10:00:00.000Z', version: 5 })
      server.find.mockResolvedValue(archived)
      return archived
    })
    open(server.api, '/suppliers/7')
    fireEvent.click(await screen.findByRole('button', { name: 'Archive' }, patiently))
    expect(server.archive).not.toHaveBeenCalled()
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Archive' }))
    expect(await screen.findByText('Archived')).toBeTruthy()
    expect(server.archive).toHaveBeenCalledWith({ supplierId: '7', version: 4 })
    expect(screen.getByRole('button', { name: 'Unarchive' })).toBeTruthy()
  })
})

// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import {
  aListOf,
  anEntry,
  anItem,
  anItemDetail,
  aSupplier,
  aSupplyServer,
  onePage,
  refused,
} from './suppliers-server.ts'

const patiently = { timeout: 20_000 }
const mug = 'gid://shopify/InventoryItem/3'
const lamp = 'gid://shopify/InventoryItem/4'
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

function aCatalogue() {
  const server = aSupplyServer()
  server.find.mockResolvedValue(aSupplier())
  server.catalogue.mockResolvedValue(
    onePage([
      anEntry(),
      anEntry({ itemId: lamp, title: 'Lamp', cost: null, packSize: 1, rank: 2, discontinued: true }),
    ]),
  )
  return server
}

describe('the catalogue of a supplier', () => {
  test('says what each item costs and how it is sold', async () => {
    open(aCatalogue().api, '/suppliers/7/catalogue')
    const [, first, second] = await screen.findAllByRole('row', undefined, patiently)
    const texts = (row: HTMLElement | undefined) =>
      within(row as HTMLElement)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    expect(texts(first).slice(1, 7)).toEqual([
      'ItemRMRed mugMUG-RED',
      'Its SKUA-1',
      'Cost€4.20',
      'Minimum and packIn packs of 6',
      'Lead time10 days',
      'RankPreferred',
    ])
    expect(texts(second).slice(3, 7)).toEqual([
      'CostNot known',
      'Minimum and packAny number',
      'Lead time10 days',
      'RankWarningDiscontinued',
    ])
  })

  test('fails in words', async () => {
    const server = aCatalogue()
    server.catalogue.mockRejectedValue(unavailable())
    open(server.api, '/suppliers/7/catalogue')
    expect(await screen.findByText('The catalogue cannot be shown right now', undefined, patiently)).toBeTruthy()
  })

  test('takes an edit that is right, and says what is wrong with another', async () => {
    const server = aCatalogue()
    server.put.mockResolvedValue(anEntry())
    open(server.api, '/suppliers/7/catalogue')
    fireEvent.click(await screen.findByRole('button', { name: 'Edit: Red mug' }, patiently))
    const dialog = within(await screen.findByRole('dialog', { name: 'Red mug' }))
    type('Cost of one unit', 'cheap')
    type('Pack size', '0')
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText('Enter an amount, as in 4.20')).toBeTruthy()
    expect(dialog.getByText('Enter whole units, 1 or more')).toBeTruthy()
    expect(server.put).not.toHaveBeenCalled()
    type('Cost of one unit', '3,95')
    type('Pack size', '12')
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(server.put).toHaveBeenCalledWith({
      supplierId: '7',
      itemId: mug,
      supplierSku: 'A-1',
      cost: '3.95',
      minimumQuantity: 1,
      packSize: 12,
      leadTimeDays: null,
      rank: 1,
      discontinued: false,
    })
  })

  test('loses the items that are chosen, after a question', async () => {
    const server = aCatalogue()
    server.remove.mockResolvedValue({ entries: 2 })
    open(server.api, '/suppliers/7/catalogue')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose all items on this page' }, patiently))
    expect(screen.getByText('2 items chosen')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Take out' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take out' }))
    await waitFor(() => expect(screen.queryByText('2 items chosen')).toBeNull())
    expect(server.remove).toHaveBeenCalledWith({ supplierId: '7', itemIds: [mug, lamp] })
  })

  test('gets items of the shop, those that need ordering first', async () => {
    const server = aCatalogue()
    server.items.mockResolvedValue(onePage([anItem(), anItem({ itemId: lamp, title: null, uncovered: 0 })]))
    server.assign.mockResolvedValue({ entries: 1 })
    const { address } = open(server.api, '/suppliers/7/add')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Red mug' }, patiently))
    expect(screen.getByRole('checkbox', { name: 'No longer sold' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Add 1 item' }))
    await waitFor(() => expect(address()).toBe('/suppliers/7/catalogue'))
    expect(server.assign).toHaveBeenCalledWith({ supplierId: '7', to: { itemIds: [mug] } })
    expect(server.items.mock.calls.map(([input]) => input)).toContainEqual({ supplied: 'none', needed: 'yes' })
  })
})

describe('items that nobody supplies', () => {
  const suggestion = { vendor: 'Acme', items: 12, uncovered: 40, supplierId: '7', supplierName: 'Acme Pottery' }

  test('go to the supplier of their vendor’s name in one step, or to another', async () => {
    const server = aSupplyServer()
    server.list.mockResolvedValue(aListOf([aSupplier(), aSupplier({ supplierId: '8', name: 'Bolt' })]))
    server.vendors.mockResolvedValue({ rows: [suggestion] })
    server.assign.mockResolvedValue({ entries: 12 })
    open(server.api, '/suppliers/unsupplied')
    const guess = await screen.findByRole('combobox', { name: 'Supplier: Acme' }, patiently)
    expect(guess).toHaveProperty('value', '7')
    fireEvent.click(screen.getByRole('button', { name: 'Assign 12 items of Acme' }))
    await waitFor(() => expect(server.assign).toHaveBeenLastCalledWith({ supplierId: '7', to: { vendor: 'Acme' } }))
    fireEvent.change(guess, { target: { value: '8' } })
    fireEvent.click(screen.getByRole('button', { name: 'Assign 12 items of Acme' }))
    await waitFor(() => expect(server.assign).toHaveBeenLastCalledWith({ supplierId: '8', to: { vendor: 'Acme' } }))
  })

  test('lead to a new supplier where none has the vendor’s name', async () => {
    const server = aSupplyServer()
    server.vendors.mockResolvedValue({ rows: [{ ...suggestion, supplierId: null, supplierName: null }] })
    const { address } = open(server.api, '/suppliers/unsupplied')
    const assign = await screen.findByRole('button', { name: 'Assign 12 items of Acme' }, patiently)
    expect(assign.getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(screen.getByRole('link', { name: 'New supplier: Acme' }))
    expect(address()).toBe('/suppliers/new?vendor=Acme')
  })

  test('are chosen one by one and given to a supplier', async () => {
    const server = aSupplyServer()
    server.vendors.mockResolvedValue({ rows: [] })
    server.items.mockResolvedValue(onePage([anItem()]))
    server.assign.mockRejectedValueOnce(refused(422, 'Acme Pottery is archived.'))
    open(server.api, '/suppliers/unsupplied')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Red mug' }, patiently))
    fireEvent.click(screen.getByRole('button', { name: 'Assign' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Add 1 item' }))
    fireEvent.change(dialog.getByRole('combobox', { name: 'Supplier' }), { target: { value: '7' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Assign' }))
    expect(await dialog.findByText('Acme Pottery is archived.')).toBeTruthy()
    expect(server.assign).toHaveBeenCalledWith({ supplierId: '7', to: { itemIds: [mug] } })
  })
})

describe('an item', () => {
  test('says how many units orders owe that did not take stock, and where that is decided', async () => {
    const server = aSupplyServer()
    server.item.mockResolvedValue(anItemDetail({ unclaimed: 3 }))
    open(server.api, '/suppliers/items/3')
    expect(await screen.findByText('3 units are owed by orders that did not take stock.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Change setting' }).getAttribute('href')).toContain('/check')
  })

  test('is limited to a number of units, and nonsense is refused', async () => {
    const server = aSupplyServer()
    server.item.mockResolvedValue(anItemDetail())
    server.setRule.mockResolvedValue(anItemDetail({ rule: { supply: 'stocked', maxBackorder: 20 } }))
    open(server.api, '/suppliers/items/3')
    fireEvent.click(await screen.findByRole('radio', { name: 'A number of units' }, patiently))
    type('Units at most', '2.5')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Enter whole units, 0 or more')).toBeTruthy()
    type('Units at most', '20')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(server.setRule).toHaveBeenCalledWith({ itemId: '3', supply: 'stocked', maxBackorder: 20 }),
    )
  })

  test('names its suppliers, the preferred one first', async () => {
    const server = aSupplyServer()
    server.item.mockResolvedValue(anItemDetail())
    open(server.api, '/suppliers/items/3')
    const table = await screen.findByRole('table', { name: 'Suppliers of this item' }, patiently)
    expect(within(table).getByRole('link', { name: 'Acme Pottery' }).getAttribute('href')).toBe(
      '/suppliers/7/catalogue',
    )
    expect(screen.getByText('MUG-RED · Acme · 3 units of it need ordering')).toBeTruthy()
  })
})

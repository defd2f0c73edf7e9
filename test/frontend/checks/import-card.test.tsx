import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ShopImport } from '../../../web/checks/contract/imports.ts'
import { aPage, aRow, aServer, open } from '../a-dashboard.tsx'

function anImport(said: Partial<ShopImport> = {}): ShopImport {
  return {
    importId: '1',
    startedAt: new Date().toISOString(),
    finishedAt: null,
    holdsPlans: true,
    parts: [
      { part: 'catalogue', state: 'done', done: 50_000, expected: 50_000 },
      { part: 'orders', state: 'recording', done: 1_200, expected: 20_000 },
    ],
    share: 0.4,
    secondsLeft: 130,
    trouble: null,
    troubledPart: null,
    retryAt: null,
    setAside: 0,
    strangerUnits: null,
    ...said,
  }
}

function opened(said: Partial<ShopImport>, rows = [aRow()]) {
  const server = aServer()
  server.list.mockResolvedValue(aPage(rows))
  server.importing.mockResolvedValue({ current: anImport(said) })
  open(server.api)
  return server
}

test('an import says what, how many of how many, and how long it takes', async () => {
  opened({})
  expect(await screen.findByText('Open orders: 1,200 of 20,000')).toBeTruthy()
  expect(screen.getByText('About 2 minutes left')).toBeTruthy()
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('40')
})

test('before it is over, an empty list does not say that nothing is backordered', async () => {
  opened({}, [])
  expect(await screen.findByText('Your shop is being imported')).toBeTruthy()
  expect(screen.queryByText(/Nothing is/)).toBeNull()
})

test('while Shopify gathers, what it has found is told, and no time', async () => {
  opened({ parts: [{ part: 'stock', state: 'preparing', done: 0, expected: 300 }], secondsLeft: null })
  expect(await screen.findByText('Stock: Shopify has gathered 300 so far')).toBeTruthy()
  expect(screen.queryByText(/left$/)).toBeNull()
})

test('an import that cannot go on says so', async () => {
  opened({ trouble: 'INVALID' })
  expect(await screen.findByText(/Backline tries again by itself/)).toBeTruthy()
})

test.each([
  ['bulk-timeout', 'Open orders: Shopify takes too long to gather them'],
  ['bulk-access-denied', 'Open orders: Shopify says that Backline may not read them.'],
  ['bulk-canceled', 'Open orders: Gathering them in Shopify was cancelled.'],
  ['bulk-failed', 'Open orders: Shopify could not gather them.'],
])(
  'a part that Shopify cannot gather (%s) is named, with the time at which it is tried again',
  async (trouble, words) => {
    opened({ trouble, troubledPart: 'orders', retryAt: '2026-11-29T10:05:00.000Z' })
    const told = await screen.findByText(new RegExp(words.replaceAll('.', '\\.')))
    expect(told.textContent).toMatch(/Backline tries again at \d{1,2}:05( [AP]M)?\.$/)
  },
)

test('orders that may not be read are named, with the units they hold', async () => {
  opened({ finishedAt: new Date().toISOString(), strangerUnits: 41 })
  expect(await screen.findByText('41 units belong to orders that Backline may not read')).toBeTruthy()
})

test('an import that left nothing out leaves nothing on the page, and can be asked for again', async () => {
  const server = opened({ finishedAt: new Date().toISOString(), strangerUnits: 0 })
  server.startImport.mockResolvedValue({ current: anImport() })
  fireEvent.click(await screen.findByRole('button', { name: 'Import again' }))
  expect(await screen.findByText('Importing your shop')).toBeTruthy()
  expect(server.startImport).toHaveBeenCalledOnce()
})

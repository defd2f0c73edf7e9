import './jsdom-gaps.ts'
import { ORPCError } from '@orpc/client'
import { cleanup, configure, render } from '@testing-library/react'
import { createMemoryRouter, RouterProvider, useLocation } from 'react-router'
import { afterEach, vi } from 'vitest'
import type { BackorderListOutput, BackorderRow } from '../../web/backorders/contract/backorders.ts'
import type { BackorderDetail } from '../../web/backorders/contract/ledger.ts'
import type { CurrentImport } from '../../web/checks/contract/imports.ts'
import type { FoundRebuild } from '../../web/checks/contract/rebuild.ts'
import { type Api, routes } from '../../web/frontend/src/api/api.ts'
import { App } from '../../web/frontend/src/app/app.tsx'
import type { ParkedListOutput } from '../../web/mirror/contract/deliveries.ts'
import type { ShopSummary } from '../../web/shop/contract/shop.ts'
// What the app loads later is there already, so that no test waits for it.
import '../../web/frontend/src/app/ordering-pages.tsx'

// Patient where the machine is busy: what does not come fails all the same.
configure({ asyncUtilTimeout: 10_000 })

export function aRow(said: Partial<BackorderRow> = {}): BackorderRow {
  return {
    backorderId: '7',
    shop: 'mugs.myshopify.com',
    orderId: 'gid://shopify/Order/1',
    orderName: '#1004',
    lineId: 'gid://shopify/LineItem/2',
    itemId: 'gid://shopify/InventoryItem/3',
    variantId: null,
    sku: 'MUG-RED',
    title: 'Red mug',
    imageUrl: null,
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    units: 5,
    shipped: 0,
    covered: 2,
    backordered: 3,
    pegged: 0,
    uncovered: 3,
    inDrafts: 0,
    readyOn: null,
    nextArrivalOn: null,
    firstPromise: null,
    firstEstimate: null,
    state: 'open',
    shown: ['to-order', 'no-date'],
    obstacles: [],
    orderedAt: '2026-11-20T10:00:00.000Z',
    openedAt: '2026-11-20T10:00:00.000Z',
    ...said,
  }
}

export function aPage(rows: BackorderRow[], said: Partial<BackorderListOutput> = {}): BackorderListOutput {
  return { rows, total: rows.length, totalIsExact: true, next: null, previous: null, ...said }
}

export function aShop(counts: Partial<ShopSummary['counts']> = {}): ShopSummary {
  const all = { open: 0, ready: 0, closed: 0, cancelled: 0, ...counts }
  return { shop: 'mugs.myshopify.com', name: 'mugs', counts: all, lastPlannedAt: null, parked: 0, due: 0 }
}

export const unavailable = () => new ORPCError('SERVICE_UNAVAILABLE', { status: 503 })

/** Every procedure of the contract, none of which answers before a test sets it. */
function silentServer(): Api {
  const silence = () => new Promise<never>(() => undefined)
  const areas = Object.entries(routes).map(([area, procedures]) => [
    area,
    Object.fromEntries(Object.keys(procedures).map((name) => [name, silence])),
  ])
  // The contract says which procedures there are.
  return Object.fromEntries(areas) as Api
}

/** The server, faked at the contract. What a test does not set answers nothing, as a server that is slow. */
export function aServer() {
  const silence = () => new Promise<never>(() => undefined)
  const list = vi.fn<(input: object) => Promise<BackorderListOutput>>(silence)
  const find = vi.fn<(input: { backorderId: string }) => Promise<BackorderDetail>>(silence)
  const shop = vi.fn<() => Promise<ShopSummary>>(async () => aShop({ open: 1 }))
  const importing = vi.fn<() => Promise<CurrentImport>>(async () => ({ current: null }))
  const startImport = vi.fn<() => Promise<CurrentImport>>(silence)
  const parked = vi.fn<(input: object) => Promise<ParkedListOutput>>(silence)
  const retry = vi.fn<(choice: object) => Promise<{ deliveries: number }>>(silence)
  const discard = vi.fn<(choice: object) => Promise<{ deliveries: number }>>(silence)
  const rebuild = vi.fn<(input: object) => Promise<FoundRebuild>>(silence)
  const preview = vi.fn<() => Promise<{ rebuildId: string }>>(silence)
  const apply = vi.fn<(choice: object) => Promise<{ rebuildId: string }>>(silence)
  const silent = silentServer()
  const api: Api = {
    ...silent,
    backorders: { list: (input) => list(input ?? {}), find: (input) => find(input) },
    deliveries: {
      parked: (input) => parked(input ?? {}),
      retry: (choice) => retry(choice),
      discard: (choice) => discard(choice),
    },
    imports: { current: () => importing(), start: () => startImport() },
    rebuild: {
      find: (input) => rebuild(input ?? {}),
      preview: () => preview(),
      apply: (choice) => apply(choice),
    },
    shop: { ...silent.shop, find: () => shop() },
  }
  return { api, list, find, importing, startImport, parked, retry, discard, rebuild, preview, apply, shop }
}

/** Opens the dashboard at an address; `address` tells where it is now. */
export function open(api: Api, at = '/') {
  let address = at
  function Watch() {
    const { pathname, search } = useLocation()
    address = pathname + search
    return null
  }
  const element = (
    <>
      <Watch />
      <App api={api} />
    </>
  )
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [at] })
  render(<RouterProvider router={router} />)
  return { address: () => address }
}

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

import { describe, expect, test } from 'vitest'
import { importFaults } from '../../scripts/guards/import-faults.ts'
import { importTable } from '../../scripts/guards/import-table.ts'
import { sample, sources } from './sources.ts'

test('every file imports only what the table allows its folder', () => {
  expect(importFaults(sources)).toEqual([])
})

test('the table reads a real tree: every folder of it that is built has files', () => {
  const built = importTable.filter(({ folder }) => [...sources.keys()].some((file) => file.startsWith(folder)))
  expect(built.map(({ folder }) => folder)).toEqual(
    expect.arrayContaining([
      'web/domain',
      'web/contract',
      'web/server/db',
      'web/server/jobs',
      'web/server/http',
      'simulator',
    ]),
  )
})

describe('the guard sees', () => {
  test.each([
    ['a package in the domain', 'web/domain/planning/plan.ts', `import { z } from 'zod'`],
    ['a Node module in the domain', 'web/domain/planning/plan.ts', `import { hash } from 'node:crypto'`],
    ['the server in the domain', 'web/domain/day.ts', `import { pool } from '../server/db/client.ts'`],
    ['a type of the server in the domain', 'web/domain/day.ts', `import type { Pool } from '../server/db/client.ts'`],
    ['a type named in place', 'web/domain/day.ts', `export type Pool = import('../server/db/client.ts').Pool`],
    [
      'a value of the domain in the contract',
      'web/contract/backorders.ts',
      `import { plan } from '../domain/planning/plan.ts'`,
    ],
    ['jobs in http', 'web/server/http/app.ts', `import { drainShop } from '../jobs/drain-shop.ts'`],
    ['an import that is awaited', 'web/server/http/app.ts', `export const job = await import('../jobs/drain-shop.ts')`],
    ['an import under a computed name', 'web/server/http/app.ts', 'export const job = (name: string) => import(name)'],
    ['a re-export', 'web/server/db/orders.ts', `export { drainShop } from '../jobs/drain-shop.ts'`],
    ['shopify in db', 'web/server/db/orders.ts', `import { createShopify } from '../shopify/api.ts'`],
    ['db in webhooks', 'web/server/webhooks/topics.ts', `import { withShop } from '../db/with-shop.ts'`],
    ['http in jobs', 'web/server/jobs/drain-shop.ts', `import { app } from '../http/app.ts'`],
    ['another feature', 'web/frontend/src/features/backorders/list.tsx', `import { Shelf } from '../stock/shelf.tsx'`],
    [
      'Polaris in a feature',
      'web/frontend/src/features/backorders/list.tsx',
      `import { Page } from '@shopify/polaris'`,
    ],
    [
      'the app in the simulator',
      'simulator/store/state.ts',
      `import { plan } from '../../web/domain/planning/plan.ts'`,
    ],
    ['a folder that the table does not know', 'web/other/thing.ts', 'export const thing = 1'],
  ])('%s', (_, file, text) => {
    expect(importFaults(sample(file, text))).toHaveLength(1)
  })

  test('nothing wrong in a feature that imports itself, ui and the contract', () => {
    const text = `import { Row } from './row.tsx'\nimport { Page } from '../../ui/page.tsx'\nimport type { Backorder } from '../../../../contract/backorders.ts'`
    expect(importFaults(sample('web/frontend/src/features/backorders/list.tsx', text))).toEqual([])
  })
})

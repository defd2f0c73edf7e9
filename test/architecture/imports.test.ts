import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importFaults } from '../../scripts/guards/import-faults.ts'
import { importTable } from '../../scripts/guards/imports/import-table.ts'
import { importsBack, rooms } from '../../scripts/guards/imports/rooms.ts'
import { parseModule } from '../../scripts/guards/parse-module.ts'
import { sample, sources } from './sources.ts'

test('every file imports only what the table allows its folder', () => {
  expect(importFaults(sources)).toEqual([])
})

test('the tables read a real tree: every room and every folder that they name has files', () => {
  const folders = [...rooms.map((room) => `web/${room}`), ...importTable.map(({ folder }) => folder)]
  const isThere = (folder: string) =>
    [...sources.keys()].some((file) => file === folder || file.startsWith(`${folder}/`))
  expect(folders.filter((folder) => !isThere(folder))).toEqual([])
})

test('what is said to run back does', () => {
  const isThere = (file: string, target: string) =>
    parseModule(file, sources.get(file) ?? '').imports.some(
      ({ specifier }) => posix.join(posix.dirname(file), specifier) === target,
    )
  const listed = Object.entries(importsBack).flatMap(([target, files]) => files.map((file) => ({ file, target })))
  expect(listed.filter(({ file, target }) => !isThere(file, target))).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['a package in rules', 'web/planning/rules/plan.ts', `import { z } from 'zod'`],
    ['a Node module in rules', 'web/planning/rules/plan.ts', `import { hash } from 'node:crypto'`],
    ['the database in values', 'web/platform/values/day.ts', `import { pool } from '../db/client.ts'`],
    ['a type of the database in values', 'web/platform/values/day.ts', `import type { Pool } from '../db/client.ts'`],
    ['a type named in place', 'web/platform/values/day.ts', `export type Pool = import('../db/client.ts').Pool`],
    ['a room above', 'web/planning/store/pegs.ts', `import { listReceipts } from '../../receiving/store/receipts.ts'`],
    [
      'a type of a room above',
      'web/planning/store/pegs.ts',
      `import type { R } from '../../receiving/store/receipts.ts'`,
    ],
    [
      'a value of rules in the contract',
      'web/backorders/contract/backorders.ts',
      `import { plan } from '../../planning/rules/plan.ts'`,
    ],
    ['jobs in http', 'web/shop/http/connect-shop.ts', `import { takeLeave } from '../jobs/take-leave.ts'`],
    ['an import that is awaited', 'web/shop/api/shop.ts', `export const job = await import('../jobs/take-leave.ts')`],
    ['an import under a computed name', 'web/app/http/app.ts', 'export const job = (name: string) => import(name)'],
    ['a re-export', 'web/shop/store/orders.ts', `export { takeLeave } from '../jobs/take-leave.ts'`],
    ['Shopify in a store', 'web/shop/store/orders.ts', `import { createShopify } from '../../platform/shopify/api.ts'`],
    ['Shopify in work', 'web/receiving/wishes.ts', `import { createShopify } from '../platform/shopify/api.ts'`],
    [
      'a store in webhooks',
      'web/mirror/webhooks/topics.ts',
      `import { withShop } from '../../platform/db/with-shop.ts'`,
    ],
    ['http in jobs', 'web/lane/drain-shop.ts', `import { gate } from '../platform/http/gate.ts'`],
    ['a library in a second place', 'web/receiving/pick-list.ts', `import PDFDocument from 'pdfkit'`],
    [
      'a part of another room',
      'web/frontend/src/backorders/list.tsx',
      `import { Shelf } from '../suppliers/shelf.tsx'`,
    ],
    ['Polaris in a room', 'web/frontend/src/backorders/list.tsx', `import { Page } from '@shopify/polaris'`],
    [
      'the server in the dashboard',
      'web/frontend/src/backorders/list.tsx',
      `import { listBackorders } from '../../../backorders/store/backorder-list.ts'`,
    ],
    ['the app in the simulator', 'simulator/store/state.ts', `import { plan } from '../../web/planning/rules/plan.ts'`],
    ['a folder that no table knows', 'web/other/thing.ts', 'export const thing = 1'],
  ])('%s', (_, file, text) => {
    expect(importFaults(sample(file, text))).toHaveLength(1)
  })

  test('nothing wrong in a room that imports itself, words of others, ui and the contract', () => {
    const text = `import { Row } from './row.tsx'\nimport { Page } from '../ui/page.tsx'
      import { supplierWords } from '../suppliers/supplier-words.ts'
      import type { Backorder } from '../../../backorders/contract/backorders.ts'`
    expect(importFaults(sample('web/frontend/src/backorders/list.tsx', text))).toEqual([])
  })
})

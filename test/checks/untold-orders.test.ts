import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReconcile } from '../../web/checks/store/reconciles.ts'
import type { Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyRefused } from '../../web/platform/errors.ts'
import type { AdminClient } from '../../web/platform/shopify/admin-client.ts'
import { gid } from '../../web/platform/values/ids.ts'
import { aFloor, type Lane } from '../support/lane/a-lane.ts'
import { aShopToImport } from './import/a-shop-to-import.ts'
import { aShopToCompare } from './reconcile/a-shop-to-compare.ts'

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

function refusal(path: readonly (string | number)[]): ShopifyRefused {
  const errors = [{ message: 'Internal error', path }]
  return new ShopifyRefused('Internal error', { code: 'INTERNAL_SERVER_ERROR', details: { errors } })
}

/** The only order that changed is one of which Shopify tells nothing but an error. */
function tellsOnlyAnErrorOf(id: string, admin: AdminClient): void {
  const { run } = admin
  const isOfChanges = (variables: object) => 'query' in variables && String(variables.query).startsWith('updated_at')
  admin.run = async (shop, operation, variables) => {
    if (operation === 'search-orders' && isOfChanges(variables)) throw refusal(['orders', 'nodes', 0])
    if (operation === 'list-orders' && isOfChanges(variables)) {
      return { orders: { nodes: [{ id: gid('Order', id) }], pageInfo: { hasNextPage: false, endCursor: null } } }
    }
    if (operation === 'read-orders' && 'ids' in variables && String(variables.ids) === gid('Order', id)) {
      throw refusal(['nodes', 0])
    }
    return await run(shop, operation, variables)
  }
}

const setAside = async ({ query }: Pick<Lane, 'query'>) =>
  await query<{ id: string }>(`select webhook_id as id from delivery where shop_id = $1 and state = 'parked'`)

test('an order that changed during an import, and of which alone Shopify tells an error, is set aside', async () => {
  const shop = await aShopToImport(floor.db)
  tellsOnlyAnErrorOf('77', shop.services.admin)
  await shop.drains()
  expect(await setAside(shop)).toEqual([{ id: 'read/order/77' }])
})

test('an order that changed since the last reconcile, and of which alone Shopify tells an error, is set aside', async () => {
  const lane = await aShopToCompare(floor.db)
  tellsOnlyAnErrorOf('77', lane.services.admin)
  await withShopSql(floor.db, lane.shop, (tx) => startReconcile(tx, 'asked'))
  await lane.drains()
  expect(await setAside(lane)).toEqual([{ id: 'read/order/77' }])
})

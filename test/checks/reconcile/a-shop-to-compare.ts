import { expect } from 'vitest'
import {
  type ListedDifference,
  listReconcileDifferences,
  loadReconcile,
  startReconcile,
} from '../../../web/checks/store/reconciles.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aLane, type Lane } from '../../support/lane/a-lane.ts'
import { item, order, product } from '../../support/lane/payloads.ts'

export const at = '2026-03-02T09:00:00Z'
export const later = '2026-03-02T09:05:00Z'

/** Two locations and two orders for one item, in part without stock behind them; all of it is known. */
export async function aShopToCompare(db: Parameters<typeof aLane>[0]): Promise<Lane> {
  const lane = aLane(db)
  lane.truth.locations.set('2', 'Leeds')
  lane.truth.variants.set('10', '100')
  lane.truth.setStock('100', -2, 4, '1')
  lane.truth.setStock('100', 3, 1, '2')
  lane.truth.setOrder({
    id: '1001',
    createdAt: at,
    updatedAt: at,
    lines: [{ id: '1', variant: '10', units: 1, open: 1, location: '1' }],
  })
  lane.truth.setOrder({
    id: '1002',
    createdAt: later,
    updatedAt: later,
    lines: [
      { id: '2', variant: '10', units: 3, open: 3, location: '1' },
      { id: '3', variant: '10', units: 1, open: 1, location: '2' },
    ],
  })
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('orders/create', order({ id: '1001', at, lines: [{ id: '1', units: 1 }] }))
  const lines = [
    { id: '2', units: 3 },
    { id: '3', units: 1 },
  ]
  await lane.hears('orders/create', order({ id: '1002', at: later, lines }))
  await lane.drains()
  await reconcile(lane)
  return lane
}

/** Compares, repairs and plans; answers what differed. */
export async function reconcile({ services: { db }, shop, drains }: Lane): Promise<readonly ListedDifference[]> {
  await withShopSql(db, shop, (tx) => startReconcile(tx, 'asked'))
  await drains()
  return await withShopSql(db, shop, async (tx) => {
    const last = await loadReconcile(tx)
    expect(last?.finishedAt).not.toBeNull()
    return (await listReconcileDifferences(tx, last?.reconcileId ?? '0', null, 50)).rows
  })
}

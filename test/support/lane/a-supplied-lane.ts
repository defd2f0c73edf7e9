import type { Cause } from '../../../web/mirror/rules/shop-facts.ts'
import { repegItems } from '../../../web/planning/repeg-items.ts'
import { lockPlans } from '../../../web/planning/store/plan-lock.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { loadShopDay } from '../../../web/platform/db/shop-day.ts'
import { type ShopSql, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { type ArrivalWish, aSupplierOrder } from '../some-arrivals.ts'
import { aLane } from './a-lane.ts'
import { item, order, product } from './payloads.ts'

export type Promised = {
  line: string
  covered: number
  pegged: number
  uncovered: number
  ready: string | null
  next: string | null
}

type Sold = { readonly line: string; readonly units: number; readonly open?: number; readonly item?: string }

/** The lane of a shop that sells item 100 (variant 10) and item 200 (variant 20), and that buys from a supplier. */
export async function aSuppliedLane(db: Database) {
  const lane = aLane(db)
  const { shop, truth, query } = lane
  for (const [variant, itemId] of [
    ['10', '100'],
    ['20', '200'],
  ] as const) {
    truth.variants.set(variant, itemId)
    await lane.hears('products/create', product(itemId, [{ variant, item: itemId }]))
    await lane.hears('inventory_items/create', item(itemId, true))
  }
  let minute = 0
  const nextMinute = () => {
    minute += 1
    return `2026-03-02T09:${String(minute).padStart(2, '0')}:00+00:00`
  }

  return {
    ...lane,
    /** An order comes in, or its news; the later one is later in the queue. */
    async sells(id: string, lines: readonly Sold[], news: { cancelled?: string } = {}): Promise<void> {
      const known = truth.orders.get(id)
      const at = known?.createdAt ?? nextMinute()
      const updated = nextMinute()
      const told = lines.map(({ line, units, open = units, item: of = '100' }) => {
        return { id: line, variant: of === '100' ? '10' : '20', units, open }
      })
      truth.setOrder({ id, createdAt: at, updatedAt: updated, lines: told })
      await lane.hears(known ? 'orders/updated' : 'orders/create', order({ id, at, updated, lines: told, ...news }))
    },
    async orders(wishes: readonly ArrivalWish[], state: 'draft' | 'ordered' = 'ordered') {
      const placed = await aSupplierOrder(db, shop, wishes, state)
      await this.repegs(
        async () => [],
        wishes.map((wish) => wish.item),
      )
      return placed
    },
    /** A merchant's change, and what it means for the items, in one transaction. */
    async repegs(change: (tx: ShopSql) => Promise<unknown[]>, items: readonly string[] = ['100']): Promise<void> {
      const cause: Cause = {
        kind: 'supplier-order',
        topic: 'supplier-orders/edited',
        triggeredAt: '2026-03-02T10:00:00Z',
        what: 'edited',
      }
      await withShopSql(db, shop, async (tx) => {
        await lockPlans(tx)
        await change(tx)
        await repegItems(tx, items, cause, await loadShopDay(tx))
      })
    },
    today: () => withShopSql(db, shop, loadShopDay),
    /** Who of the open and ready lines is promised what, in the order in which they were first short. */
    promises: () =>
      query<Promised>(
        `select line_id as line, covered, pegged, uncovered, ready_on::text as ready, next_arrival_on::text as next
           from backorder where shop_id = $1 and state in ('open', 'ready') order by line_id::bigint, location_id`,
      ),
    pegs: () =>
      query<{ line: string; arrival: string; units: number }>(
        `select line_id as line, arrival_id::text as arrival, units from peg where shop_id = $1
          order by line_id::bigint, arrival_id`,
      ),
  }
}

export type SuppliedLane = Awaited<ReturnType<typeof aSuppliedLane>>

import { randomUUID } from 'node:crypto'
import { drainShop } from '../../../web/lane/drain-shop.ts'
import { askForFirstImport } from '../../../web/mirror/store/marks/ask-for-import.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import type { Services } from '../../../web/platform/services.ts'
import { aLane } from '../../support/lane/a-lane.ts'
import type { AdminCall } from '../../support/lane/truth.ts'
import { BulkShop, orderRows, stockRows, variantRow } from './a-bulk-shop.ts'

/** A mug of which three are owed to an order of ours and two to an order that we may not read; three are there. */
export async function aShopToImport(db: Database) {
  const lane = aLane(db, `import-${randomUUID()}.myshopify.com`)
  const bulk = new BulkShop()
  bulk.rows['Catalogue'] = [variantRow('10'), variantRow('20')]
  bulk.rows['Stock'] = [...stockRows('10', -2, 5), ...stockRows('20', 5, 0)]
  bulk.rows['Orders'] = orderRows('1', '10', 3)
  lane.truth.setStock('10', -2, 5)
  const services = {
    ...lane.services,
    shopify: { transport: bulk.transport } as Services['shopify'],
    admin: {
      ...lane.services.admin,
      run: async (_shop: string, operation: AdminCall['operation'], variables: object) =>
        bulk.answer({ operation, variables }) ?? lane.truth.answer({ operation, variables }),
    },
  } as Services
  await withShopSql(db, lane.shop, async (tx) => {
    await tx.query('insert into shop (shop_id) values ($1)')
    await askForFirstImport(tx)
  })
  return {
    ...lane,
    services,
    bulk,
    drainsOnce: () => drainShop(services, lane.shop),
    /** A turn, which is over as soon as something was done. */
    hasATurn: () => drainShop(services, lane.shop, { isOver: () => true }),
    /** The lane runs until it has nothing to do, however long it would wait. */
    async drains() {
      for (;;) {
        await drainShop(services, lane.shop)
        const left = await lane.query(
          'update import set due_at = now() where shop_id = $1 and finished_at is null returning 1',
        )
        if (left.length === 0) return
        await lane.query('update import_part set due_at = now() where shop_id = $1')
      }
    },
    openOf: async (line: string) =>
      (await lane.query<{ open: number }>('select open from order_line where shop_id = $1 and line_id = $2', [line]))[0]
        ?.open,
    availableOf: async (item: string) =>
      (
        await lane.query<{ available: number }>(
          'select available from stock_point where shop_id = $1 and item_id = $2',
          [item],
        )
      )[0]?.available,
  }
}

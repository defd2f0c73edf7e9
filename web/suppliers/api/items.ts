import { implement, ORPCError } from '@orpc/server'
import { contractOwed } from '../../backorders/api/contract-rows.ts'
import { loadOwedPlaces } from '../../planning/store/owed.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { searchedWords } from '../../platform/db/search-sql.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { gid } from '../../platform/values/ids.ts'
import type { ItemDetail } from '../contract/catalogue.ts'
import { itemRoutes } from '../contract/catalogue-routes.ts'
import { loadSources } from '../store/catalogue-entries.ts'
import { loadItem, setItemRule } from '../store/item-rules.ts'
import { listItems, suggestByVendor } from '../store/supplied-items.ts'

const api = implement(itemRoutes).$context<ApiContext>()

/** What is counted, and where it comes from. */
export const items = api.router({
  list: api.list.handler(async ({ input, context: { db, shop } }) => {
    const { query, vendor = null, supplied, needed, cursor = null, limit } = input
    const filter = { words: searchedWords(query), vendor: vendor || null, supplied, neededOnly: needed === 'yes' }
    const page = await withShopSql(db, shop, (tx) => listItems(tx, filter, cursor, limit))
    return {
      rows: page.rows.map(({ sequence: _, ...row }) => ({ ...row, itemId: gid('InventoryItem', row.itemId) })),
      total: page.total,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  }),
  vendors: api.vendors.handler(async ({ context: { db, shop } }) => ({
    rows: await withShopSql(db, shop, suggestByVendor),
  })),
  find: api.find.handler(({ input: { itemId }, context: { db, shop } }) =>
    withShopSql(db, shop, (tx) => itemDetail(tx, itemId)),
  ),
  setRule: api.setRule.handler(({ input: { itemId, ...rule }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await itemDetail(tx, itemId)
      await setItemRule(tx, itemId, rule)
      return await itemDetail(tx, itemId)
    }),
  ),
})

async function itemDetail(tx: ShopSql, itemId: string): Promise<ItemDetail> {
  const found = await loadItem(tx, itemId)
  if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such item.' })
  const owed = (await loadOwedPlaces(tx, itemId)).map(contractOwed)
  return { ...found, itemId: gid('InventoryItem', itemId), owed, sources: await loadSources(tx, itemId) }
}

import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { searchedWords } from '../../platform/db/search-sql.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { gid } from '../../platform/values/ids.ts'
import type { CatalogueRow } from '../contract/catalogue.ts'
import { catalogueRoutes } from '../contract/catalogue-routes.ts'
import { type ListedEntry, listEntries, loadEntry, putEntry, removeEntries } from '../store/catalogue-entries.ts'
import { loadItem } from '../store/item-rules.ts'
import { assignItems } from '../store/supplied-items.ts'
import { loadSupplier } from '../store/suppliers.ts'

const api = implement(catalogueRoutes).$context<ApiContext>()

/** What a supplier sells. */
export const supplierCatalogue = api.router({
  list: api.list.handler(({ input: { supplierId, query, cursor, limit }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await supplierOf(tx, supplierId)
      const page = await listEntries(tx, supplierId, searchedWords(query), cursor ?? null, limit)
      return {
        rows: page.rows.map(({ sequence: _, ...entry }) => contractEntry(entry)),
        total: page.total,
        next: page.next && formatSequence(page.next),
        previous: page.previous && formatSequence(page.previous),
      }
    }),
  ),
  put: api.put.handler(({ input: { supplierId, itemId, ...fields }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await supplierOf(tx, supplierId)
      if ((await loadItem(tx, itemId)) === null) throw noSuchItem()
      await putEntry(tx, { supplierId, itemId }, fields)
      const entry = await loadEntry(tx, supplierId, itemId)
      if (entry === null) throw noSuchItem()
      return contractEntry(entry)
    }),
  ),
  assign: api.assign.handler(({ input: { supplierId, to }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const supplier = await supplierOf(tx, supplierId)
      if (supplier.archivedAt !== null) {
        throw new ORPCError('UNPROCESSABLE_CONTENT', { message: `${supplier.name} is archived: bring it back first.` })
      }
      return { entries: await assignItems(tx, supplierId, to) }
    }),
  ),
  remove: api.remove.handler(({ input: { supplierId, itemIds }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await supplierOf(tx, supplierId)
      return { entries: await removeEntries(tx, supplierId, itemIds) }
    }),
  ),
})

async function supplierOf(tx: ShopSql, supplierId: string) {
  const found = await loadSupplier(tx, supplierId)
  if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such supplier.' })
  return found
}

function noSuchItem() {
  return new ORPCError('NOT_FOUND', { message: 'There is no such item.' })
}

function contractEntry(entry: ListedEntry): CatalogueRow {
  return { ...entry, itemId: gid('InventoryItem', entry.itemId) }
}

import { implement, ORPCError } from '@orpc/server'
import { promiseLevel } from '../../planning/rules/days/promise-level.ts'
import { provenLeadTime } from '../../planning/rules/days/proven-lead-time.ts'
import { loadEvidence } from '../../planning/store/days/evidence.ts'
import { loadSupplierHistory } from '../../planning/store/days/supplier-history.ts'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { isNameTaken, nameTaken } from '../../platform/api/name-taken.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { searchedWords } from '../../platform/db/search-sql.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { supplierRoutes } from '../contract/supplier-routes.ts'
import type { SupplierDetail, SupplierFields } from '../contract/suppliers.ts'
import { type Addresses, addressesAfter, addressesFault, allAddresses, noAddresses } from '../rules/addresses.ts'
import { nameFault } from '../rules/plain-name.ts'
import { loadAddressChanges } from '../store/address-changes.ts'
import { deleteSupplier } from '../store/delete-supplier.ts'
import { loadRefusedMail } from '../store/refused-mail.ts'
import {
  insertSupplier,
  listSuppliers,
  loadSupplier,
  setArchived,
  updateSupplier,
  type SupplierFields as WholeFields,
} from '../store/suppliers.ts'

const api = implement(supplierRoutes).$context<ApiContext>()

export const suppliers = api.router({
  list: api.list.handler(async ({ input: { query, archived, cursor, limit }, context: { db, shop } }) => {
    const filter = { words: searchedWords(query), archived: archived === 'yes' }
    const page = await withShopSql(db, shop, (tx) => listSuppliers(tx, filter, cursor ?? null, limit))
    return {
      rows: page.rows.map(({ sequence: _, ...row }) => row),
      total: page.total,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  }),
  find: api.find.handler(({ input: { supplierId }, context: { db, shop } }) =>
    withShopSql(db, shop, (tx) => supplierDetail(tx, supplierId)),
  ),
  create: api.create.handler(({ input, context: { db, shop, user } }) =>
    withShopSql(db, shop, async (tx) => {
      const supplierId = await insertSupplier(tx, wholeFields(input, noAddresses), { user, way: 'hand' })
      if (supplierId === null) throw nameTaken(input.name)
      return await supplierDetail(tx, supplierId)
    }),
  ),
  edit: api.edit.handler(async ({ input, context: { db, shop, user } }) => {
    const { supplierId, version, ...fields } = input
    try {
      return await withShopSql(db, shop, async (tx) => {
        const by = { user, way: 'hand' } as const
        const whole = wholeFields(fields, (await loadSupplier(tx, supplierId)) ?? noAddresses)
        return changed(tx, supplierId, await updateSupplier(tx, { supplierId, version }, whole, by))
      })
    } catch (error) {
      throw isNameTaken(error) ? nameTaken(fields.name) : error
    }
  }),
  archive: api.archive.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => changed(tx, input.supplierId, await setArchived(tx, input, true))),
  ),
  delete: api.delete.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const { name } = await supplierDetail(tx, input.supplierId)
      const outcome = await deleteSupplier(tx, input)
      if (outcome === 'deleted') return { supplierId: input.supplierId }
      throw whyKept[outcome](name)
    }),
  ),
  restore: api.restore.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => changed(tx, input.supplierId, await setArchived(tx, input, false))),
  ),
})

function wholeFields(said: SupplierFields, before: Addresses): WholeFields {
  const { name, contact } = said
  const faults = Object.entries({ name, contact }).flatMap(([field, text]) => {
    const fault = text === null ? null : nameFault(text)
    return fault === null ? [] : `The ${field} ${fault}.`
  })
  const addresses = addressesAfter(before, said)
  const fault = addressesFault(addresses)
  if (fault !== null) faults.push(`The supplier ${fault}.`)
  if (faults.length > 0) throw new ORPCError('UNPROCESSABLE_CONTENT', { message: faults.join(' ') })
  return { ...said, ...addresses }
}

/** The supplier as it is now, where the change was made; else it is gone, or somebody else was faster. */
async function changed(tx: ShopSql, supplierId: string, isChanged: boolean): Promise<SupplierDetail> {
  const detail = await supplierDetail(tx, supplierId)
  if (isChanged) return detail
  throw changedMeanwhile(detail.name)
}

function changedMeanwhile(name: string) {
  return new ORPCError('CONFLICT', {
    message: `Somebody else changed ${name} meanwhile. Nothing of yours was saved.`,
  })
}

function ordersAreOpen(name: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', {
    message: `Supplier orders of ${name} are still drafts or under way. Close or cancel them first.`,
  })
}

function notArchived(name: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', {
    message: `${name} is not archived. Archive it first: that can be undone, and deleting cannot.`,
  })
}

const whyKept = { 'changed-meanwhile': changedMeanwhile, 'open-orders': ordersAreOpen, 'not-archived': notArchived }

async function supplierDetail(tx: ShopSql, supplierId: string): Promise<SupplierDetail> {
  const found = await loadSupplier(tx, supplierId)
  if (found === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such supplier.' })
  const history = await loadSupplierHistory(tx, supplierId)
  const evidenceOf = await loadEvidence(tx, [supplierId])
  const proven = provenLeadTime(evidenceOf(supplierId), await loadShopDay(tx), promiseLevel)
  const nextOrder = proven === null ? null : { soonestDays: proven.soonest, latestDays: proven.latest }
  const addressChanges = await loadAddressChanges(tx, supplierId)
  const [refusedMail] = await loadRefusedMail(tx, allAddresses(found))
  return { ...found, performance: { ...history, nextOrder }, addressChanges, ...(refusedMail && { refusedMail }) }
}

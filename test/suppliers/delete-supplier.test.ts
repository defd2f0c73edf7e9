import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SupplierDetail, SupplierListOutput } from '../../web/suppliers/contract/suppliers.ts'
import { everythingOf } from '../app/isolation/filled-tables.ts'
import { aPurchase, type Purchase, type Refused } from '../supplier-orders/a-purchase.ts'
import { shop as mugs } from '../support/an-api.ts'

let shop: Purchase
beforeEach(async () => {
  shop = await aPurchase()
})
afterEach(() => shop.close())

const one = (rest = '') => `/api/suppliers/${shop.supplierId}${rest}`
const find = async () => (await shop.get<SupplierDetail>(one())).body
const erase = async (version?: number) =>
  shop.post<Refused>(one('/delete'), { version: version ?? (await find()).version })
const archive = async () => shop.post(one('/archive'), { version: (await find()).version })
const kept = async () =>
  Object.values(await everythingOf(shop.databaseUrl, mugs))
    .flat()
    .join('\n')

/** Sent to its supplier, and then cancelled. */
async function anOldOrder(): Promise<string> {
  const { supplierOrderId } = await shop.ordered({ '901': 2 })
  await shop.post(shop.path(supplierOrderId, '/send'), { key: randomUUID(), to: 'orders@toepferei.example' })
  await shop.change(supplierOrderId, 'cancel')
  return supplierOrderId
}

it('a supplier that is deleted is nowhere any more, and what was ordered from it stays', async () => {
  const supplierOrderId = await anOldOrder()
  expect(await kept()).toMatch(/Töpferei/)
  await archive()
  expect((await erase()).status).toBe(200)
  expect(await kept()).not.toMatch(/töpferei|toepferei/i)
  const order = await shop.find(supplierOrderId)
  expect(order).toMatchObject({
    state: 'cancelled',
    supplier: { name: `Deleted supplier ${shop.supplierId}`, email: null },
  })
  expect((await shop.linesOf(supplierOrderId)).map(({ units }) => units)).toEqual([2])

  expect((await shop.get(one())).status).toBe(404)
  for (const archived of ['yes', 'no']) {
    expect((await shop.get<SupplierListOutput>(`/api/suppliers?archived=${archived}`)).body.rows).toEqual([])
  }
  expect((await shop.post(one('/restore'), { version: 2 })).status).toBe(404)
  expect((await erase(2)).status).toBe(404)
})

it('not while an order of it is a draft or under way, nor before it is archived, nor by who looked at it before somebody changed it', async () => {
  const { version } = await find()
  const draft = await shop.draft({ '901': 1 })
  expect(await erase()).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('still drafts or under way') },
  })
  await shop.change(draft.supplierOrderId, 'cancel')
  expect(await erase()).toMatchObject({ status: 422, body: { message: expect.stringContaining('is not archived') } })
  await archive()
  expect((await erase(version)).status).toBe(409)
  expect((await find()).name).toBe('Töpferei Hamburg')
  expect((await erase()).status).toBe(200)
})

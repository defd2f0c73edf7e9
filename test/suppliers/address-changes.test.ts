import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SupplierDetail, SupplierFields } from '../../web/suppliers/contract/suppliers.ts'
import { otherShop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { sessionToken } from '../support/shopify/session-tokens.ts'
import { aCsvShop } from './csv/a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.empty()
  await asOwner(shop.databaseUrl, 'truncate supplier_address_change')
})

const hartley: SupplierFields = {
  name: 'Hartley & Sons',
  contact: null,
  email: 'orders@hartley.example',
  language: 'en',
  currency: 'GBP',
  leadTimeDays: null,
  minimumValue: null,
  orderDays: [],
  notes: '',
}

const create = async (said: Partial<SupplierFields> = {}) =>
  (await shop.post<SupplierDetail>('/api/suppliers', { ...hartley, ...said })).body
const edit = (id: string, version: number, said: Partial<SupplierFields>) =>
  shop.post<SupplierDetail>(`/api/suppliers/${id}/edit`, { ...hartley, ...said, version })
const find = async (id: string, as?: string) => await shop.get<SupplierDetail>(`/api/suppliers/${id}`, as)
const changes = async (id: string) =>
  (await find(id)).body.addressChanges.map(({ from, to, user, way }) => [from, to, user, way])

describe('where the orders of a supplier go', () => {
  test('is told with who said so and when, each time that it changed, the newest first', async () => {
    const { supplierId } = await create()
    expect((await edit(supplierId, 1, { email: 'someone@elsewhere.example' })).status).toBe(200)
    expect((await edit(supplierId, 2, { email: null })).status).toBe(200)
    expect(await changes(supplierId)).toEqual([
      ['someone@elsewhere.example', null, '1', 'hand'],
      ['orders@hartley.example', 'someone@elsewhere.example', '1', 'hand'],
      [null, 'orders@hartley.example', '1', 'hand'],
    ])
    const [last] = (await find(supplierId)).body.addressChanges
    expect(Math.abs(Date.now() - Date.parse(last?.at ?? ''))).toBeLessThan(3_600_000)
    expect((await find(supplierId, otherShop)).status).toBe(404)
  })

  test('says nothing of other edits, nor of those that were refused', async () => {
    const { supplierId } = await create({ email: null })
    await edit(supplierId, 1, { email: null, notes: 'Closed in August' })
    expect((await edit(supplierId, 1, { email: 'late@elsewhere.example' })).status).toBe(409)
    expect((await edit(supplierId, 2, { email: 'no address' })).status).toBe(400)
    expect(await changes(supplierId)).toEqual([])
  })

  test('is told where a file changed it, of suppliers that it names and of new ones', async () => {
    const { supplierId } = await create()
    const same = await create({ name: 'Nordlys', email: 'post@nordlys.example' })
    const { uploadId } = await shop.preview(
      `Supplier,Email,Currency\n${hartley.name},someone@elsewhere.example,GBP\nNordlys,post@nordlys.example,NOK\nCasa Azul,jose@azul.example,EUR\n`,
    )
    expect((await shop.confirm(uploadId)).status).toBe(200)
    expect((await changes(supplierId))[0]).toEqual(['orders@hartley.example', 'someone@elsewhere.example', '1', 'file'])
    expect(await changes(same.supplierId)).toHaveLength(1)
    expect(
      await queryAsOwner(
        shop.databaseUrl,
        `select from_address, to_address, changed_by from supplier_address_change c
           join supplier s using (shop_id, supplier_id) where s.name = 'Casa Azul'`,
      ),
    ).toEqual([{ from_address: null, to_address: 'jose@azul.example', changed_by: '1' }])
  })

  test('is told without who said so where the session names nobody, or nobody that Shopify could', async () => {
    for (const [at, user] of [null, 'Ada <ada@example.com>'].entries()) {
      const authorization = `Bearer ${await sessionToken('mugs.myshopify.com', { user })}`
      const said = { ...hartley, name: `Hartley ${at}` }
      const answer = await fetch(`${shop.url}/api/suppliers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(said),
      })
      expect(((await answer.json()) as SupplierDetail).addressChanges).toMatchObject([{ user: null }])
    }
  })

  test('is forgotten with the supplier', async () => {
    const { supplierId } = await create()
    await shop.post(`/api/suppliers/${supplierId}/archive`, { version: 1 })
    expect((await shop.post(`/api/suppliers/${supplierId}/delete`, { version: 2 })).status).toBe(200)
    expect(await queryAsOwner(shop.databaseUrl, 'select from supplier_address_change')).toEqual([])
  })
})

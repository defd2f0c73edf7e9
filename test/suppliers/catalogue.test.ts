import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  CatalogueList,
  CatalogueRow,
  ItemDetail,
  ItemList,
  VendorSuggestion,
} from '../../web/suppliers/contract/catalogue.ts'
import type { SupplierDetail } from '../../web/suppliers/contract/suppliers.ts'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { anApi, otherShop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aWare, stock } from './some-items.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() =>
  asOwner(api.databaseUrl, 'truncate supplier, catalogue_entry, item, variant, item_rule, backorder, backorder_count'),
)

const item = (id: string) => `gid://shopify/InventoryItem/${id}`
const entry = {
  supplierSku: 'H-1',
  cost: '2.35',
  minimumQuantity: 6,
  packSize: 3,
  leadTimeDays: null,
  rank: 1,
  discontinued: false,
}

async function supplier(name: string, as?: string): Promise<string> {
  const fields = { contact: null, email: null, leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' }
  const said = { ...fields, name, language: 'en', currency: 'EUR' }
  return (await api.post<SupplierDetail>('/api/suppliers', said, as)).body.supplierId
}
async function put<Body = CatalogueRow>(supplierId: string, itemId: string, said: object) {
  const path = `/api/suppliers/${supplierId}/catalogue/${encodeURIComponent(itemId)}`
  return await api.send<Body>('PUT', path, said)
}
const assign = (supplierId: string, to: object) =>
  api.post<{ entries: number }>(`/api/suppliers/${supplierId}/catalogue/assign`, { to })
const catalogue = async (supplierId: string, query = '') =>
  (await api.get<CatalogueList>(`/api/suppliers/${supplierId}/catalogue${query}`)).body
const items = async (query = '') => (await api.get<ItemList>(`/api/items${query}`)).body
const find = async (id: string) => (await api.get<ItemDetail>(`/api/items/${id}`)).body

describe('an entry', () => {
  test('says what a supplier asks for an item of the shop', async () => {
    await stock(api.databaseUrl, [aWare('900', { title: 'Mug', vendor: 'Hartley' })])
    const hartley = await supplier('Hartley')
    const row = {
      itemId: item('900'),
      sku: 'SKU-900',
      title: 'Mug',
      vendor: 'Hartley',
      imageUrl: null,
      supplierId: hartley,
      currency: 'EUR',
      suppliers: 1,
      ...entry,
    }
    expect(await put(hartley, '900', entry)).toMatchObject({ status: 200, body: row })
    expect(await catalogue(hartley)).toEqual({ rows: [row], total: 1, next: null, previous: null })
    expect((await put(hartley, item('900'), { ...entry, cost: null, supplierSku: ' ' })).body).toEqual({
      ...row,
      cost: null,
      supplierSku: null,
    })
  })

  test('needs a supplier and an item of this shop', async () => {
    await stock(api.databaseUrl, [aWare('900')])
    await stock(api.databaseUrl, [aWare('901')], otherShop)
    const [own, other] = [await supplier('Hartley'), await supplier('Hartley', otherShop)]
    expect((await put(own, '901', entry)).status).toBe(404)
    expect((await put(other, '900', entry)).status).toBe(404)
    expect((await put(own, '900', { ...entry, packSize: 0 })).status).toBe(400)
  })

  test('can be found by title, SKU and the supplier’s SKU, page by page, and taken out', async () => {
    await stock(api.databaseUrl, [
      aWare('901', { title: 'Red mug' }),
      aWare('902', { title: 'Blue mug' }),
      aWare('903'),
    ])
    const hartley = await supplier('Hartley')
    await assign(hartley, { itemIds: ['901', '902', '903'] })
    await put(hartley, '903', { ...entry, supplierSku: 'LAMP-7' })
    const ids = ({ rows }: CatalogueList) => rows.map(({ itemId }) => itemId.slice(-3))
    expect(ids(await catalogue(hartley, '?query=mug%20red'))).toEqual(['901'])
    expect(ids(await catalogue(hartley, '?query=lamp'))).toEqual(['903'])
    const first = await catalogue(hartley, '?limit=2')
    expect([ids(first), first.total]).toEqual([['903', '902'], 3])
    expect(ids(await catalogue(hartley, `?limit=2&cursor=${first.next}`))).toEqual(['901'])
    const removed = await api.post(`/api/suppliers/${hartley}/catalogue/remove`, { itemIds: [item('901'), '999'] })
    expect(removed.body).toEqual({ entries: 1 })
    expect((await catalogue(hartley)).total).toBe(2)
  })
})

describe('assigning', () => {
  test('adds what is not in the catalogue yet, behind the suppliers that an item has', async () => {
    await stock(api.databaseUrl, [aWare('900'), aWare('901')])
    const [hartley, nordlys] = [await supplier('Hartley'), await supplier('Nordlys')]
    await put(hartley, '900', entry)
    expect((await assign(nordlys, { itemIds: [item('900'), '901', '404'] })).body).toEqual({ entries: 2 })
    expect((await assign(nordlys, { itemIds: ['900', '901'] })).body).toEqual({ entries: 0 })
    const { sources } = await find('900')
    expect(sources.map(({ supplierName, rank }) => [supplierName, rank])).toEqual([
      ['Hartley', 1],
      ['Nordlys', 2],
    ])
    expect((await find('901')).sources).toEqual([expect.objectContaining({ supplierName: 'Nordlys', rank: 1 })])
  })

  test('a vendor’s items gives those that nobody supplies', async () => {
    const wares = ['900', '901', '902'].map((id) => aWare(id, { vendor: 'Hartley' }))
    await stock(api.databaseUrl, [...wares, aWare('903', { vendor: 'Nordlys' })])
    const [hartley, other] = [await supplier('Hartley'), await supplier('Other')]
    await put(other, '902', entry)
    expect((await assign(hartley, { vendor: 'hartley' })).body).toEqual({ entries: 2 })
    expect((await catalogue(hartley)).rows.map(({ itemId }) => itemId)).toEqual([item('901'), item('900')])
  })

  test('to an archived supplier is refused', async () => {
    await stock(api.databaseUrl, [aWare('900')])
    const hartley = await supplier('Hartley')
    await api.post(`/api/suppliers/${hartley}/archive`, { version: 1 })
    const { status, body } = await assign(hartley, { itemIds: ['900'] })
    expect([status, body]).toEqual([
      422,
      expect.objectContaining({ message: 'Hartley is archived: bring it back first.' }),
    ])
  })
})

describe('the vendor of a product', () => {
  test('is the first guess of who supplies it; what is short comes first', async () => {
    await stock(api.databaseUrl, [
      aWare('900', { vendor: 'Hartley' }),
      aWare('901', { vendor: 'HARTLEY' }),
      aWare('902', { vendor: 'Nordlys' }),
      aWare('903', { vendor: 'Supplied' }),
      aWare('904'),
    ])
    const [hartley, supplied] = [await supplier('hartley'), await supplier('Supplied')]
    await put(supplied, '903', entry)
    await record(api.databaseUrl, [aBackorder({ item: '902', backordered: 4 }), aBackorder({ item: '900', pegged: 3 })])
    const { rows } = (await api.get<{ rows: VendorSuggestion[] }>('/api/items/vendors')).body
    expect(rows).toEqual([
      { vendor: 'Nordlys', items: 1, uncovered: 4, supplierId: null, supplierName: null },
      {
        vendor: expect.stringMatching(/^hartley$/i),
        items: 2,
        uncovered: 0,
        supplierId: hartley,
        supplierName: 'hartley',
      },
    ])
  })
})

describe('the items', () => {
  test('say what needs ordering, and who supplies them', async () => {
    await stock(api.databaseUrl, [aWare('900', { title: 'Mug', vendor: 'Hartley' }), aWare('901')])
    const [hartley, nordlys] = [await supplier('Hartley'), await supplier('Nordlys')]
    await put(hartley, '900', { ...entry, rank: 2 })
    await put(nordlys, '900', entry)
    await record(api.databaseUrl, [
      aBackorder({ item: '901', backordered: 2 }),
      aBackorder({ item: '901', backordered: 5 }),
    ])
    expect((await items()).rows).toEqual([
      expect.objectContaining({ itemId: item('901'), uncovered: 7, suppliers: 0, supplierId: null, supply: 'stocked' }),
      {
        itemId: item('900'),
        sku: 'SKU-900',
        title: 'Mug',
        vendor: 'Hartley',
        imageUrl: null,
        uncovered: 0,
        supply: 'stocked',
        suppliers: 2,
        supplierId: nordlys,
        supplierName: 'Nordlys',
      },
    ])
  })

  test.each([
    ['query=mug', ['900']],
    ['query=sku-90%201', ['901']],
    ['query=d%27ete', ['900']],
    ['vendor=nordlys', ['902']],
    ['supplied=some', ['900']],
    ['supplied=none', ['902', '901']],
    ['needed=yes', ['902']],
    ['supplied=none&needed=yes&query=ware', ['902']],
    ['limit=1', ['902']],
  ])('are chosen by %s', async (query, expected) => {
    const wares = [aWare('900', { title: 'Mug d’été' }), aWare('901'), aWare('902', { vendor: 'Nordlys' })]
    await stock(api.databaseUrl, wares)
    await stock(api.databaseUrl, [aWare('903')], otherShop)
    await put(await supplier('Hartley'), '900', entry)
    await record(api.databaseUrl, [aBackorder({ item: '902' }), aBackorder({ item: '901', state: 'closed' })])
    expect((await items(`?${query}`)).rows.map(({ itemId }) => itemId)).toEqual(expected.map(item))
  })

  test('of an archived supplier have none', async () => {
    await stock(api.databaseUrl, [aWare('900')])
    const hartley = await supplier('Hartley')
    await put(hartley, '900', entry)
    await api.post(`/api/suppliers/${hartley}/archive`, { version: 1 })
    expect((await items('?supplied=none')).total).toBe(1)
    expect((await find('900')).sources).toEqual([])
  })
})

describe('an item’s rule', () => {
  test.each([
    { supply: 'made-to-order', maxBackorder: 12 },
    { supply: 'stocked', maxBackorder: 'incoming' },
    { supply: 'discontinued', maxBackorder: null },
  ])('is set to %j', async (rule) => {
    await stock(api.databaseUrl, [aWare('900')])
    expect((await find('900')).rule).toEqual({ supply: 'stocked', maxBackorder: null })
    const { status, body } = await api.send<ItemDetail>('PUT', '/api/items/900/rule', rule)
    expect([status, body.rule]).toEqual([200, rule])
    expect((await find('900')).rule).toEqual(rule)
  })

  test('is refused for an item that is not there', async () => {
    await stock(api.databaseUrl, [aWare('900')], otherShop)
    const rule = { supply: 'stocked', maxBackorder: null }
    expect((await api.send('PUT', '/api/items/900/rule', rule)).status).toBe(404)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SupplierDetail, SupplierFields, SupplierListOutput } from '../../web/suppliers/contract/suppliers.ts'
import { anApi, otherShop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate supplier, catalogue_entry, supplier_order'))

const hartley: SupplierFields = {
  name: 'Hartley & Sons',
  contact: 'Ann Hartley',
  email: 'orders@hartley.example',
  language: 'en',
  currency: 'GBP',
  leadTimeDays: 14,
  minimumValue: '250.5',
  orderDays: [1, 4],
  notes: 'Closed in August.',
}
const nothingKnown = {
  deliveries: 0,
  medianDays: null,
  ninetiethDays: null,
  onTimeShare: null,
  fillRate: null,
  nextOrder: null,
}

const create = (fields: object = hartley, as?: string) => api.post<SupplierDetail>('/api/suppliers', fields, as)
const edit = (id: string, said: object) => api.post<SupplierDetail>(`/api/suppliers/${id}/edit`, said)
const list = async (query = '') => (await api.get<SupplierListOutput>(`/api/suppliers${query}`)).body
const names = ({ rows }: SupplierListOutput) => rows.map(({ name }) => name)

describe('a new supplier', () => {
  test('is written down as told, and has no history', async () => {
    const { status, body } = await create()
    expect(status).toBe(200)
    expect(body).toEqual({
      ...hartley,
      alsoTo: [],
      cc: [],
      supplierId: expect.stringMatching(/^\d+$/),
      archivedAt: null,
      version: 1,
      entries: 0,
      openOrders: 0,
      performance: nothingKnown,
      addressChanges: [expect.objectContaining({ from: null, to: 'orders@hartley.example' })],
    })
    expect((await api.get(`/api/suppliers/${body.supplierId}`)).body).toEqual(body)
  })

  test('keeps no spaces around its name, no empty texts, and each weekday once', async () => {
    const { body } = await create({ ...hartley, name: '  Casa Azul ', contact: ' ', orderDays: [5, 2, 5] })
    expect(body).toMatchObject({ name: 'Casa Azul', contact: null, orderDays: [2, 5] })
  })

  test.each([
    ['two lines', 'Pottery\r\nBcc: all@elsewhere.example'],
    ['marks that turn its direction', 'Pottery \u202efdp'],
    ['nothing to be seen', '\u200b'],
  ])('may not have a name of %s', async (_, name) => {
    expect((await create({ ...hartley, name })).status).toBe(422)
    expect((await create({ ...hartley, contact: name })).status).toBe(422)
    const { body } = await create()
    expect((await edit(body.supplierId, { ...hartley, name, version: body.version })).status).toBe(422)
    expect(names(await list())).toEqual([hartley.name])
  })

  test('may not have the name of another, in capitals or not', async () => {
    await create()
    const { status, body } = await create({ ...hartley, name: 'HARTLEY & sons' })
    expect([status, body]).toEqual([
      422,
      expect.objectContaining({ message: 'Another supplier is named HARTLEY & sons.' }),
    ])
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(201)],
    ['name', 'a\0b'],
    ['email', 'nobody'],
    ['language', 'German'],
    ['currency', 'euro'],
    ['leadTimeDays', -1],
    ['leadTimeDays', 1.5],
    ['minimumValue', '-3'],
    ['minimumValue', '1,5'],
    ['orderDays', [0]],
    ['orderDays', [8]],
  ])('is refused with %s %j', async (field, value) => {
    const { status, body } = await create({ ...hartley, [field]: value })
    expect(status).toBe(400)
    expect(body).toMatchObject({ message: expect.stringMatching(new RegExp(`^${field}`)) })
  })
})

describe('an edit', () => {
  test('raises the version, and one made from an older version changes nothing', async () => {
    const { supplierId } = (await create()).body
    const first = await edit(supplierId, { ...hartley, leadTimeDays: 21, version: 1 })
    expect(first.body).toMatchObject({ leadTimeDays: 21, version: 2 })
    const second = await edit(supplierId, { ...hartley, leadTimeDays: 3, version: 1 })
    expect([second.status, second.body]).toEqual([
      409,
      expect.objectContaining({
        message: 'Somebody else changed Hartley & Sons meanwhile. Nothing of yours was saved.',
      }),
    ])
    expect((await api.get(`/api/suppliers/${supplierId}`)).body).toMatchObject({ leadTimeDays: 21, version: 2 })
  })

  test('of two at once exactly one is saved', async () => {
    const { supplierId } = (await create()).body
    const edits = Array.from({ length: 8 }, (_, days) =>
      edit(supplierId, { ...hartley, leadTimeDays: days, version: 1 }),
    )
    const statuses = (await Promise.all(edits)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
  })

  test('may not take the name of another', async () => {
    await create()
    const { supplierId } = (await create({ ...hartley, name: 'Casa Azul' })).body
    const { status } = await edit(supplierId, { ...hartley, version: 1 })
    expect(status).toBe(422)
  })

  test('of a supplier that is not there, or another shop’s, finds none', async () => {
    const { supplierId } = (await create(hartley, otherShop)).body
    for (const id of [supplierId, '999999']) expect((await edit(id, { ...hartley, version: 1 })).status).toBe(404)
    expect((await api.get(`/api/suppliers/${supplierId}`)).status).toBe(404)
  })
})

describe('an archived supplier', () => {
  test('is listed apart, and can be brought back', async () => {
    const { supplierId } = (await create()).body
    const archived = await api.post<SupplierDetail>(`/api/suppliers/${supplierId}/archive`, { version: 1 })
    expect(archived.body).toMatchObject({ archivedAt: expect.any(String), version: 2 })
    expect([names(await list()), names(await list('?archived=yes'))]).toEqual([[], ['Hartley & Sons']])
    expect((await api.post(`/api/suppliers/${supplierId}/restore`, { version: 1 })).status).toBe(409)
    const restored = await api.post<SupplierDetail>(`/api/suppliers/${supplierId}/restore`, { version: 2 })
    expect(restored.body).toMatchObject({ archivedAt: null, version: 3 })
    expect(names(await list())).toEqual(['Hartley & Sons'])
  })
})

describe('the list', () => {
  const five = ['delta', 'Alpha', 'charlie', 'Bravo', 'echo']

  test('is by name, capitals or not, and read page by page, there and back', async () => {
    for (const name of five) await create({ ...hartley, name })
    await create({ ...hartley, name: 'zulu' }, otherShop)
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.next}`)
    const third = await list(`?limit=2&cursor=${second.next}`)
    expect([first, second, third].map(names)).toEqual([['Alpha', 'Bravo'], ['charlie', 'delta'], ['echo']])
    expect([first.previous, third.next, first.total]).toEqual([null, null, 5])
    expect(names(await list(`?limit=2&cursor=${third.previous}`))).toEqual(['charlie', 'delta'])
    expect(names(await list(`?limit=2&cursor=${second.previous}`))).toEqual(['Alpha', 'Bravo'])
  })

  test('is searched by words of name, contact and e-mail address', async () => {
    await create()
    await create({ ...hartley, name: 'Casa Azul', contact: 'José', email: null })
    expect(names(await list('?query=hart%20ANN'))).toEqual(['Hartley & Sons'])
    expect(names(await list('?query=jos%C3%A9'))).toEqual(['Casa Azul'])
    expect(names(await list('?query=jose%20azúl'))).toEqual(['Casa Azul'])
    expect(names(await list('?query=%25'))).toEqual([])
  })

  test('counts what is in the catalogue, and orders that are not over', async () => {
    const { supplierId } = (await create()).body
    await asOwner(
      api.databaseUrl,
      `insert into catalogue_entry (shop_id, supplier_id, item_id) select shop_id, supplier_id, '900' from supplier`,
    )
    await asOwner(
      api.databaseUrl,
      `insert into supplier_order (shop_id, number, supplier_id, location_id, currency, state)
       select shop_id, place, supplier_id, '1', 'GBP', state from supplier,
              unnest(array['draft', 'ordered', 'partly-received', 'received', 'closed', 'cancelled']) with ordinality as s(state, place)`,
    )
    expect((await list()).rows).toEqual([expect.objectContaining({ supplierId, entries: 1, openOrders: 3 })])
  })
})

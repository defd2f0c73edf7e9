import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OverrideInput, OverrideList, OverrideState } from '../../web/promises/contract/storefront.ts'
import type { SupplierDetail } from '../../web/suppliers/contract/suppliers.ts'
import { aWare, stock } from '../suppliers/some-items.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
  await stock(api.databaseUrl, [aWare('71'), aWare('72')])
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(
    api.databaseUrl,
    'truncate promise_override, merchant_text, promise_due, storefront_promise, supplier, catalogue_entry',
  )
  await asOwner(api.databaseUrl, 'update variant set deleted_at = null')
})

const mug = { variantId: 'gid://shopify/ProductVariant/571' }
const set = (said: OverrideInput, as?: string) =>
  api.post<{ override: OverrideState | null; message: string; data?: object }>('/api/storefront/overrides', said, as)
const list = async (query = '') => (await api.get<OverrideList>(`/api/storefront/overrides${query}`)).body
const due = async () =>
  (
    await queryAsOwner<{ item_id: string }>(
      api.databaseUrl,
      'select item_id from promise_due where shop_id = $1 order by item_id',
      [shop],
    )
  ).map(({ item_id }) => item_id)
const promised = (itemId: string) =>
  asOwner(
    api.databaseUrl,
    `insert into storefront_promise (shop_id, variant_id, item_id, state) values ($1, '5' || $2::text, $2, 'backorder')`,
    [shop, itemId],
  )

async function aSupplier(...itemIds: string[]): Promise<SupplierDetail> {
  const fields = { contact: null, email: null, language: 'en', leadTimeDays: null, minimumValue: null, notes: '' }
  const said = { ...fields, name: 'Casa Azul', currency: 'EUR', orderDays: [] }
  const { body } = await api.post<SupplierDetail>('/api/suppliers', said)
  await api.post(`/api/suppliers/${body.supplierId}/catalogue/assign`, { to: { itemIds } })
  return body
}

describe('what is told instead of the plan', () => {
  test('of a variant is kept, listed, and has its promise worked out again', async () => {
    const { status, body } = await set({ of: mug, day: '2099-03-01', hide: false })
    expect(status).toBe(200)
    expect(body.override).toMatchObject({ day: '2099-03-01', note: null, hide: false, dayIsPast: false })
    expect(await due()).toEqual(['71'])
    expect(await list()).toMatchObject({
      total: 1,
      rows: [{ ...body.override, variant: { ...mug, title: 'Ware 71' }, supplier: null, isGone: false }],
    })
  })

  test('of a supplier concerns those of its items of which something is promised', async () => {
    const { supplierId } = await aSupplier('71', '72')
    await asOwner(api.databaseUrl, 'truncate promise_due')
    await promised('72')
    const { status } = await set({ of: { supplierId }, hide: true })
    expect(status).toBe(200)
    expect(await due()).toEqual(['72'])
    expect((await list('?about=variant')).rows).toEqual([])
    expect((await list(`?supplierId=${supplierId}`)).rows).toMatchObject([
      { supplier: { supplierId, name: 'Casa Azul' }, variant: null, hide: true },
    ])
  })

  test('is cleared by saying nothing', async () => {
    const { body } = await set({ of: mug, hide: true })
    const cleared = await set({ of: mug, version: body.override?.version ?? null })
    expect([cleared.status, cleared.body]).toEqual([200, { override: null }])
    expect((await list()).rows).toEqual([])
    expect((await set({ of: mug })).body).toEqual({ override: null })
  })

  test('of an older version changes nothing, and one set anew is no older one', async () => {
    const first = (await set({ of: mug, hide: true })).body.override
    const second = (await set({ of: mug, day: '2099-03-01', version: first?.version ?? null })).body.override
    for (const said of [
      { hide: true, version: first?.version ?? null },
      { hide: true },
      { version: first?.version ?? null },
    ]) {
      const { status, body } = await set({ of: mug, ...said })
      expect([status, body.message]).toEqual([
        409,
        'Somebody else changed what shoppers are told of Ware 71 meanwhile. Nothing of yours was saved.',
      ])
      expect(body.data).toMatchObject({ reason: 'changed-meanwhile', override: { version: second?.version } })
    }
    await set({ of: mug, version: second?.version ?? null })
    await set({ of: mug, day: '2099-04-01' })
    expect((await set({ of: mug, hide: true, version: first?.version ?? null })).status).toBe(409)
    expect((await list()).rows).toMatchObject([{ day: '2099-04-01', hide: false }])
  })

  test('by two at once is that of one of them', async () => {
    const said = Array.from({ length: 6 }, (_, at) => set({ of: mug, day: `2099-03-0${at + 1}` }))
    const statuses = (await Promise.all(said)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409, 409, 409, 409])
  })
})

describe('what is not told', () => {
  test('is a day in the past, where the shop is', async () => {
    const { status, body } = await set({ of: mug, day: '2020-01-01' })
    expect([status, body.message]).toEqual([422, 'The day 2020-01-01 is past.'])
  })

  test('is a text that nobody wrote', async () => {
    const { status, body } = await set({ of: mug, note: 'note-spring' })
    expect([status, body.message]).toEqual([422, 'There is no text note-spring: write it first.'])
    await api.post('/api/storefront/texts', { changes: [{ key: 'note-spring', language: 'en', words: 'In spring' }] })
    expect((await set({ of: mug, note: 'note-spring' })).body.override).toMatchObject({ note: 'note-spring' })
  })

  test.each([{ day: '2099-02-30' }, { day: 'soon' }, { note: 'spring' }, { note: `note-${'x'.repeat(36)}` }])(
    'is %j',
    async (said) => {
      expect((await set({ of: mug, ...said })).status).toBe(400)
    },
  )

  test('is anything of what is not there, not sold any more, or another shop’s', async () => {
    expect((await set({ of: { variantId: '999' }, hide: true })).status).toBe(404)
    expect((await set({ of: { supplierId: '999' }, hide: true })).status).toBe(404)
    expect((await set({ of: mug, hide: true }, otherShop)).status).toBe(404)
    await asOwner(api.databaseUrl, 'update variant set deleted_at = now()')
    const { status, body } = await set({ of: mug, hide: true })
    expect([status, body.message]).toEqual([422, 'Ware 71 is not sold any more.'])
  })

  test('is anything of an archived supplier; what was said before can be cleared', async () => {
    const { supplierId, version } = await aSupplier('71')
    const { override } = (await set({ of: { supplierId }, hide: true })).body
    await api.post(`/api/suppliers/${supplierId}/archive`, { version })
    expect((await list()).rows).toMatchObject([{ isGone: true }])
    const { status, body } = await set({ of: { supplierId }, day: '2099-01-01', version: override?.version ?? null })
    expect([status, body.message]).toEqual([422, 'Casa Azul is archived: bring it back first.'])
    expect((await set({ of: { supplierId }, version: override?.version ?? null })).status).toBe(200)
  })
})

test('a day that was kept and has passed is shown as past', async () => {
  await asOwner(
    api.databaseUrl,
    `insert into promise_override (shop_id, about, about_id, fixed_day) values ($1, 'variant', '571', '2020-01-01')`,
    [shop],
  )
  expect((await list()).rows).toMatchObject([{ day: '2020-01-01', dayIsPast: true }])
})

test('overrides are read page by page, the last changed first', async () => {
  await stock(
    api.databaseUrl,
    ['81', '82', '83'].map((item) => aWare(item)),
  )
  for (const id of ['581', '582', '583']) await set({ of: { variantId: id }, hide: true })
  const first = await list('?limit=2')
  const titles = ({ rows }: OverrideList) => rows.map(({ variant }) => variant?.title)
  expect([titles(first), first.total, first.previous]).toEqual([['Ware 83', 'Ware 82'], 3, null])
  const second = await list(`?limit=2&cursor=${first.next}`)
  expect([titles(second), second.next]).toEqual([['Ware 81'], null])
})

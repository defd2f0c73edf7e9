import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StorefrontOverview, ToldVariantList } from '../../web/promises/contract/storefront.ts'
import { aWare, stock } from '../suppliers/some-items.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
  await stock(
    api.databaseUrl,
    ['71', '72', '73', '74'].map((item) => aWare(item, { barcode: `40${item}` })),
  )
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(api.databaseUrl, 'truncate storefront_promise, promise_override')
  await asOwner(api.databaseUrl, `update shop set scopes = 'read_products,write_products'`)
  await asOwner(api.databaseUrl, 'update variant set deleted_at = null, image_url = null')
})

type Wish = { state?: string | null; from?: string; hide?: boolean; due?: boolean; units?: number; note?: string }

const promise = (item: string, { state = 'backorder', from, hide = false, due = false, units, note }: Wish = {}) =>
  asOwner(
    api.databaseUrl,
    `insert into storefront_promise (shop_id, variant_id, item_id, state, from_day, to_day, hide, write_due, units, note,
                                     written, written_at)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, '{}', '2026-11-25T10:00:00Z')`,
    [shop, `5${item}`, item, state, from ?? null, hide, due, units ?? null, note ?? null],
  )
const overview = async (as?: string) => (await api.get<StorefrontOverview>('/api/storefront/overview', as)).body
const variants = async (query = '') => (await api.get<ToldVariantList>(`/api/storefront/variants${query}`)).body
const gid = (item: string) => `gid://shopify/ProductVariant/5${item}`

describe('what shoppers are told, at a glance', () => {
  test('counts states, what is hidden, what Shopify was given, and what waits to be given or taken back', async () => {
    await promise('71', { from: '2099-01-01' })
    await promise('72', { due: true })
    await promise('73', { state: 'discontinued', hide: true })
    await promise('74', { state: null, due: true })
    expect(await overview()).toMatchObject({
      promised: { backorder: 2, 'made-to-order': 0, discontinued: 0, 'limit-reached': 0 },
      hidden: 1,
      published: 2,
      waiting: 2,
      off: null,
    })
  })

  test('shows one variant of each state, with a day before one without', async () => {
    await promise('71')
    await promise('72', { from: '2099-01-01', units: 3, note: 'note-spring' })
    await promise('73', { state: 'made-to-order', due: true })
    const { samples } = await overview()
    expect(samples).toEqual([
      {
        variantId: gid('72'),
        productId: null,
        title: 'Ware 72',
        variantTitle: null,
        sku: 'SKU-72',
        imageUrl: null,
        override: null,
        promise: {
          state: 'backorder',
          from: '2099-01-01',
          to: '2099-01-01',
          room: null,
          units: 3,
          delayed: false,
          note: 'note-spring',
          hide: false,
          publishedAt: '2026-11-25T10:00:00.000Z',
        },
      },
      expect.objectContaining({ variantId: gid('73'), promise: expect.objectContaining({ publishedAt: null }) }),
    ])
  })

  test('has a variant with a picture to try states on; an empty shop has none', async () => {
    expect((await overview()).anyVariant).toMatchObject({ variantId: gid('71') })
    await asOwner(
      api.databaseUrl,
      `update variant set image_url = 'https://cdn.example/73.png' where variant_id = '573'`,
    )
    expect((await overview()).anyVariant).toMatchObject({ variantId: gid('73'), title: 'Ware 73' })
    expect(await overview(otherShop)).toMatchObject({ anyVariant: null, samples: [], published: 0 })
  })

  test('says that nothing is published without the scope', async () => {
    await asOwner(api.databaseUrl, `update shop set scopes = 'read_products'`)
    expect((await overview()).off).toEqual({ missingScopes: ['write_products'] })
  })

  test('says where the page of everything on backorder is, or which scope it takes', async () => {
    const page = async () => (await overview()).page
    expect(await page()).toEqual({ path: '/apps/backorders', off: { missingScopes: ['write_app_proxy'] } })
    await asOwner(api.databaseUrl, `update shop set scopes = 'write_app_proxy', backorder_page_path = '/tools/later'`)
    expect(await page()).toEqual({ path: '/tools/later', off: null })
    await asOwner(api.databaseUrl, 'update shop set backorder_page_path = null')
    const { app_proxy: proxy } = parse(readFileSync('shopify.app.toml', 'utf8')) as {
      app_proxy: Record<string, string>
    }
    expect((await page()).path).toBe(`/${proxy['prefix']}/${proxy['subpath']}`)
  })
})

describe('variants', () => {
  test('are those still sold, each with what is told of it and what is said of it', async () => {
    await promise('72', { state: 'limit-reached' })
    await asOwner(
      api.databaseUrl,
      `insert into promise_override (shop_id, about, about_id, hide) values ($1, 'variant', '573', true)`,
      [shop],
    )
    await asOwner(api.databaseUrl, `update variant set deleted_at = now() where variant_id = '574'`)
    const { rows, total } = await variants()
    expect(rows.map((row) => [row.variantId, row.promise?.state ?? null, row.override?.hide ?? null])).toEqual([
      [gid('73'), null, true],
      [gid('72'), 'limit-reached', null],
      [gid('71'), null, null],
    ])
    expect(total).toBe(3)
    expect((await variants('?promised=yes')).rows.map(({ variantId }) => variantId)).toEqual([gid('72')])
  })

  test('are found by every word, and read page by page', async () => {
    expect((await variants('?query=WARE%204073')).rows.map(({ variantId }) => variantId)).toEqual([gid('73')])
    expect((await variants('?query=ware%20lamp')).total).toBe(0)
    const first = await variants('?limit=3')
    expect([first.rows.length, first.total]).toEqual([3, 4])
    const second = await variants(`?limit=3&cursor=${first.next}`)
    expect([second.rows.map(({ variantId }) => variantId), second.next]).toEqual([[gid('71')], null])
  })
})

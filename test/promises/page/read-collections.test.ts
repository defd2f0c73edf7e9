import { afterAll, beforeAll, expect, it } from 'vitest'
import { AccessLost, ShopifyBusy } from '../../../web/platform/errors.ts'
import { createPageSizes } from '../../../web/platform/shopify/page-sizes.ts'
import { createSuspects } from '../../../web/platform/shopify/suspects.ts'
import { readCollections } from '../../../web/promises/jobs/read-collections.ts'
import { quiet } from '../../support/shopify/app-parts.ts'
import { aBackorderPage, type BackorderPage } from './a-backorder-page.ts'

const shop = 'shop.myshopify.com'
let page: BackorderPage
beforeAll(async () => {
  page = await aBackorderPage()
  for (const title of ['Mug', 'Lamp', 'Rug']) {
    const [id] = await page.sells({ title, collections: [title === 'Mug' ? 'Kitchen' : 'Home'] })
    await page.promises(id)
  }
  await page.query('delete from listed_product')
})
afterAll(() => page.close())

/** Which products Shopify was asked for, by their titles; `answer` says what it answers of each. */
async function reads(answer: (title: string) => string[] | null): Promise<string[]> {
  const asked: string[] = []
  const run = async (_shop: string, _operation: string, variables: object) => {
    const { ids } = variables as { ids: string[] }
    const nodes = ids.map((id) => {
      const title = page.store.shop.products.get(id.split('/').at(-1) ?? '')?.title ?? 'nobody'
      asked.push(title)
      const handles = answer(title)
      return handles && { id, collections: { nodes: handles.map((handle) => ({ handle })) } }
    })
    return { nodes }
  }
  await readCollections(
    { db: page.app.services.db, admin: { run, pages: createPageSizes(), suspects: createSuspects() }, log: quiet },
    shop,
  )
  return asked.sort()
}

const known = async () =>
  Object.fromEntries(
    (await page.query('select product_id, collections from listed_product')).map((row) => [
      page.store.shop.products.get(String(row['product_id']))?.title,
      row['collections'],
    ]),
  )

it('what nobody has read yet is read, once; a product that Shopify has no longer is in no collection', async () => {
  expect(await reads((title) => (title === 'Rug' ? null : [title === 'Mug' ? 'kitchen' : 'home']))).toEqual([
    'Lamp',
    'Mug',
    'Rug',
  ])
  expect(await known()).toEqual({ Mug: ['kitchen'], Lamp: ['home'], Rug: [] })
  expect(await reads(() => [])).toEqual([])
})

it('it is read again after a while, and kept as it was while Shopify is away or lets us in no more', async () => {
  await page.query(`update listed_product set read_at = now() - interval '11 minutes' where collections = '{home}'`)
  for (const error of [new ShopifyBusy('busy', { retryAfterMs: 50 }), new AccessLost('gone')]) {
    await reads(() => {
      throw error
    })
    expect(await page.rows([['collection', 'home']])).toHaveLength(1)
  }
  expect(await reads(() => ['home', 'light'])).toEqual(['Lamp'])
  expect(await known()).toMatchObject({ Lamp: ['home', 'light'] })
})

it('what shoppers wait for no longer is forgotten', async () => {
  await page.query(
    `update storefront_promise set state = null where variant_id = (select min(variant_id) from storefront_promise)`,
  )
  await reads(() => [])
  expect(Object.keys(await known()).sort()).toEqual(['Lamp', 'Rug'])
})

it('a look at the page asks for it, soon for what is new and seldom for the rest', async () => {
  const jobs = async () => {
    await page.html()
    const [row] = await page.owns<{ jobs: number }>(
      `select count(*)::int as jobs from nudge where kind = 'collections'`,
    )
    await page.owns('delete from nudge')
    return row?.jobs
  }
  const askedAgo = (time: string) => page.query(`update shop set collections_asked_at = now() - $1::interval`, [time])
  await askedAgo('9 minutes')
  expect(await jobs()).toBe(0)
  await askedAgo('11 minutes')
  expect(await jobs()).toBe(1)
  expect(await jobs()).toBe(0)
  await page.query(`delete from listed_product where collections = '{}'`)
  await askedAgo('1 second')
  expect(await jobs()).toBe(0)
  await askedAgo('3 seconds')
  expect(await jobs()).toBe(1)
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBackorderPage, type BackorderPage } from './a-backorder-page.ts'
import { ask, type Pairs, passedOn, signed } from './a-proxied-request.ts'

const shop = 'feeds.myshopify.com'
let page: BackorderPage

beforeAll(async () => {
  page = await aBackorderPage(shop)
})
beforeEach(() => page.clear())
afterAll(() => page.close())

const feed = (asked: Pairs, of = shop) => ask(page.app.port, `/proxy/availability.tsv?${signed(passedOn(of, asked))}`)
const lines = async (asked: Pairs) => (await feed(asked)).text.split('\n')
const header = 'id\tavailability\tavailability_date'

describe('the file for feeds of products', () => {
  it('says of what is on backorder by which day it ships, where the shop is', async () => {
    const [mug, lamp] = [...(await page.sells({ title: 'Mug' })), ...(await page.sells({ title: 'Lamp' }))]
    await page.promises(mug, { from: '2098-12-01', to: '2098-12-09' })
    await page.promises(lamp, { to: '2099-07-04' })
    await page.query(`update shop set time_zone = 'America/New_York'`)
    const [product] = await page.owns<{ id: string }>(`select product_id as id from variant where title = 'Mug'`)
    const told = await feed([['country', 'us']])
    expect(told).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/tab-separated-values; charset=utf-8' },
    })
    expect(told.text).toContain(`shopify_US_${product?.id}_${mug}\tbackorder\t2098-12-09T00:00-0500\n`)
    expect(await lines([['id', 'variant']])).toEqual([
      header,
      `${mug}\tbackorder\t2098-12-09T00:00-0500`,
      `${lamp}\tbackorder\t2099-07-04T00:00-0400`,
      '',
    ])
    await page.query(`update shop set time_zone = 'Asia/Kolkata'`)
    expect(await lines([['id', 'variant']])).toContain(`${mug}\tbackorder\t2098-12-09T00:00+0530`)
  })

  it('names variants by their SKU, without what would end a column, and leaves out those that have none', async () => {
    const [odd, none] = [...(await page.sells({ title: 'Odd' })), ...(await page.sells({ title: 'None' }))]
    for (const variant of [odd, none]) await page.promises(variant, { to: '2099-07-04' })
    await page.query(`update variant set sku = E'MUG\\t1\\n' where title = 'Odd'`)
    const [first, ...rest] = await lines([['id', 'sku']])
    expect(first).toBe(header)
    expect(rest).toEqual([expect.stringMatching(/^MUG 1\tbackorder\t2099-07-04T/), ''])
  })

  it.each<[string, object, object]>([
    ['that no day is told of', {}, {}],
    ['of which the day is past', {}, { to: '2020-01-01' }],
    ['of which no more can be ordered', {}, { to: '2099-01-01', room: 0 }],
    ['that is made to order', {}, { to: '2099-01-01', state: 'made-to-order' }],
    ['that the merchant hides', {}, { to: '2099-01-01', hide: true }],
    ['that can ship now', { units: 3 }, { to: '2099-01-01' }],
    ['that the online store does not have', { online: false }, { to: '2099-01-01' }],
  ])('has nothing of a variant %s', async (_, ware, promised) => {
    const [mug] = await page.sells({ title: 'Mug', ...ware })
    await page.promises(mug, promised)
    expect(await lines([['id', 'variant']])).toEqual([header, ''])
  })

  it('has all of them, however many there are', async () => {
    await page.query(
      `insert into variant (shop_id, variant_id, product_id, item_id, title, online_handle, changed_at)
       select $1, n, n, n, 'Mug', 'mug', now() from generate_series(100001, 111000) as n`,
      [shop],
    )
    await page.query(
      `insert into storefront_promise (shop_id, variant_id, item_id, state, from_day, to_day)
       select shop_id, variant_id, item_id, 'backorder', '2099-01-01', '2099-01-01' from variant`,
    )
    const ids = (await lines([['id', 'variant']])).slice(1, -1).map((line) => line.split('\t')[0])
    expect(ids).toEqual(Array.from({ length: 11_000 }, (_, n) => String(100_001 + n)))
  })

  it('asks how the feed names variants where that is not said, or not to be understood', async () => {
    for (const asked of [[], [['country', 'USA']], [['id', 'ean']]] as Pairs[]) {
      expect(await feed(asked)).toMatchObject({ status: 400, text: expect.stringContaining('?country=US') })
    }
  })

  it('is only for a shop that has the app', async () => {
    expect((await feed([['id', 'sku']], 'stranger.myshopify.com')).status).toBe(404)
    const unsigned = await ask(page.app.port, `/proxy/availability.tsv?shop=${shop}&id=sku`)
    expect(unsigned.status).toBe(401)
  })
})

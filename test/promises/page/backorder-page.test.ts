import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBackorderPage, type BackorderPage } from './a-backorder-page.ts'

let page: BackorderPage

beforeAll(async () => {
  page = await aBackorderPage()
})
beforeEach(() => page.clear())
afterAll(() => page.close())

const noDay = 'On backorder: ships when it is back in stock.'

describe('the page of everything on backorder', () => {
  it('lists what comes soonest first, then what has no day, then what cannot be ordered', async () => {
    for (const title of ['Anvil', 'Bowl', 'Cup', 'Dish', 'Egg', 'Fork']) await page.sells({ title })
    const [anvil, bowl, cup, dish, egg, fork] = [...page.store.shop.variants.keys()]
    await page.promises(anvil, { state: 'limit-reached', to: '2099-01-01' })
    await page.promises(bowl)
    await page.promises(cup, { from: '2099-12-01', to: '2099-12-09' })
    await page.promises(dish, { to: '2099-12-04' })
    await page.promises(egg, { to: '2020-01-01' })
    await page.promises(fork, { to: '2098-01-01', room: 0 })
    expect(await page.rows()).toEqual([
      ['Dish', 'On backorder: expected to ship by 4 December 2099.'],
      ['Cup', 'On backorder: expected to ship between 1 December 2099 and 9 December 2099.'],
      ['Bowl', noDay],
      ['Egg', noDay],
      ['Fork', 'No more can be ordered at the moment.'],
      ['Anvil', 'No more can be ordered at the moment.'],
    ])
  })

  it('tells a day only where a unit is to be had by then', async () => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug, { to: '2099-12-04', units: 1 })
    expect(await page.rows()).toEqual([['Mug', 'On backorder: expected to ship by 4 December 2099.']])
    await page.promises(mug, { to: '2099-12-04', units: 0 })
    expect(await page.rows()).toEqual([['Mug', noDay]])
    await page.promises(mug, { from: '2020-01-01', to: '2099-12-04' })
    expect(await page.rows()).toEqual([['Mug', 'On backorder: expected to ship by 4 December 2099.']])
  })

  it('names the variant, its own price, and the address where it is chosen', async () => {
    const [blue, red] = await page.sells({ title: 'Mug', variants: ['Blue', 'Red'] })
    await page.promises(red)
    const html = await page.html()
    expect(await page.rows()).toEqual([['Mug  Red', noDay]])
    expect(html).toContain(`/products/mug?variant=${red}"`)
    expect(html).toContain('$9.50')
    expect(html).not.toContain(String(blue))
  })

  it.each<[string, object, object]>([
    ['that nothing is promised of', {}, { state: null }],
    ['that is made to order, which is no backorder', {}, { state: 'made-to-order' }],
    ['that is discontinued', {}, { state: 'discontinued' }],
    ['that the merchant hides', {}, { hide: true }],
    ['that can ship now', { units: 3 }, {}],
    ['that is not sold on without stock', { policy: 'DENY' }, {}],
    ['that is not in the online store', { online: false }, {}],
  ])('leaves out a variant %s', async (_what, said, promised) => {
    const [mug] = await page.sells({ title: 'Mug', ...said })
    await page.promises(mug, promised)
    expect(await page.rows()).toEqual([])
    expect(await page.html()).toContain('Nothing is on backorder here at the moment.')
  })

  it.each<[string, (sku: string) => void]>([
    ['goods came', (sku) => page.store.change('set-stock', { sku, available: 1 })],
    ['it was deleted', (sku) => page.store.change('delete-product', { sku })],
  ])('believes the shop rather than us: %s a moment ago', async (_what, happens) => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug)
    expect(await page.rows()).toEqual([['Mug', noDay]])
    happens('Mug')
    expect(await page.rows()).toEqual([])
    expect(await page.html()).not.toContain('href="/')
  })

  it('links nothing of a product that left the online store since', async () => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug)
    for (const product of page.store.shop.products.values()) {
      page.store.shop.products.set(product.id, { ...product, isOnline: false })
    }
    expect(await page.liquid()).toContain('mug')
    expect(await page.rows()).toEqual([])
  })

  it('counts the stock of open locations only, as the shop does', async () => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug)
    await page.query(
      `insert into location (shop_id, location_id, name, active, changed_at) values ('shop.myshopify.com', '9', 'Closed', false, now())`,
    )
    await page.query(
      `insert into stock_point (shop_id, item_id, location_id, available, changed_at, heard_at) select shop_id, item_id, '9', 5, now(), now() from variant`,
    )
    expect(await page.rows()).toEqual([['Mug', noDay]])
  })

  it('shows fifteen at once, so that the theme finds products by their handles too, and leads on', async () => {
    for (let n = 1; n <= 35; n += 1) {
      const [id] = await page.sells({
        title: `Plate ${String(n).padStart(2, '0')}`,
        vendor: n > 30 ? 'Casa & Azul' : 'Hartley',
      })
      await page.promises(id)
    }
    expect((await page.rows()).map(([name]) => name).slice(-2)).toEqual(['Plate 14', 'Plate 15'])
    expect(await page.rows([['page', '3']])).toHaveLength(5)
    expect(await page.rows([['page', '99']])).toHaveLength(5)
    for (const odd of ['0', '-1', '1.5', 'two', '1e9', '']) expect(await page.rows([['page', odd]])).toHaveLength(15)
    const second = await page.html([
      ['page', '2'],
      ['vendor', 'Hartley'],
    ])
    expect(second).toContain('href="?vendor=Hartley&#38;page=1" rel="prev"')
    expect(second).not.toContain('rel="next"')
    expect(second).toContain('Page 2 of 2')
    expect(await page.rows([['vendor', 'Casa & Azul']])).toHaveLength(5)
  })
})

describe('its filters', () => {
  beforeEach(async () => {
    const [mug] = await page.sells({ title: 'Mug', vendor: 'Hartley', collections: ['Kitchen', 'Gifts'] })
    const [lamp] = await page.sells({ title: 'Lamp', vendor: 'Nordlys', collections: ['Light'] })
    const [rug] = await page.sells({ title: 'Rug', vendor: 'Hartley', collections: [] })
    for (const id of [mug, lamp, rug]) await page.promises(id)
  })
  const names = async (...asked: [string, string][]) => (await page.rows(asked)).map(([name]) => name)

  it('offer the vendors and collections of what is listed', async () => {
    const html = await page.html()
    expect([...html.matchAll(/<option value="([^"]*)">([^<]*)/g)].map(([, value, text]) => [value, text])).toEqual([
      ['', 'All'],
      ['gifts', 'Gifts'],
      ['kitchen', 'Kitchen'],
      ['light', 'Light'],
      ['', 'All'],
      ['Hartley', 'Hartley'],
      ['Nordlys', 'Nordlys'],
    ])
  })

  it('choose by either, and by both', async () => {
    expect(await names(['vendor', 'Hartley'])).toEqual(['Mug', 'Rug'])
    expect(await names(['collection', 'kitchen'])).toEqual(['Mug'])
    expect(await names(['collection', 'light'], ['vendor', 'Hartley'])).toEqual([])
    expect(await names(['collection', ''], ['vendor', ''])).toEqual(['Lamp', 'Mug', 'Rug'])
    expect(await page.html([['vendor', 'Nordlys']])).toContain('<option value="Nordlys" selected>')
  })

  it('find nothing by what is not there, and lead back', async () => {
    for (const asked of [
      ['vendor', 'Nobody'],
      ['collection', 'kitchen\0'],
      ['vendor', '%'],
    ] as const) {
      expect(await names([...asked])).toEqual([])
      expect(await page.html([[...asked]])).toContain('<a href="?">Show everything on backorder</a>')
    }
  })

  it('name no collection that shoppers cannot see', async () => {
    await page.query(`update listed_product set collections = array['secret'] || collections`)
    const html = await page.html()
    expect(html).not.toContain('secret')
    expect(html).toContain('Kitchen')
  })

  it('never leave the path that the merchant gave the page', async () => {
    const html = await page.html([['vendor', 'Hartley']])
    expect(html).toMatch(/<form class="backline-list__filter" method="get">/)
    expect(html).not.toContain('/apps/')
  })
})

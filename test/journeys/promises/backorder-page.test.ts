import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { controlOf } from '../../support/running/simulated-shop.ts'

const name = 'mugs.myshopify.com'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let shop: ReturnType<typeof controlOf>

beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  shop = await floor.openShop(name)
  const sell = (title: string, said: object) =>
    shop.verb('create-product', {
      title,
      ...said,
      variants: [{ sku: title.toUpperCase(), price: '9.50', stock: { 'Shop location': 1 } }],
    })
  await sell('Mug', { collections: ['Kitchen'] })
  await sell('Lamp', { collections: ['Light'], vendor: 'Nordlys' })
  await sell('Vase', { online: false })
  await shop.settle()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const address = (query = '') => `${floor.simulator.url}/storefront/${name}/apps/backorders${query}`
const read = async (query = '') => (await fetch(address(query))).text()
const listed = async (query = '') =>
  [...(await read(query)).matchAll(/backline-list__name">\s*([^<]*?)\s*</g)].map(([, title]) => title)

async function until(expected: readonly string[], query = ''): Promise<void> {
  await expect.poll(() => listed(query), { timeout: 60_000 }).toEqual(expected)
}

it('shoppers find what is short on a page of the shop, in its theme, until it is there again', async () => {
  expect(await read()).toContain('Nothing is on backorder here at the moment.')
  await shop.verb('place-order', { lines: ['MUG', 'LAMP', 'VASE'].map((sku) => ({ sku, units: 2 })) })
  await shop.settle()
  await until(['Lamp', 'Mug'])

  const html = await read()
  expect(html).toContain('class="header__name"')
  expect(html).toContain('On backorder: ships when it is back in stock.')
  expect(html).toMatch(new RegExp(`href="/storefront/${name}/products/mug\\?variant=\\d+"`))
  expect(await read('?locale=de')).toContain('Nachbestellt: Versand, sobald wieder auf Lager.')
  expect(html).not.toContain('Vase')

  await shop.verb('set-stock', { sku: 'MUG', available: 5 })
  await until(['Lamp'])
  await shop.settle()
  await until(['Lamp'])
})

it('the page can be filtered by collections, which are read from Shopify when somebody looks', async () => {
  await expect.poll(() => read(), { timeout: 60_000 }).toContain('<option value="light">Light</option>')
  expect(await listed('?collection=light')).toEqual(['Lamp'])
  expect(await listed('?collection=kitchen')).toEqual([])
})

it('what a shopper adds to the address is his own, and changes nothing of Shopify’s part', async () => {
  for (const query of [
    '?shop=hats.myshopify.com',
    '?signature=00',
    '?timestamp=1',
    '?vendor=a&vendor=b%20c&x[]=%C3%A9+%26',
  ]) {
    expect((await fetch(address(query))).status, query).toBe(200)
  }
  expect((await fetch(address('/settings'))).status).toBe(404)
  expect((await fetch(address(), { method: 'POST' })).status).toBe(405)
})

it('a shop that has the app no longer has the page no longer', async () => {
  await shop.verb('uninstall')
  const reply = await fetch(address())
  expect(reply.status).toBe(404)
  expect(await reply.text()).toContain('This page is not in the store.')
})

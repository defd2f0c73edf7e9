import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, type StubApp, startStubApp } from '../admin/admin-stub-app.ts'

const shop = 'mugs.myshopify.com'
let app: StubApp

beforeAll(async () => {
  app = await startStubApp()
  await app.simulator.createShop({ shop, kind: 'empty' })
  const create = (title: string, variants: object[]) => run(app.simulator, shop, 'create-product', { title, variants })
  await create('Mug <b>', [
    { sku: 'MUG-B', title: 'Blue', price: '9.50', stock: { 'Shop location': 4 } },
    { sku: 'MUG-R', title: 'Red', price: '12', stock: { 'Shop location': 0 } },
  ])
  await create('Bowl', [{ sku: 'BOWL', price: '7', stock: { 'Shop location': 0 }, policy: 'DENY' }])
  for (let n = 1; n <= 30; n++) await create(`Plate ${n}`, [{ sku: `PLATE-${n}`, price: '3', tracked: false }])
})
afterAll(() => app.stop())

const at = (path: string) => `${app.simulator.url}/storefront/${shop}/${path}`
const read = async (path: string) => (await fetch(at(path))).text()
const productPath = async (title: string) => {
  const html = await read(`?q=${encodeURIComponent(title)}`)
  return /href="\/storefront\/[^/]+\/(products\/[^"]+)"/.exec(html)?.[1] ?? 'none'
}

describe('the storefront', () => {
  it('lists products by pages and finds them by name or code', async () => {
    const first = await read('')
    expect(first.match(/class="card"/g)).toHaveLength(30)
    expect(first).toContain('Page 1 of 2')
    expect(await read('?page=2')).toContain('Plate 9')
    const found = await read('?q=plate-7')
    expect(found).toContain('1 result for “plate-7”')
    expect(await read('?q=sofa')).toContain('Nothing here.')
  })

  it('shows variants with their own price and stock', async () => {
    const html = await read(await productPath('mug-b'))
    expect(html).toContain('Mug &lt;b&gt;')
    expect(html).toContain('$9.50')
    expect(html).toContain('Only 4 left')
    const red = /value="(\d+)"\s+data-sku="MUG-R"/.exec(html)?.[1]
    const chosen = await read(`${await productPath('mug-b')}?variant=${red}`)
    expect(/<p class="product__price" data-price>([^<]+)/.exec(chosen)?.[1]).toBe('$12.00')
    expect(/<p class="product__stock".*?<span[^>]*>([^<]+)/.exec(chosen)?.[1]).toBe('Out of stock, can be ordered')
  })

  it('sells nothing that is sold out', async () => {
    expect(await read(await productPath('bowl'))).toMatch(/<button class="buy" type="submit" disabled>Sold out/)
    const bowl = /name="id" value="(\d+)"/.exec(await read(await productPath('bowl')))?.[1] ?? ''
    const body = new URLSearchParams({ id: bowl, quantity: '1' })
    const reply = await fetch(at('cart/add'), { method: 'POST', body })
    expect(reply.status).toBe(422)
    expect(await reply.text()).toContain('role="alert"')
  })

  it('places a real order at once and thanks for it', async () => {
    const plate = /name="id" value="(\d+)"/.exec(await read(await productPath('plate-7')))?.[1] ?? ''
    const body = new URLSearchParams({ id: plate, quantity: '3', return_to: at('checkout') })
    const reply = await fetch(at('cart/add'), { method: 'POST', body })
    expect(reply.url).toMatch(/thanks\/\d+$/)
    const html = await reply.text()
    expect(html).toMatch(/Your order is #\d+\./)
    expect(html).toContain('3 ×')
    expect(html).toContain('$9.00')
  })

  it('says plainly what is not there', async () => {
    const reply = await fetch(at('products/sofa'))
    expect(reply.status).toBe(404)
    expect(await reply.text()).toContain('This page is not in the store.')
    expect((await fetch(at('cart/add'), { method: 'POST', body: new URLSearchParams({ id: '1' }) })).status).toBe(422)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, type StubApp, startStubApp } from './admin/admin-stub-app.ts'

const shop = 'mugs.myshopify.com'
let app: StubApp

beforeAll(async () => {
  app = await startStubApp()
  await app.simulator.createShop({ shop, kind: 'empty' })
  const variants = [{ sku: 'MUG', price: '9.50', stock: { 'Shop location': 1 } }]
  await run(app.simulator, shop, 'create-product', { title: 'Blue mug', variants })
  await run(app.simulator, shop, 'place-order', { lines: [{ sku: 'MUG', units: 4 }] })
})
afterAll(() => app.stop())

const read = (path: string, accept = '*/*') => fetch(`${app.simulator.url}${path}`, { headers: { accept } })

describe('the control page', () => {
  it('offers orders, stock and mischief, and links to the other views', async () => {
    await run(app.simulator, shop, 'mischief', { late: 0.3, seed: 3 })
    const html = await (await read(`/control/${shop}`)).text()
    for (const form of ['order', 'stock', 'mischief']) expect(html).toContain(`data-form="${form}"`)
    expect(html).toMatch(/name="late" min="0" max="100" step="5" value="30"/)
    expect(html).toContain(`/admin/${shop}`)
    expect(html).toContain(`/storefront/${shop}/`)
    expect(html).not.toContain('data-act="next-day"')
    await run(app.simulator, shop, 'mischief', {})
  })

  it('tells what is short, the deepest first, and what was announced', async () => {
    expect(await (await read(`/control/${shop}/figures`)).json()).toMatchObject({
      orders: 1,
      openOrders: 1,
      lastOrder: '#1001',
      short: { points: 1, units: 3, worst: [{ sku: 'MUG', title: 'Blue mug', available: -3 }] },
      webhooks: { lost: 0 },
      events: expect.arrayContaining([expect.objectContaining({ topic: 'orders/create' })]),
    })
  })

  it('finds items by words', async () => {
    const found = await (await read(`/control/${shop}/items?q=mug+blue`)).json()
    expect(found).toEqual([{ sku: 'MUG', title: 'Blue mug', price: '9.50', available: -3 }])
    expect(await (await read(`/control/${shop}/items?q=sofa`)).json()).toEqual([])
  })

  it('knows only its shops', async () => {
    expect((await read('/control/other.myshopify.com')).status).toBe(404)
    expect((await read('/control/other.myshopify.com/figures')).status).toBe(404)
  })
})

describe('GET /control', () => {
  it('documents every verb to people and to programs alike', async () => {
    const page = await (await read('/control', 'text/html,*/*;q=0.8')).text()
    const told: unknown = await (await read('/control')).json()
    expect(told).toMatchObject({ verbs: { 'place-order': { says: expect.any(String) } } })
    const { verbs } = told as { verbs: Record<string, unknown> }
    for (const verb of Object.keys(verbs)) expect(page).toContain(`<h3>${verb}</h3>`)
    expect(page).toContain(`/control/${shop}`)
  })
})

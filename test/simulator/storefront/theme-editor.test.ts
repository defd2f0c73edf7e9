import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let floor: SimulatorFloor

beforeAll(async () => {
  floor = await aSimulatorFloor({ quiet: true })
  await floor.simulator.createShop({ shop: SHOP, kind: 'empty' })
  const variants = [{ sku: 'MUG', title: 'Blue', price: '9.50', stock: { 'Shop location': 0 } }]
  await floor.verb('create-product', { title: 'Mug', variants })
  const value = { v: 1, state: 'backorder', from: null, to: null, room: null, units: null, at: '2026-11-22T08:00:00Z' }
  await floor.verb('set-metafield', { sku: 'MUG', key: 'promise', value })
})
afterAll(() => floor.close())
beforeEach(async () => {
  for (const block of ['product-promise', 'cart-promise', 'promise-badge']) {
    await floor.verb('switch-block', { block, on: true })
  }
})

const page = async (path: string) => (await fetch(`${floor.simulator.url}${path}`)).text()
const productPage = () => page(`/storefront/${SHOP}/products/mug`)
const editor = `/admin/${SHOP}/themes/current/editor`

type Told = { handle: string; type: string; activations: { handle: string; name: string; status: string }[] }[]

async function statuses(): Promise<Record<string, string>> {
  const { body } = await floor.get(`/admin/${SHOP}/extensions.json`)
  const [extension] = body as Told
  return Object.fromEntries(extension?.activations.map(({ handle, status }) => [handle, status]) ?? [])
}

describe('the theme editor', () => {
  it('has every block of the app in the theme to begin with, and App Bridge is told so', async () => {
    expect(await statuses()).toEqual({
      'product-promise': 'active',
      'cart-promise': 'active',
      'promise-badge': 'active',
    })
    const { body } = await floor.get(`/admin/${SHOP}/extensions.json`)
    expect(body).toMatchObject([
      {
        handle: 'backorder-promise',
        type: 'theme_app_extension',
        activations: expect.arrayContaining([
          expect.objectContaining({ handle: 'product-promise', name: 'Backorder promise', target: 'section' }),
          expect.objectContaining({ handle: 'cart-promise', target: 'body' }),
        ]),
      },
    ])
  })

  it('takes a block out of the theme and puts it back, for shoppers too', async () => {
    expect(await productPage()).toContain('<backline-promise')
    const out = new URLSearchParams({ block: 'product-promise', on: 'no' })
    const reply = await fetch(`${floor.simulator.url}${editor}`, { method: 'POST', body: out, redirect: 'manual' })
    expect(reply.status).toBe(303)
    expect(await statuses()).toMatchObject({ 'product-promise': 'available', 'cart-promise': 'active' })
    const shown = await productPage()
    expect(shown).toContain('Mug')
    expect(shown).not.toMatch(/<backline-promise|assets\/backorder-promise\/promise\.js/)
    await floor.verb('switch-block', { block: 'product-promise', on: true })
    expect(await productPage()).toContain('<backline-promise')
  })

  it('takes an app embed out of every page', async () => {
    const embed = 'backline-cart'
    expect(await productPage()).toContain(embed)
    await floor.verb('switch-block', { block: 'cart-promise', on: false })
    expect(await productPage()).not.toContain(embed)
  })

  it('shows first what a deep link is about', async () => {
    await floor.verb('switch-block', { block: 'cart-promise', on: false })
    const shown = await page(`${editor}?context=apps&template=cart&activateAppId=key/cart-promise`)
    expect(shown.match(/class="asked"/g)).toHaveLength(1)
    expect(await page(`${editor}?template=product&addAppBlockId=key/product-promise`)).not.toContain('class="asked"')
  })

  it('refuses what it does not understand, and knows only its shops', async () => {
    const odd = new URLSearchParams({ block: 'product-promise', on: 'perhaps' })
    expect((await fetch(`${floor.simulator.url}${editor}`, { method: 'POST', body: odd })).status).toBe(422)
    expect((await fetch(`${floor.simulator.url}/admin/other.myshopify.com/themes/current/editor`)).status).toBe(404)
  })
})

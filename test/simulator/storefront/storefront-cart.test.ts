import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let floor: SimulatorFloor
let ids: Record<string, string>
let cookie: string

beforeAll(async () => {
  floor = await aSimulatorFloor({ quiet: true })
  await floor.simulator.createShop({ shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', {
    title: 'Mug',
    variants: [
      { sku: 'BLUE', title: 'Blue', price: '9.50', stock: { 'Shop location': 4 } },
      { sku: 'RED', title: 'Red', price: '12', stock: { 'Shop location': 0 }, policy: 'DENY' },
    ],
  })
  const html = await (await fetch(at('products/mug'))).text()
  ids = Object.fromEntries([...html.matchAll(/value="(\d+)"\s+data-sku="(\w+)"/g)].map(([, id, sku]) => [sku, id]))
})
afterAll(() => floor.close())
beforeEach(() => {
  cookie = ''
})

type CartLine = { key: string; quantity: number; properties: Record<string, string>; variant_id: string; url: string }
type CartAnswer = { item_count: number; total_price: number; items: CartLine[]; sections?: Record<string, string> }

const at = (path: string) => `${floor.simulator.url}/storefront/${SHOP}/${path}`

/** One shopper, whose browser keeps the cookie. */
async function visit(path: string, body?: string | URLSearchParams | FormData, type?: string): Promise<Response> {
  const headers = { cookie, ...(type !== undefined && { 'content-type': type }) }
  const reply = await fetch(at(path), {
    ...(body !== undefined && { method: 'POST', body }),
    headers,
    redirect: 'manual',
  })
  cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? cookie
  return reply
}
const ask = async (path: string, wish?: object): Promise<CartAnswer> => {
  const reply = await visit(path, wish && JSON.stringify(wish), wish && 'application/json')
  return (await reply.json()) as CartAnswer
}

describe('the cart of the storefront', () => {
  it('keeps what each shopper puts in, one line for the same properties, the newest first', async () => {
    await ask('cart/add.js', { id: ids['BLUE'], quantity: 2 })
    await ask('cart/add.js', { items: [{ id: ids['BLUE'], quantity: 1, properties: { Engraving: 'Ada' } }] })
    await ask('cart/add.js', { id: ids['BLUE'] })
    const cart = await ask('cart.js')
    expect(cart).toMatchObject({ item_count: 4, total_price: 3800 })
    expect(cart.items.map(({ quantity, properties }) => [quantity, properties])).toEqual([
      [1, { Engraving: 'Ada' }],
      [3, {}],
    ])
    expect(cart.items[0]?.url).toBe(`/storefront/${SHOP}/products/mug?variant=${ids['BLUE']}`)
    cookie = ''
    expect(await ask('cart.js')).toMatchObject({ item_count: 0, items: [] })
  })

  it('understands forms in both encodings, and goes to the page of the cart', async () => {
    const fields = new URLSearchParams({
      id: ids['BLUE'] ?? '',
      quantity: '2',
      'properties[_promise]': '{"from":null}',
    })
    const reply = await visit('cart/add', fields)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, `/storefront/${SHOP}/cart`])
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    await visit('cart/add.js', form)
    expect((await ask('cart.js')).items).toMatchObject([{ quantity: 4, properties: { _promise: '{"from":null}' } }])
    const html = await (await visit('cart')).text()
    expect(html).toContain('Your cart')
    expect(html).toContain('$38.00')
  })

  it('changes a line by its place, its key or its variant, and answers the sections asked for', async () => {
    await ask('cart/add.js', { id: ids['BLUE'], quantity: 2 })
    const { sections, ...changed } = await ask('cart/change.js', { line: 1, quantity: 3, sections: ['cart-drawer'] })
    expect(changed.item_count).toBe(3)
    expect(Object.keys(sections ?? {})).toEqual(['cart-drawer'])
    expect(sections?.['cart-drawer']).toContain('value="3"')
    const [line] = changed.items
    const marked = await ask('cart/change.js', { id: line?.key, properties: { _promise: 'x' } })
    expect(marked.items).toMatchObject([{ quantity: 3, properties: { _promise: 'x' } }])
    expect(marked.items[0]?.key).not.toBe(line?.key)
    expect(
      (await visit('cart/change.js', JSON.stringify({ id: line?.key, quantity: 1 }), 'application/json')).status,
    ).toBe(422)
    expect(await ask('cart/update.js', { updates: { [ids['BLUE'] ?? '']: 1 } })).toMatchObject({ item_count: 1 })
    expect((await visit('cart/change?line=1&quantity=0')).status).toBe(303)
    expect(await ask('cart.js')).toMatchObject({ item_count: 0 })
  })

  it('makes lines that became alike one', async () => {
    await ask('cart/add.js', { id: ids['BLUE'], quantity: 1 })
    await ask('cart/add.js', { id: ids['BLUE'], quantity: 1, properties: { Engraving: 'Ada' } })
    const cart = await ask('cart/change.js', { line: 1, properties: {} })
    expect(cart.items.map(({ quantity }) => quantity)).toEqual([2])
  })

  it('takes in no more than there is of what may not be oversold', async () => {
    const reply = await visit('cart/add.js', JSON.stringify({ id: ids['RED'] }), 'application/json')
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({
      description: 'All RED that there are have been sold or are in your cart.',
    })
  })

  it('becomes an order with the properties on its lines, and is empty then', async () => {
    await ask('cart/add.js', { id: ids['BLUE'], quantity: 2, properties: { _promise: '{"from":null}', Gift: 'yes' } })
    const reply = await visit('cart', new URLSearchParams({ 'updates[]': '5', checkout: '1' }))
    expect(reply.headers.get('location')).toMatch(/thanks\/\d+$/)
    expect(await ask('cart.js')).toMatchObject({ item_count: 0 })
    await floor.settle()
    const placed = floor.app.heard.find(({ headers }) => headers['x-shopify-topic'] === 'orders/create')
    expect(JSON.parse(placed?.body ?? '{}').line_items).toMatchObject([
      {
        quantity: 5,
        properties: [
          { name: '_promise', value: '{"from":null}' },
          { name: 'Gift', value: 'yes' },
        ],
      },
    ])
    const shown = await (await visit(`thanks/${reply.headers.get('location')?.split('/').at(-1)}`)).text()
    expect(shown).toContain('5 ×')
  })

  it('says in its page why an order cannot be placed', async () => {
    const empty = await visit('cart', new URLSearchParams({ checkout: '1' }))
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('role="alert">The cart is empty.')
  })

  it('answers what it cannot read with a fault of the sender', async () => {
    expect((await visit('cart/add.js', JSON.stringify({ quantity: -1 }), 'application/json')).status).toBe(400)
    expect((await visit('cart/add.js', 'not json', 'application/json')).status).toBe(422)
    expect((await fetch(`${floor.simulator.url}/storefront/nobody.myshopify.com/cart.js`)).status).toBe(404)
  })
})

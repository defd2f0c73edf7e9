import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anAdminCaller } from './admin/admin-caller.ts'
import { aSimulatorFloor, askForToken, SHOP, type SimulatorFloor, secrets } from './simulator-floor.ts'

let floor: SimulatorFloor

beforeEach(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty', install: false })
})
afterEach(() => floor.close())

const mug = { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 5 } }] }
const order = { lines: [{ sku: 'MUG', units: 2 }] }

describe('a shop that lives before the app is installed', () => {
  test('announces nothing of what happened before, and all that happens after', async () => {
    await floor.verb('create-product', mug)
    await floor.verb('place-order', order)
    expect(floor.app.opened).toEqual([])
    expect(await floor.post(`/control/${SHOP}/install`)).toMatchObject({ body: { installed: true } })
    expect(floor.app.opened).toHaveLength(1)
    await floor.verb('place-order', order)
    expect(await floor.settle()).toMatchObject({ status: 200, body: { webhooks: { lost: 0, pending: 0 } } })
    const created = floor.app.heard.filter(({ headers }) => headers['x-shopify-topic'] === 'orders/create')
    expect(created.map(({ body }) => JSON.parse(body).name)).toEqual(['#1002'])
    expect((await floor.truth()).stock).toMatchObject([{ available: 1, committed: 4, onHand: 5 }])
  })

  test('gives no token before the merchant has granted the scopes', async () => {
    const { body } = await floor.get(`/control/${SHOP}/session-token`)
    const wish = {
      client_id: secrets.clientId,
      client_secret: secrets.clientSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: body.token,
    }
    expect((await askForToken(floor.simulator.url, wish)).status).toBe(404)
    await floor.post(`/control/${SHOP}/install`)
    expect((await askForToken(floor.simulator.url, wish)).status).toBe(200)
  })

  test('is not opened by a simulator that starts again', async () => {
    await floor.simulator.createShop({ shop: 'quiet.myshopify.com', kind: 'retail', install: false })
    expect((await floor.get('/control/quiet.myshopify.com/figures')).status).toBe(200)
    expect(floor.app.opened).toEqual([])
  })

  test('hears between the grant and the first opening, once it was opened', async () => {
    await floor.verb('create-product', mug)
    floor.app.told.opening = 503
    expect(await floor.post(`/control/${SHOP}/install`)).toMatchObject({ body: { installed: false } })
    await floor.verb('place-order', order)
    expect(floor.app.heard).toEqual([])
    floor.app.told.opening = 200
    await floor.post(`/control/${SHOP}/install`)
    await floor.settle()
    expect(floor.app.topics()).toContain('orders/create')
  })
})

describe('filling a shop', () => {
  const wish = { variants: 120, orders: 60, oldOrders: 5, seed: 3 }

  test('makes variants, open orders, short ones among them, and orders too old to be read', async () => {
    await floor.verb('create-location', { name: 'Attic' })
    expect((await floor.verb('fill', wish)).status).toBe(200)
    const { stock, orders } = await floor.truth()
    expect([stock.length, orders.length]).toEqual([120, 65])
    expect(stock.filter((each: { available: number }) => each.available < 0).length).toBeGreaterThan(0)
    expect(new Set(stock.map((each: { locationId: string }) => each.locationId)).size).toBe(2)
    expect(orders.every((each: { lines: { open: number }[] }) => each.lines.every(({ open }) => open > 0))).toBe(true)

    await floor.post(`/control/${SHOP}/install`)
    const admin = await anAdminCaller(floor.simulator.url)
    const { data } = await admin.ask('{ orders(first: 250) { nodes { id } } }')
    expect(data.orders.nodes).toHaveLength(60)
  })

  test('gives the same shop for the same seed', async () => {
    const other = 'other.myshopify.com'
    await floor.post('/control/shops', { shop: other, kind: 'empty', install: false })
    await floor.verb('fill', wish)
    await floor.verb('fill', wish, other)
    const [one, same] = [await floor.truth(), await floor.truth(other)]
    expect(one.stock).toEqual(same.stock)
    expect(one.orders.map((each: { lines: unknown }) => each.lines)).toEqual(
      same.orders.map((each: { lines: unknown }) => each.lines),
    )
  })

  test('is refused where the app is installed and would hear of it all', async () => {
    await floor.post(`/control/${SHOP}/install`)
    expect(await floor.verb('fill', wish)).toMatchObject({
      status: 422,
      body: { error: expect.stringContaining('install: false') },
    })
  })
})

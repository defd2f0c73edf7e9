import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeChange } from '../../../simulator/store/change.ts'
import { setMetafields } from '../../../simulator/store/metafields.ts'
import { type AdminCaller, anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'
import { aMugShop } from './shop-in-memory.ts'

const promises = { v: 1, at: '2026-11-22T08:00:00.000Z', lines: [{ line: '1', units: 3, of: 5 }] }
let floor: SimulatorFloor
let admin: AdminCaller
let order: string

async function open(scopes?: readonly string[]): Promise<void> {
  floor = await aSimulatorFloor(scopes ? { scopes } : {})
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 2 } }] })
  order = (await floor.verb('place-order', { lines: [{ sku: 'MUG', units: 5 }] })).body.orderId
  admin = await anAdminCaller(floor.simulator.url)
  await told()
}
beforeEach(() => open())
afterEach(() => floor.close())

const metafield = (more: object = {}) => {
  return { ownerId: order, namespace: '$app', key: 'promises', type: 'json', value: JSON.stringify(promises), ...more }
}
const write = (...metafields: object[]) => admin.run('write-promises', { metafields })
const remove = (...owners: string[]) =>
  admin.run('remove-promises', {
    metafields: owners.map((ownerId) => ({ ownerId, namespace: '$app', key: 'promises' })),
  })
const read = async () => (await admin.run('read-order-promises', { ids: [order] })).nodes
const orderOfTruth = async () => (await floor.truth()).orders[0]

/** The topics that the app heard since it was last asked. */
async function told() {
  await floor.settle()
  return floor.app.heard.splice(0).map(({ headers }) => headers['x-shopify-topic'])
}

describe('a metafield of an order', () => {
  test('is written, read by the order and by its full name, and taken away', async () => {
    expect(await read()).toEqual([{ id: order, metafield: null }])
    expect(await write(metafield())).toEqual({ metafieldsSet: { userErrors: [] } })
    expect(await read()).toEqual([{ id: order, metafield: { value: JSON.stringify(promises) } }])
    const byFullName =
      'query ($id: ID!) { order(id: $id) { metafield(namespace: "app--610000002", key: "promises") { value } } }'
    expect((await admin.ask(byFullName, { id: order })).data.order.metafield.value).toBe(JSON.stringify(promises))
    expect((await floor.truth()).metafields).toEqual([{ ...metafield(), updatedAt: expect.any(String) }])
    expect(await remove(order)).toEqual({ metafieldsDelete: { userErrors: [] } })
    expect(await read()).toEqual([{ id: order, metafield: null }])
  })

  test('changes the order, which the app hears once for all that a call writes of it', async () => {
    const before = await orderOfTruth()
    await write(metafield(), metafield({ key: 'other' }))
    expect(await told()).toEqual(['orders/updated'])
    const after = await orderOfTruth()
    expect(after.updatedAt > before.updatedAt).toBe(true)
    expect(after.lines).toEqual(before.lines)
    await remove(order)
    expect(await told()).toEqual(['orders/updated'])
    expect((await orderOfTruth()).updatedAt > after.updatedAt).toBe(true)
  })

  test('changes nothing when it is written as it is, or taken away where there is none', async () => {
    await write(metafield())
    await told()
    const before = await orderOfTruth()
    await write(metafield())
    await remove(order.replace(/\d+$/, '1'))
    expect(await told()).toEqual([])
    expect(await orderOfTruth()).toEqual(before)
  })

  test('goes with its order, and none is written about an order that is gone', async () => {
    await write(metafield())
    await floor.verb('delete-order', { order: '#1001' })
    expect((await floor.truth()).metafields).toEqual([])
    expect((await write(metafield())).metafieldsSet.userErrors).toEqual([
      { code: 'INVALID', field: ['metafields', '0', 'ownerId'], message: 'Owner does not exist.' },
    ])
    expect(await remove(order)).toEqual({ metafieldsDelete: { userErrors: [] } })
  })

  test('is not written about an order too old for the app to see', () => {
    const { shop, change } = aMugShop()
    change('place-order', { lines: [{ sku: 'MUG', units: 1 }] })
    const [old] = shop.orders.values()
    const wish = {
      ownerId: `gid://shopify/Order/${old?.id}`,
      namespace: '$app',
      key: 'promises',
      type: 'json',
      value: '{}',
    }
    const writing = (since: string) => makeChange(shop, Date.now, (made) => setMetafields(made, [wish], since))
    expect(writing('2999-01-01T00:00:00.000Z')).toMatchObject({
      answer: [{ field: ['metafields', '0', 'ownerId'] }],
      events: [],
    })
    expect(writing('')).toMatchObject({ answer: [], events: [{ topic: 'orders/updated', subject: wish.ownerId }] })
  })
})

describe('a merchant who grants no changes', () => {
  test.each([
    ['of an order', ['write_products'], 'write_orders'],
    ['of a variant', ['write_orders'], 'write_products'],
  ])('denies metafields %s, and with them the whole call', async (_, scopes, needed) => {
    await floor.close()
    await open(scopes)
    const { ownerId: variant } = (await floor.verb('set-metafield', { sku: 'MUG', key: 'promise', value: null })).body
    const denial = (field: string) => [
      {
        message: `Access denied for ${field} field. Required access: \`${needed}\` access scope.`,
        path: [field],
        extensions: expect.objectContaining({ code: 'ACCESS_DENIED' }),
      },
    ]
    const set = 'mutation ($all: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $all) { userErrors { message } } }'
    const both = [metafield(), metafield({ ownerId: variant })]
    expect((await admin.ask(set, { all: both })).errors).toMatchObject(denial('metafieldsSet'))
    const away =
      'mutation ($all: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $all) { userErrors { message } } }'
    const names = both.map(({ ownerId, namespace, key }) => ({ ownerId, namespace, key }))
    expect((await admin.ask(away, { all: names })).errors).toMatchObject(denial('metafieldsDelete'))
    expect((await floor.truth()).metafields).toEqual([])
  })

  test('leaves the app what it writes about its own installation', async () => {
    await floor.close()
    await open([])
    const { id } = (await admin.ask('{ currentAppInstallation { id } }')).data.currentAppInstallation
    expect((await write(metafield({ ownerId: id }))).metafieldsSet.userErrors).toEqual([])
  })
})

test('the app learns its own number, which is another than the installation', async () => {
  const { data } = await admin.ask('{ currentAppInstallation { id app { id } } }')
  expect(data.currentAppInstallation.app).toEqual({ id: 'gid://shopify/App/610000002' })
  expect(data.currentAppInstallation.id).not.toContain('610000002')
})

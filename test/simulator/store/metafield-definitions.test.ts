import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AdminCaller, anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let floor: SimulatorFloor
let admin: AdminCaller
let order: string

async function open(scopes?: readonly string[]): Promise<void> {
  floor = await aSimulatorFloor(scopes ? { scopes } : {})
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
  order = (await floor.verb('place-order', { lines: [{ sku: 'MUG', units: 5 }] })).body.orderId
  admin = await anAdminCaller(floor.simulator.url)
}
beforeEach(() => open())
afterEach(() => floor.close())

const definition = {
  ownerType: 'ORDER',
  namespace: 'backline',
  key: 'promises',
  name: 'Backorder promises',
  type: 'json',
}
const define = async (more: object = {}) =>
  (await admin.run('define-messages', { definition: { ...definition, ...more } })).metafieldDefinitionCreate.userErrors
const metafield = (more: object = {}) => {
  return { ownerId: order, namespace: 'backline', key: 'promises', type: 'json', value: '{"v":1}', ...more }
}
const write = async (more: object = {}) =>
  (await admin.run('write-promises', { metafields: [metafield(more)] })).metafieldsSet.userErrors

describe('a definition', () => {
  test('is made once, of a kind of things and a name', async () => {
    expect(await define()).toEqual([])
    expect(await define({ name: 'Others' })).toEqual([
      {
        code: 'TAKEN',
        field: ['definition', 'key'],
        message: "Key is in use for Order metafields on the 'backline' namespace.",
      },
    ])
    expect(await define({ ownerType: 'PRODUCTVARIANT' })).toEqual([])
    expect((await floor.truth()).metafieldDefinitions).toEqual([
      { ...definition, ownerType: 'Order' },
      { ...definition, ownerType: 'ProductVariant' },
    ])
  })

  test('says of what type a metafield is, and there need be none', async () => {
    expect(await write()).toEqual([])
    expect(await define({ key: 'day', type: 'date' })).toEqual([])
    expect(await write({ key: 'day' })).toEqual([
      { code: 'INVALID_TYPE', field: ['metafields', '0', 'type'], message: "Type must be 'date', as it is defined." },
    ])
  })

  test.each([
    ['a short namespace', { namespace: 'ab' }, 'TOO_SHORT'],
    ['a namespace with a dot', { namespace: 'back.line' }, 'INVALID_CHARACTER'],
    ['a key of one letter', { key: 'p' }, 'TOO_SHORT'],
    ['no name', { name: ' ' }, 'BLANK'],
    ['a type that is none', { type: 'JSON!' }, 'INCLUSION'],
  ])('is refused with %s', async (_, more, code) => {
    expect(await define(more)).toMatchObject([{ code }])
    expect((await floor.truth()).metafieldDefinitions).toEqual([])
  })

  test('takes what it takes to change the things it is about', async () => {
    await floor.close()
    await open(['write_products'])
    const text =
      'mutation ($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) { userErrors { code } } }'
    expect((await admin.ask(text, { definition })).errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }])
  })
})

describe('a namespace', () => {
  test('of the merchant’s is another than the app’s own, of the same key', async () => {
    await write()
    await write({ namespace: '$app', value: '{"v":2}' })
    const read = async (variables: object) =>
      (await admin.run('read-order-promises', { ids: [order], ...variables })).nodes[0].metafield.value
    expect(await read({})).toBe('{"v":2}')
    expect(await read({ namespace: 'backline' })).toBe('{"v":1}')
  })

  test('that another app keeps for itself is not written to', async () => {
    expect(await write({ namespace: 'app--999' })).toMatchObject([{ code: 'APP_NOT_AUTHORIZED' }])
  })
})

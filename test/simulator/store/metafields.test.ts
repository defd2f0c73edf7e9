import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AdminCaller, anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let floor: SimulatorFloor
let admin: AdminCaller
let owner: string
beforeAll(async () => {
  floor = await aSimulatorFloor({ dataDir: null })
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 0 } }] })
  admin = await anAdminCaller(floor.simulator.url)
  owner = (await floor.verb('set-metafield', { sku: 'MUG', key: 'promise', value: null })).body.ownerId
})
afterAll(() => floor.close())
beforeEach(() => remove())

const promise = { v: 1, state: 'backorder', from: '2999-12-04', to: '2999-12-04', room: null, units: 4 }
const metafield = (more: object = {}) => {
  return { ownerId: owner, namespace: '$app', key: 'promise', type: 'json', value: JSON.stringify(promise), ...more }
}
const write = async (...metafields: object[]) =>
  (await admin.run('write-promises', { metafields })).metafieldsSet.userErrors
async function remove() {
  const metafields = [{ ownerId: owner, namespace: '$app', key: 'promise' }]
  return (await admin.run('remove-promises', { metafields })).metafieldsDelete.userErrors
}
const read = async () => (await admin.run('read-promises', { ids: [owner] })).nodes

describe('a metafield of a variant', () => {
  test('is written, read, told to the storefront, and taken away', async () => {
    expect(await read()).toEqual([{ id: owner, metafield: null }])
    expect(await write(metafield())).toEqual([])
    expect(await read()).toEqual([{ id: owner, metafield: { value: JSON.stringify(promise) } }])
    const page = await (await fetch(`${floor.simulator.url}/storefront/${SHOP}/products/mug`)).text()
    expect(page).toContain('On backorder: expected to ship by 4 December 2999.')
    expect(await remove()).toEqual([])
    expect(await remove()).toEqual([])
    expect(await read()).toEqual([{ id: owner, metafield: null }])
  })

  test.each([
    ['of nobody', { ownerId: 'gid://shopify/ProductVariant/1' }, 'INVALID', 'ownerId'],
    ['that is no JSON', { value: '{' }, 'INVALID_VALUE', 'value'],
    ['of another type', { type: 'boolean' }, 'INVALID_TYPE', 'type'],
  ])('%s is refused, and the others of the call with it', async (_, wrong, code, field) => {
    const errors = await write(metafield(), metafield(wrong))
    expect(errors).toEqual([{ code, field: ['metafields', '1', field], message: expect.any(String) }])
    expect(await read()).toEqual([{ id: owner, metafield: null }])
  })

  test('goes with its variant', async () => {
    await floor.verb('create-product', { title: 'Cup', variants: [{ sku: 'CUP' }] })
    const { ownerId } = (await floor.verb('set-metafield', { sku: 'CUP', key: 'promise', value: promise })).body
    await write(metafield())
    await floor.verb('delete-product', { sku: 'CUP' })
    const { metafields } = await floor.truth()
    expect(metafields).toEqual([expect.objectContaining({ ownerId: owner })])
    expect(ownerId).not.toBe(owner)
  })

  test('comes with at most 24 others', async () => {
    const many = Array.from({ length: 26 }, () => metafield())
    const { errors } = await admin.ask(
      `mutation ($all: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $all) { userErrors { message } } }`,
      { all: many },
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }])
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AdminCaller, anAdminCaller } from '../admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'

let folder: string
let floor: SimulatorFloor
let admin: AdminCaller
let mug: { itemId: string; locationId: string }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adjust-quantities-'))
  floor = await aSimulatorFloor({ dataDir: folder })
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 5 } }] })
  mug = (await floor.verb('adjust-stock', { sku: 'MUG', delta: 0 })).body
  admin = await anAdminCaller(floor.simulator.url)
})
afterEach(async () => {
  await floor.close()
  await rm(folder, { recursive: true })
})

type Change = { delta: number; changeFromQuantity?: number | null; inventoryItemId?: string }

const input = (...changes: Change[]) => ({
  name: 'available',
  reason: 'received',
  referenceDocumentUri: 'gid://an-app/Receipt/1',
  changes: changes.map((change) => ({ inventoryItemId: mug.itemId, locationId: mug.locationId, ...change })),
})
const adjust = async (key: string, ...changes: Change[]) =>
  (await admin.run('adjust-stock', { key, input: input(...changes) })).inventoryAdjustQuantities
const available = async () => (await floor.verb('adjust-stock', { sku: 'MUG', delta: 0 })).body.available
const refusalOf = (code: string) => ({
  inventoryAdjustmentGroup: null,
  userErrors: [expect.objectContaining({ code })],
})

describe('an adjustment of stock', () => {
  test('moves what is available, and is announced', async () => {
    await floor.settle()
    const answer = await adjust(randomUUID(), { delta: 7, changeFromQuantity: 5 })
    expect(answer).toEqual({
      inventoryAdjustmentGroup: { id: expect.stringMatching(/InventoryAdjustmentGroup\/\d+/) },
      userErrors: [],
    })
    expect(await available()).toBe(12)
    const { body } = await floor.get(`/control/${SHOP}/figures`)
    expect(body.events[0]).toMatchObject({ topic: 'inventory_levels/update', subject: mug.itemId })
  })

  test('moves once for a key, also after the simulator was started anew', async () => {
    const key = randomUUID()
    const first = await adjust(key, { delta: 7, changeFromQuantity: 5 })
    expect(await adjust(key, { delta: 7, changeFromQuantity: 5 })).toEqual(first)
    await floor.close()
    floor = await aSimulatorFloor({ dataDir: folder })
    admin = await anAdminCaller(floor.simulator.url)
    expect(await adjust(key, { delta: 7, changeFromQuantity: 5 })).toEqual(first)
    expect(await available()).toBe(12)
  })

  test('refuses a key that came with something else', async () => {
    const key = randomUUID()
    await adjust(key, { delta: 7, changeFromQuantity: null })
    expect(await adjust(key, { delta: 8, changeFromQuantity: null })).toEqual(
      refusalOf('IDEMPOTENCY_KEY_PARAMETER_MISMATCH'),
    )
    expect(await available()).toBe(12)
  })

  test('refuses a quantity that is not that any more, and then the key it came with', async () => {
    const key = randomUUID()
    const stale = [
      { delta: 1, changeFromQuantity: 5 },
      { delta: 1, changeFromQuantity: 4 },
    ]
    expect(await adjust(key, ...stale)).toEqual(refusalOf('CHANGE_FROM_QUANTITY_STALE'))
    expect(await adjust(key, ...stale)).toEqual(refusalOf('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'))
    expect(await available()).toBe(5)
  })

  test('refuses an unknown item, and moves nothing of the others', async () => {
    const strange = { delta: 1, changeFromQuantity: null, inventoryItemId: 'gid://shopify/InventoryItem/1' }
    expect(await adjust(randomUUID(), { delta: 7, changeFromQuantity: 5 }, strange)).toEqual(
      refusalOf('INVALID_INVENTORY_ITEM'),
    )
    expect(await available()).toBe(5)
  })

  test('must say from which quantity, be it from any, and names at most 250 changes', async () => {
    const ask = (...changes: Change[]) => admin.run('adjust-stock', { key: randomUUID(), input: input(...changes) })
    expect(await ask({ delta: 7 })).toMatchObject({ inventoryAdjustQuantities: null })
    const many = Array.from({ length: 251 }, () => ({ delta: 1, changeFromQuantity: null }))
    expect(await ask(...many)).toMatchObject({ inventoryAdjustQuantities: null })
    expect(await available()).toBe(5)
  })
})

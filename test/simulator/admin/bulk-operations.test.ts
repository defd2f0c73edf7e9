import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from '../simulator-floor.ts'
import { type AdminCaller, anAdminCaller, textOf } from './admin-caller.ts'

let floor: SimulatorFloor
let admin: AdminCaller

beforeEach(async () => {
  floor = await aSimulatorFloor({ bulkTakesMs: 30 })
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-location', { name: 'Attic' })
  const stock = { 'Shop location': 5, Attic: 2 }
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock }] })
  await floor.verb('create-product', { title: 'Cup', variants: [{ sku: 'CUP' }] })
  await floor.verb('place-order', {
    lines: [
      { sku: 'MUG', units: 3 },
      { sku: 'CUP', units: 1, location: 'Attic' },
    ],
  })
  await floor.verb('place-order', { lines: [{ sku: 'CUP', units: 2 }] })
  admin = await anAdminCaller(floor.simulator.url)
})
afterEach(() => floor.close())

async function finished(id: string) {
  return vi.waitFor(async () => {
    const operation = await admin.readBulk(id)
    expect(['COMPLETED', 'FAILED', 'CANCELED']).toContain(operation.status)
    return operation
  }, 60_000)
}

/** What the query leaves, line by line, children right behind their parents. */
async function linesOf(query: string, isGrouped = true) {
  const start = `mutation Start($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: ${isGrouped}) { bulkOperation { id } }
  }`
  const { data } = await admin.ask(start, { query })
  const { url } = await finished(data.bulkOperationRunQuery.bulkOperation.id)
  const text = await (await fetch(url)).text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const kindOf = (line: { id: string }) => line.id.split('/')[3]

describe('a bulk operation', () => {
  test('goes from created over running to completed, with counts, and leaves a file', async () => {
    const { bulkOperation, userErrors } = await admin.startBulk(textOf('bulk/stock'))
    expect(userErrors).toEqual([])
    expect(bulkOperation).toMatchObject({ id: expect.stringMatching(/BulkOperation/), status: 'CREATED' })
    const operation = await finished(bulkOperation.id)
    expect(operation).toMatchObject({ status: 'COMPLETED', errorCode: null, rootObjectCount: '2', objectCount: '6' })
    const { body } = await floor.get(`/control/${SHOP}/figures`)
    expect(body.events[0]).toMatchObject({ topic: 'bulk_operations/finish', subject: bulkOperation.id })
    const file = await fetch(operation.url)
    expect(file.headers.get('content-type')).toContain('jsonl')
    expect(Buffer.byteLength(await file.text())).toBe(Number(operation.fileSize))
  })

  test('writes a line for each record, and children say whose they are', async () => {
    const lines = await linesOf(textOf('bulk/routing'))
    expect(lines.map(kindOf)).toEqual([
      'Order',
      'FulfillmentOrder',
      'FulfillmentOrderLineItem',
      'FulfillmentOrder',
      'FulfillmentOrderLineItem',
      'Order',
      'FulfillmentOrder',
      'FulfillmentOrderLineItem',
    ])
    const [order, here, line, there] = lines
    expect(Object.keys(order)).toEqual(['id', 'updatedAt'])
    expect([here.__parentId, line.__parentId, there.__parentId]).toEqual([order.id, here.id, order.id])
    expect(line).toMatchObject({ totalQuantity: 3, remainingQuantity: 3, lineItem: { id: expect.any(String) } })
  })

  test('leaves out orders that are shipped or cancelled', async () => {
    await floor.verb('fulfil', { order: '#1001' })
    const lines = await linesOf(textOf('bulk/orders'))
    expect(lines.filter((line) => kindOf(line) === 'Order').map((line) => line.name)).toEqual(['#1002'])
    await floor.verb('cancel-order', { order: '#1002', restock: true })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/orders'))
    expect(await finished(bulkOperation.id)).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null })
  })

  test('reads what was made in a span of time', async () => {
    const [{ createdAt }] = (await floor.get(`/control/${SHOP}/state`)).body.orders
    const later = new Date(Date.parse(createdAt) + 60_000).toISOString().slice(0, 19)
    const rootsOf = async (connection: string, filter: string) => {
      const { bulkOperation } = await admin.startBulk(`{ ${connection}(query: "${filter}") { edges { node { id } } } }`)
      return (await finished(bulkOperation.id)).rootObjectCount
    }
    for (const [connection, field] of [
      ['orders', 'created_at'],
      ['inventoryItems', 'created_at'],
      ['productVariants', 'updated_at'],
    ] as const) {
      expect(await rootsOf(connection, `${field}:<'${later}Z'`)).toBe('2')
      expect(await rootsOf(connection, `${field}:>='${later}Z'`)).toBe('0')
    }
    const refused = await admin.startBulk(
      '{ productVariants(query: "created_at:>2020-01-01") { edges { node { id } } } }',
    )
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID', message: expect.stringContaining('created_at') }])
  })

  test('ungrouped children stand behind their parents and any number of others', async () => {
    const lines = await linesOf(textOf('bulk/stock'), false)
    expect(lines.map(kindOf)).toEqual([
      'InventoryItem',
      'InventoryItem',
      'InventoryLevel',
      'InventoryLevel',
      'InventoryLevel',
      'InventoryLevel',
    ])
    for (const [at, line] of lines.entries()) {
      if (line.__parentId) expect(lines.slice(0, at).map(({ id }) => id)).toContain(line.__parentId)
    }
  })

  test('reads the shop as it is meanwhile, and skips what was deleted', async () => {
    // Held up until the deletion has happened, however slow the machine is: nothing is read before it is let go.
    await floor.verb('faults', { bulk: { isHeld: true } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    await floor.verb('delete-product', { sku: 'CUP' })
    expect(await admin.readBulk(bulkOperation.id)).toMatchObject({ status: 'CREATED' })
    await floor.verb('faults')
    expect(await finished(bulkOperation.id)).toMatchObject({ status: 'COMPLETED', rootObjectCount: '1' })
  })

  test('is refused when its query is not for bulk', async () => {
    expect((await admin.startBulk('{ order(id: "1") { id } }')).userErrors).toMatchObject([
      { code: 'INVALID', message: expect.stringContaining('at least one connection') },
    ])
    expect((await admin.startBulk('{ orders(query: "colour:blue") { nodes { id } } }')).userErrors).toMatchObject([
      { code: 'INVALID', message: expect.stringContaining('search/order-filters.ts') },
    ])
  })

  test('is cancelled when the app is removed', async () => {
    await floor.verb('faults', { bulk: { isHeld: true } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    await floor.verb('uninstall')
    await floor.verb('faults')
    await floor.post(`/control/${SHOP}/install`)
    admin = await anAdminCaller(floor.simulator.url)
    expect(await finished(bulkOperation.id)).toMatchObject({ status: 'CANCELED', url: null })
  })

  test('shows its file only to whoever has the address', async () => {
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    const { url } = await finished(bulkOperation.id)
    expect((await fetch(url.replace(/signature=.*/, 'signature=guessed'))).status).toBe(403)
  })
})

test('five bulk operations run at once in a shop, a sixth is refused', async () => {
  const slow = await aSimulatorFloor({ bulkTakesMs: 60_000 })
  await slow.post('/control/shops', { shop: SHOP, kind: 'empty' })
  const caller = await anAdminCaller(slow.simulator.url)
  for (let started = 0; started < 5; started += 1) {
    expect((await caller.startBulk(textOf('bulk/catalogue'))).userErrors).toEqual([])
  }
  expect(await caller.startBulk(textOf('bulk/catalogue'))).toMatchObject({
    bulkOperation: null,
    userErrors: [{ code: 'LIMIT_REACHED' }],
  })
  await slow.close()
})

test('a bulk operation that was under way when the simulator ended begins anew and completes', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulator-'))
  const first = await aSimulatorFloor({ dataDir, bulkTakesMs: 60_000 })
  await first.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await first.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
  const { bulkOperation } = await (await anAdminCaller(first.simulator.url)).startBulk(textOf('bulk/catalogue'))
  await first.close()

  const second = await aSimulatorFloor({ dataDir, bulkTakesMs: 30 })
  const caller = await anAdminCaller(second.simulator.url)
  await vi.waitFor(
    async () =>
      expect(await caller.readBulk(bulkOperation.id)).toMatchObject({ status: 'COMPLETED', objectCount: '1' }),
    5_000,
  )
  await second.close()
  await rm(dataDir, { recursive: true })
})

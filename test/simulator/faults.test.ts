import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { drawAdminFault, faultless } from '../../simulator/admin-api/admin-faults.ts'
import { type AdminCaller, anAdminCaller, textOf } from './admin/admin-caller.ts'
import { aSimulatorFloor, askForToken, SHOP, type SimulatorFloor, secrets } from './simulator-floor.ts'

const locations = '{ locations(first: 5) { nodes { name } } }'
let floor: SimulatorFloor
let admin: AdminCaller

beforeEach(async () => {
  floor = await aSimulatorFloor({ bulkTakesMs: 30 })
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }, { sku: 'CUP' }] })
  admin = await anAdminCaller(floor.simulator.url)
})
afterEach(() => floor.close())

const bulkOver = (id: string) =>
  vi.waitFor(async () => {
    const operation = await admin.readBulk(id)
    expect(operation.completedAt).not.toBeNull()
    return operation
  }, 60_000)

describe('Shopify in trouble', () => {
  test('answers 500, and well again after an empty wish', async () => {
    await floor.verb('faults', { admin: { status500: 1 } })
    expect((await admin.post(locations)).status).toBe(500)
    await floor.verb('faults')
    expect((await admin.post(locations)).status).toBe(200)
  })

  test('answers with a page of HTML and status 200', async () => {
    await floor.verb('faults', { admin: { html: 1 } })
    const reply = await admin.post(locations)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  test('throttles with an empty bucket', async () => {
    await floor.verb('faults', { admin: { throttle: 1 } })
    expect(await admin.ask(locations)).toMatchObject({
      errors: [{ extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } } },
    })
  })

  test('lets a call take effect and never answers it', async () => {
    await floor.verb('faults', { admin: { timeout: 1 } })
    const signal = AbortSignal.timeout(300)
    const start = textOf('run-bulk-query')
    const call = fetch(`${floor.simulator.url}/shopify/${SHOP}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Shopify-Access-Token': admin.token },
      body: JSON.stringify({ query: start, variables: { query: textOf('bulk/catalogue') } }),
      signal,
    })
    await expect(call).rejects.toThrow(/timeout/)
    const { body } = await floor.get(`/control/${SHOP}/admin-calls`)
    expect(body.byOperation.RunBulkQuery).toMatchObject({ calls: 1 })
  })

  test('refuses every token until it ends', async () => {
    await floor.verb('faults', { admin: { unauthorized: true } })
    expect((await admin.post(locations)).status).toBe(401)
    await floor.verb('faults')
    expect((await admin.post(locations)).status).toBe(200)
  })

  test('lets every answer take its time', async () => {
    await floor.verb('faults', { admin: { latencyMs: 1_500 } })
    const asked = admin.post(locations).then((reply) => ({ asked: 'first', status: reply.status }))
    await floor.verb('faults')
    const askedLater = admin.post(locations).then((reply) => ({ asked: 'later', status: reply.status }))
    expect(await Promise.race([asked, askedLater])).toEqual({ asked: 'later', status: 200 })
    expect(await asked).toEqual({ asked: 'first', status: 200 })
  })

  test('charges more for every query, and refuses the dear ones without telling of points', async () => {
    await floor.verb('faults', { admin: { costTimes: 10 } })
    expect(await admin.ask(locations)).toMatchObject({ extensions: { cost: { requestedQueryCost: 50 } } })
    await floor.verb('faults', { admin: { costTimes: 201 } })
    const refused = await admin.ask(locations)
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'MAX_COST_EXCEEDED', cost: 1005 } }] })
    expect(refused).not.toHaveProperty('extensions')
  })

  test('cannot tell of one item, and tells of the others beside the error', async () => {
    const { stock } = (await floor.get(`/control/${SHOP}/state`)).body
    const [mug, cup] = stock.map(({ itemId }: { itemId: string }) => itemId)
    await floor.verb('faults', { admin: { unreadable: [mug] } })
    const reply = await admin.ask(textOf('read-stock'), { ids: [cup, mug], levels: 1 })
    expect(reply).toMatchObject({
      data: { nodes: [{ id: cup }, null] },
      errors: [{ path: ['nodes', 1, 'inventoryLevels'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    })
  })

  test('fails as a whole at one item, and does not say at which', async () => {
    const { stock } = (await floor.get(`/control/${SHOP}/state`)).body
    const [mug, cup] = stock.map(({ itemId }: { itemId: string }) => itemId)
    await floor.verb('faults', { admin: { unreadable: [mug], failsWhole: true } })
    const ask = (...ids: string[]) => admin.ask(textOf('read-stock'), { ids, levels: 1 })
    expect(await ask(cup, mug)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    })
    expect(await ask(cup)).toMatchObject({ data: { nodes: [{ id: cup }] } })
  })

  test('loses webhooks as mischief does', async () => {
    await floor.verb('faults', { webhooks: { lose: 1 } })
    await floor.verb('set-stock', { sku: 'MUG', available: 9 })
    expect(await floor.settle()).toMatchObject({ body: { webhooks: { lost: 1, pending: 0 } } })
  })

  test('fails bulk operations half way', async () => {
    await floor.verb('faults', { bulk: { fail: 1 } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    expect(await bulkOver(bulkOperation.id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'INTERNAL_SERVER_ERROR',
      url: null,
    })
  })

  test('times a bulk operation out that finds too much, and leaves what it had read', async () => {
    await floor.verb('faults', { bulk: { timeoutBeyond: 1, only: 'Catalogue' } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    const over = await bulkOver(bulkOperation.id)
    expect(over).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', rootObjectCount: '1', url: null })
    const mug = JSON.parse(await (await fetch(over.partialDataUrl)).text())
    expect(mug).toMatchObject({ sku: 'MUG' })

    const stock = await admin.startBulk(textOf('bulk/stock'))
    expect(await bulkOver(stock.bulkOperation.id)).toMatchObject({ status: 'COMPLETED', partialDataUrl: null })
    const rest = `productVariants(query: "id:>${mug.id.split('/').at(-1)}")`
    const one = textOf('bulk/catalogue').replace('productVariants', rest)
    const part = await admin.startBulk(one)
    expect(await bulkOver(part.bulkOperation.id)).toMatchObject({ status: 'COMPLETED', rootObjectCount: '1' })
  })

  test.each([
    ['ACCESS_DENIED', 'FAILED', 'ACCESS_DENIED'],
    ['CANCELED', 'CANCELED', null],
  ])('ends bulk operations as %s, without a file', async (failAs, status, errorCode) => {
    await floor.verb('faults', { bulk: { fail: 1, failAs } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    expect(await bulkOver(bulkOperation.id)).toMatchObject({ status, errorCode, url: null, partialDataUrl: null })
  })

  test('damages the line of one record', async () => {
    const { stock } = (await floor.get(`/control/${SHOP}/state`)).body
    await floor.verb('faults', { bulk: { damaged: [stock[0].itemId] } })
    const { bulkOperation } = await admin.startBulk(textOf('bulk/stock'))
    const { url } = await bulkOver(bulkOperation.id)
    const rows = (await (await fetch(url)).text()).trimEnd().split('\n')
    const isWhole = rows.map((row) => row.endsWith('}'))
    expect(rows[isWhole.indexOf(false)]).toContain(`"id":"${stock[0].itemId}"`)
    expect(isWhole.filter((whole) => !whole)).toHaveLength(1)
  })

  test('keeps the file of a bulk operation for a week', async () => {
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    const { url } = await bulkOver(bulkOperation.id)
    await floor.verb('pass-time', { days: 6 })
    expect((await fetch(url)).status).toBe(200)
    await floor.verb('pass-time', { days: 1 })
    expect((await fetch(url)).status).toBe(403)
    expect(await admin.readBulk(bulkOperation.id)).toMatchObject({ status: 'EXPIRED', url: null })
  })

  test('breaks the file of a bulk operation off in the middle', async () => {
    const { bulkOperation } = await admin.startBulk(textOf('bulk/catalogue'))
    const { url } = await bulkOver(bulkOperation.id)
    await floor.verb('faults', { bulk: { cut: 1 } })
    await expect(fetch(url).then((reply) => reply.text())).rejects.toThrow()
    await floor.verb('faults')
    expect((await (await fetch(url)).text()).trimEnd().split('\n')).toHaveLength(2)
  })

  test('is in the same trouble for the same seed', () => {
    const draws = (seed: number) => {
      let faults = { ...faultless, admin: { ...faultless.admin, status500: 0.3, throttle: 0.3 }, random: seed }
      return Array.from({ length: 30 }, () => {
        const { fault, random } = drawAdminFault(faults)
        faults = { ...faults, random }
        return fault
      })
    }
    expect(draws(7)).toEqual(draws(7))
    expect(new Set(draws(7))).toEqual(new Set([null, 'status500', 'throttle']))
  })
})

test('revoked tokens are dead, the refresh token too, until the app exchanges a new one', async () => {
  const { body } = await floor.get(`/control/${SHOP}/session-token`)
  const wish = { client_id: secrets.clientId, client_secret: secrets.clientSecret }
  const exchange = {
    ...wish,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: body.token,
    expiring: '1',
  }
  const { refresh_token } = (await askForToken(floor.simulator.url, exchange)).body
  expect((await floor.verb('revoke-tokens')).status).toBe(200)
  expect((await admin.post(locations)).status).toBe(401)
  expect((await askForToken(floor.simulator.url, { ...wish, grant_type: 'refresh_token', refresh_token })).status).toBe(
    400,
  )
  expect((await (await anAdminCaller(floor.simulator.url)).post(locations)).status).toBe(200)
})

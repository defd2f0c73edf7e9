import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../../web/platform/errors.ts'
import type { OfflineAccess } from '../../../web/platform/shopify/access/offline-access.ts'
import { createAdminClient } from '../../../web/platform/shopify/admin-client.ts'
import { createCostBuckets } from '../../../web/platform/shopify/cost-bucket.ts'
import { readInPieces } from '../../../web/platform/shopify/in-pieces.ts'
import { postOperation } from '../../../web/platform/shopify/post-operation.ts'
import { createTransport } from '../../../web/platform/shopify/transport.ts'
import { quiet } from '../../support/shopify/app-parts.ts'
import { type ShopifyStandIn, startShopifyStandIn } from '../../support/shopify/shopify-stand-in.ts'

const shop = 'mugs.myshopify.com'
const locations = { locations: { nodes: [] } }

let standIn: ShopifyStandIn
let clock = 0
let slept: number[] = []
let attention: string[] = []

beforeAll(async () => {
  standIn = await startShopifyStandIn()
})
afterAll(() => standIn.stop())
beforeEach(() => {
  clock = 0
  slept = []
  attention = []
  standIn.adminCalls.length = 0
  standIn.forgetAnswers()
})

function aClient(access: Partial<OfflineAccess> = {}) {
  return createAdminClient({
    shopify: { transport: createTransport(standIn.origin, 1_000), apiVersion: '2026-10' },
    access: {
      token: async () => 'token-1',
      has: async () => true,
      exchange: async () => ({ scopes: '' }),
      isRefused: async () => false,
      wasReplaced: async () => false,
      tellLost: async (_shop, tell) => {
        await tell()
        return true
      },
      ...access,
    },
    buckets: createCostBuckets(() => clock),
    log: quiet,
    onAccessLost: async (_shop, reason) => {
      attention.push(reason)
    },
    now: () => clock,
    sleep: async (ms) => {
      slept.push(ms)
      clock += ms
    },
  })
}

const cost = (requested: number, currentlyAvailable: number) => ({
  requestedQueryCost: requested,
  actualQueryCost: requested,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
})
const answered = (requested: number, left: number) => ({
  body: { data: locations, extensions: { cost: cost(requested, left) } },
})
const graphqlError = (code: string, message = code) => ({ errors: [{ message, extensions: { code } }] })

describe('asking the Admin API', () => {
  test("sends the operation's text, the variables and the shop's token to the shop's own address", async () => {
    standIn.answer(answered(10, 1990))
    expect(await aClient().run(shop, 'read-locations', { after: 'x' })).toEqual(locations)
    const [call] = standIn.adminCalls
    expect(call?.path).toBe('/shopify/mugs.myshopify.com/admin/api/2026-10/graphql.json')
    expect(call?.headers['x-shopify-access-token']).toBe('token-1')
    expect(call?.body['query']).toContain('query ReadLocations')
    expect(call?.body['variables']).toEqual({ after: 'x' })
  })

  test("waits for the shop's points before a call that would not fit", async () => {
    const client = aClient()
    standIn.answer(answered(500, 200), answered(500, 0))
    await client.run(shop, 'read-locations', {})
    await client.run(shop, 'read-locations', { after: 'the next page' })
    expect(slept).toEqual([3000])
  })

  test('knows that a smaller page costs less, and that other shops have points of their own', async () => {
    const client = aClient()
    standIn.answer(answered(900, 100), answered(80, 20), answered(900, 1100))
    await client.run(shop, 'read-stock', { ids: ['1', '2'], levels: 10 })
    await client.run(shop, 'read-stock', { ids: ['1'], levels: 10 })
    await client.run('cups.myshopify.com', 'read-stock', { ids: ['3', '4'], levels: 10 })
    expect(slept).toEqual([])
  })

  test('says busy rather than wait longer than its patience', async () => {
    const client = aClient()
    const empty = {
      body: {
        data: locations,
        extensions: {
          cost: { ...cost(900, 0), throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 25 } },
        },
      },
    }
    standIn.answer(empty)
    await client.run(shop, 'read-locations', {})
    const error = await client.run(shop, 'read-locations', {}).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ShopifyBusy)
    expect(error).toMatchObject({ retryAfterMs: 36_000, retry: { afterMs: 36_000 } })
    expect(standIn.adminCalls).toHaveLength(1)
  })

  test('waits as long as a THROTTLED answer says and asks again, though it comes with HTTP 200', async () => {
    const throttled = { body: { ...graphqlError('THROTTLED'), extensions: { cost: cost(700, 100) } } }
    standIn.answer(throttled, answered(700, 0))
    expect(await aClient().run(shop, 'read-locations', {})).toEqual(locations)
    expect(slept).toEqual([6000])
  })

  test('gives up being throttled after a few times', async () => {
    standIn.answer(...Array.from({ length: 5 }, () => ({ body: graphqlError('THROTTLED') })))
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toThrow(ShopifyBusy)
    expect(slept).toEqual([1000, 1000, 1000, 1000])
  })

  test('obeys Retry-After of HTTP 429', async () => {
    standIn.answer({ status: 429, headers: { 'retry-after': '2.0' }, body: { errors: 'slow down' } }, answered(1, 1))
    await aClient().run(shop, 'read-locations', {})
    expect(slept).toEqual([2000])
  })
})

describe('when Shopify fails', () => {
  const html = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Something went wrong</h1>' }
  const failures = [
    ['a 502 with a page of HTML', { ...html, status: 502 }],
    ['HTML with 200', html],
    ['a connection that breaks', 'hang up' as const],
    ['an internal error inside GraphQL', { body: graphqlError('INTERNAL_SERVER_ERROR') }],
    ['JSON that is not GraphQL', { body: [] }],
    ['no data at all', { body: { data: null } }],
  ] as const

  test.each(failures)('%s is tried again', async (_what, failure) => {
    standIn.answer(failure, failure, answered(10, 1000))
    expect(await aClient().run(shop, 'read-locations', {})).toEqual(locations)
    expect(slept).toEqual([500, 1000])
  })

  test.each(failures)('%s is busy in the end', async (_what, failure) => {
    standIn.answer(failure, failure, failure, failure, failure)
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toThrow(ShopifyBusy)
    expect(attention).toEqual([])
  })
})

describe('a shop whose Admin API is away', () => {
  const failure = { status: 502, body: 'Bad gateway' }
  const busy = (client: ReturnType<typeof aClient>, of = shop) =>
    client.run(of, 'read-locations', {}).then(
      () => null,
      (error: unknown) => (error instanceof ShopifyBusy ? error.retryAfterMs : Promise.reject(error)),
    )

  test.each(['say nothing', 'stop halfway', 'never end'] as const)(
    'is not asked twice where its answer is to %s',
    async (answer) => {
      standIn.answer(answer)
      expect(await busy(aClient())).toBe(2_000)
      expect(standIn.adminCalls).toHaveLength(1)
      expect(slept).toEqual([])
    },
  )

  test('is held to 32 MB of an answer without an end', async () => {
    standIn.answer('never end')
    const patient = { transport: createTransport(standIn.origin, 300_000), apiVersion: '2026-10' }
    const told = await postOperation(patient, { shop, token: 'token-1', query: '{ shop { name } }', variables: {} })
    expect(told).toEqual({ kind: 'failed', why: 'the answer is longer than 33554432 bytes', isSilent: true })
  })

  test('is left alone for a while, and other shops are not', async () => {
    const client = aClient()
    standIn.answer('say nothing', answered(1, 1000))
    expect(await busy(client)).toBe(2_000)
    clock += 500
    expect(await busy(client)).toBe(1_500)
    expect(await busy(client, 'cups.myshopify.com')).toBeNull()
    expect(standIn.adminCalls).toHaveLength(2)
  })

  test('is tried by one call then, and left alone twice as long each time, up to a minute', async () => {
    const client = aClient()
    standIn.answer('say nothing')
    const waits = [await busy(client)]
    for (let time = 0; time < 6; time += 1) {
      clock += waits.at(-1) ?? 0
      standIn.answer(failure)
      const [trial, beside] = await Promise.all([busy(client), busy(client)])
      expect(beside).toBe(10_000)
      waits.push(trial)
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    expect(standIn.adminCalls).toHaveLength(7)
  })

  test('is asked as ever once it answered, be it to say no', async () => {
    const client = aClient()
    standIn.answer('say nothing')
    clock += (await busy(client)) ?? 0
    standIn.answer({ status: 400, body: { errors: 'bad' } })
    await expect(client.run(shop, 'read-locations', {})).rejects.toThrow(ShopifyRefused)
    standIn.answer(failure, answered(10, 1000))
    expect(await busy(client)).toBeNull()
  })
})

describe('when Shopify says no', () => {
  test('a query that is too large is refused by its own code, so that the caller can halve it', async () => {
    standIn.answer({ body: graphqlError('MAX_COST_EXCEEDED', 'Query cost is 1203, which exceeds 1000') })
    const error = await aClient()
      .run(shop, 'read-locations', {})
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ShopifyRefused)
    expect(error).toMatchObject({ code: 'MAX_COST_EXCEEDED', retry: 'never' })
  })

  test('what was too dear is asked for again in halves, to the end', async () => {
    const shape = { operation: 'read-stock', variables: { levels: 1 }, points: 180 } as const
    const tooDear = { body: graphqlError('MAX_COST_EXCEEDED', 'Query cost is 1203, which exceeds 1000') }
    standIn.answer(tooDear, tooDear, ...Array.from({ length: 4 }, () => answered(10, 1990)))
    const asked: (readonly string[])[] = []
    for await (const { ids } of readInPieces(aClient(), shop, shape, ['1', '2', '3', '4'])) asked.push(ids)
    expect(asked).toEqual([['1'], ['2'], ['3'], ['4']])
    standIn.answer(tooDear)
    const one = readInPieces(aClient(), shop, shape, ['1'])
    await expect(one.next()).rejects.toMatchObject({ code: 'MAX_COST_EXCEEDED' })
  })

  test('what is too dear also while the one that fails is looked for is asked for in halves', async () => {
    const shape = { operation: 'read-stock', variables: { levels: 1 }, points: 180 } as const
    const fails = { body: graphqlError('INTERNAL_SERVER_ERROR', 'Something went wrong') }
    const tooDear = { body: graphqlError('MAX_COST_EXCEEDED', 'Query cost is 1203, which exceeds 1000') }
    standIn.answer(fails, fails, fails, tooDear, ...Array.from({ length: 4 }, () => answered(10, 1990)))
    const asked: (readonly string[])[] = []
    const pieces = readInPieces(aClient(), shop, shape, ['1', '2', '3', '4'], { onUntold: () => undefined })
    for await (const { ids } of pieces) asked.push(ids)
    expect(asked).toEqual([['1'], ['2'], ['3'], ['4']])
  })

  test('data beside an error is not handed out', async () => {
    standIn.answer({ body: { data: locations, ...graphqlError('ACCESS_DENIED') } })
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })

  test("a mutation's data is not handed out beside user errors", async () => {
    const payload = { hold: { id: '1' }, userErrors: [{ field: ['id'], message: 'Already held', code: 'TAKEN' }] }
    standIn.answer({ body: { data: { fulfillmentOrderHold: payload } } })
    const error = await aClient()
      .run(shop, 'read-locations', {})
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ShopifyRefused)
    expect(error).toMatchObject({ code: 'TAKEN', message: 'Already held' })
  })

  test('an empty list of user errors is no error', async () => {
    const data = { fulfillmentOrderHold: { userErrors: [] } }
    standIn.answer({ body: { data } })
    expect(await aClient().run(shop, 'read-locations', {})).toEqual(data)
  })

  test('a malformed request is refused at once', async () => {
    standIn.answer({ status: 400, body: { errors: 'bad' } })
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toMatchObject({ code: 'HTTP_400' })
  })

  test.each([
    [402, 'the shop is frozen'],
    [403, 'Shopify forbids access'],
    [404, 'there is no such shop'],
    [423, 'the shop is locked'],
  ])('HTTP %i means access is lost, and the merchant is told', async (status, reason) => {
    standIn.answer({ status, body: { errors: 'no' } })
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toThrow(AccessLost)
    expect(attention).toEqual([reason])
  })

  test('HTTP 401 means access is lost, and the merchant is told', async () => {
    standIn.answer({ status: 401, body: { errors: '[API] Invalid API key or access token' } })
    await expect(aClient().run(shop, 'read-locations', {})).rejects.toThrow(AccessLost)
    expect(attention).toEqual(['Shopify does not accept the token'])
  })

  test('HTTP 401 for a token that another process has just replaced is tried with the new one', async () => {
    const token = vi.fn<OfflineAccess['token']>().mockResolvedValueOnce('old').mockResolvedValueOnce('new')
    standIn.answer({ status: 401, body: {} }, answered(1, 1))
    await aClient({ token, wasReplaced: async () => true }).run(shop, 'read-locations', {})
    expect(standIn.adminCalls.map((call) => call.headers['x-shopify-access-token'])).toEqual(['old', 'new'])
    expect(attention).toEqual([])
  })

  test('a shop that never gave us a token is lost access, and no call is made', async () => {
    const token = () => Promise.reject(new AccessLost('no token yet'))
    await expect(aClient({ token }).run(shop, 'read-locations', {})).rejects.toThrow('no token yet')
    expect(attention).toEqual(['no token yet'])
    expect(standIn.adminCalls).toEqual([])
  })

  test('a shop whose merchant brought a token while a call found none is not lost, and the call is made later', async () => {
    const token = () => Promise.reject(new AccessLost('no token yet'))
    const call = aClient({ token, tellLost: async () => false }).run(shop, 'read-locations', {})
    await expect(call).rejects.toThrow(ShopifyBusy)
    expect(attention).toEqual([])
  })
})

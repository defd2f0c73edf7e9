import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ParkedListOutput } from '../../web/mirror/contract/deliveries.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { lanesDue } from '../support/lanes.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate delivery'))

const unreadable = 'not readable: Unexpected end of JSON'
const refused = 'the database refuses it: year is out of range'

async function park(ids: readonly string[], { reason = unreadable, of = shop, topic = 'orders/create' } = {}) {
  await asOwner(
    api.databaseUrl,
    `insert into delivery (shop_id, webhook_id, topic, triggered_at, received_at, body, state, reason, settled_at)
     select $1, id, $2, '2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z', 'x', 'parked', $3, now() from unnest($4::text[]) id`,
    [of, topic, reason, ids],
  )
}
const list = async (query = '', as = shop) =>
  (await api.get<ParkedListOutput>(`/api/deliveries/parked${query}`, as)).body
const ids = ({ rows }: ParkedListOutput) => rows.map((row) => row.deliveryId)
const deliveries = () =>
  queryAsOwner(
    api.databaseUrl,
    'select webhook_id as id, state, reason, body is not null as "hasBody" from delivery order by sequence',
  )

describe('the list', () => {
  test('says what could not be processed and why, the last to arrive first', async () => {
    await park(['a', 'b'])
    await park(['c'], { reason: refused, topic: 'products/update' })
    expect(await list()).toEqual({
      rows: [
        {
          deliveryId: 'c',
          topic: 'products/update',
          triggeredAt: '2026-11-20T10:00:00.000Z',
          receivedAt: '2026-11-20T10:00:01.000Z',
          kind: 'refused',
          reason: refused,
          alike: 1,
        },
        expect.objectContaining({ deliveryId: 'b', kind: 'unreadable', reason: unreadable, alike: 2 }),
        expect.objectContaining({ deliveryId: 'a', alike: 2 }),
      ],
      total: 3,
      next: null,
      previous: null,
    })
  })

  test('is read page by page, there and back, while others arrive', async () => {
    await park(['a', 'b', 'c', 'd', 'e'])
    const first = await list('?limit=2')
    await park(['f'])
    const second = await list(`?limit=2&cursor=${first.next}`)
    const third = await list(`?limit=2&cursor=${second.next}`)
    expect([first, second, third].map(ids)).toEqual([['e', 'd'], ['c', 'b'], ['a']])
    expect([first.previous, third.next, third.total]).toEqual([null, null, 6])
    expect(ids(await list(`?limit=2&cursor=${third.previous}`))).toEqual(['c', 'b'])
    expect(ids(await list(`?limit=2&cursor=${second.previous}`))).toEqual(['e', 'd'])
    const newest = await list('?limit=1')
    expect(await list(`?limit=2&cursor=b${newest.next?.slice(1)}`)).toMatchObject({ previous: null, total: 6 })
  })

  test.each(['limit=0', 'limit=251', 'cursor=x', 'cursor=a.', 'cursor=a.9999999999999999999'])(
    'refuses %s in words',
    async (query) => {
      const { status, body } = await api.get(`/api/deliveries/parked?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ message: expect.stringMatching(/^(limit|cursor): /) })
    },
  )
})

describe('trying again', () => {
  test('lets a delivery wait at its old place, and wakes the lane', async () => {
    await park(['a', 'b'])
    expect(await api.post('/api/deliveries/parked/retry', { deliveryId: 'a' })).toMatchObject({
      status: 200,
      body: { deliveries: 1 },
    })
    expect(await deliveries()).toEqual([
      { id: 'a', state: 'waiting', reason: null, hasBody: true },
      { id: 'b', state: 'parked', reason: unreadable, hasBody: true },
    ])
    expect(await lanesDue(api.databaseUrl)).toEqual([`shop ${shop}`])
  })

  test('lets all of one reason wait', async () => {
    await park(['a', 'b'])
    await park(['c'], { reason: refused })
    const { body } = await api.post('/api/deliveries/parked/retry', { reason: unreadable })
    expect(body).toEqual({ deliveries: 2 })
    expect(ids(await list())).toEqual(['c'])
  })
})

describe('giving up', () => {
  test('keeps that there was one and why, and not what it said', async () => {
    await park(['a', 'b'])
    const { body } = await api.post('/api/deliveries/parked/discard', { deliveryId: 'b' })
    expect(body).toEqual({ deliveries: 1 })
    expect(await deliveries()).toEqual([
      { id: 'a', state: 'parked', reason: unreadable, hasBody: true },
      { id: 'b', state: 'ignored', reason: unreadable, hasBody: false },
    ])
  })

  test('of all for one reason leaves the others', async () => {
    await park(['a', 'b'])
    await park(['c'], { reason: refused })
    expect((await api.post('/api/deliveries/parked/discard', { reason: refused })).body).toEqual({ deliveries: 1 })
    expect((await list()).total).toBe(2)
  })

  test('twice is done once', async () => {
    await park(['a'])
    await api.post('/api/deliveries/parked/discard', { deliveryId: 'a' })
    for (const step of ['retry', 'discard']) {
      const { body } = await api.post(`/api/deliveries/parked/${step}`, { deliveryId: 'a' })
      expect(body).toEqual({ deliveries: 0 })
    }
  })
})

describe.each(['retry', 'discard'])('%s', (step) => {
  test("never touches another shop's, even of the same id", async () => {
    await park(['a'], { of: otherShop })
    for (const choice of [{ deliveryId: 'a' }, { reason: unreadable }]) {
      expect((await api.post(`/api/deliveries/parked/${step}`, choice)).body).toEqual({ deliveries: 0 })
    }
    expect((await list()).rows).toEqual([])
    expect((await list('', otherShop)).total).toBe(1)
  })

  test.each([
    {},
    { deliveryId: 5 },
    { deliveryId: 'a', reason: 'b' },
    { reason: '' },
    { reason: '\0' },
    { deliveryId: 'x'.repeat(256) },
    null,
    'a',
  ])('refuses %j', async (said) => {
    expect((await api.post(`/api/deliveries/parked/${step}`, said)).status).toBe(400)
  })

  test('asks for a session token', async () => {
    expect((await api.post(`/api/deliveries/parked/${step}`, { deliveryId: 'a' }, null)).status).toBe(401)
  })
})

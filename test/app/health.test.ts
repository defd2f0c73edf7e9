import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { deliver, startWebProcess, type WebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
let open: WebProcess
let live: WebProcess
let closed: WebProcess
const mugs = 'mugs.myshopify.com'

beforeAll(async () => {
  fresh = await freshDatabase()
  open = await startWebProcess(fresh.url)
  live = await startWebProcess(fresh.url, { production: true, operatorToken: 'operators-only' })
  closed = await startWebProcess(fresh.url, { production: true, operatorToken: null })
  await asOwner(fresh.url, 'INSERT INTO shop (shop_id) VALUES ($1)', [mugs])
  await withShopSql(open.services.db, mugs, async (tx) => {
    await tx.query(`INSERT INTO delivery (shop_id, webhook_id, topic, body) VALUES ($1, '1', 'orders/create', '{}')`)
    await tx.query(
      `INSERT INTO delivery (shop_id, webhook_id, topic, body, state, reason) VALUES ($1, '2', 'orders/create', '{', 'parked', 'no JSON')`,
    )
    await tx.query(`INSERT INTO due_item (shop_id, item_id, due_at) VALUES ($1, '1', now() + interval '1 minute')`)
    await tx.query(`INSERT INTO variant (shop_id, variant_id, read_due, changed_at) VALUES ($1, '1', true, now())`)
  })
})
afterAll(async () => {
  await Promise.all([open, live, closed].map((web) => web.stop()))
  await fresh.drop()
})

function failingLane(shop: string): Promise<void> {
  return asOwner(
    fresh.url,
    `INSERT INTO lane (shop_id, kind, due_at, failures, failing_since, error)
     VALUES ($1, 'promises', now() + interval '1 hour', 7, '2026-11-22T09:00:00Z', 'ZodError') ON CONFLICT DO NOTHING`,
    [shop],
  )
}

function ask(web: WebProcess, path: string, token?: string): Promise<Response> {
  return fetch(`${web.url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
}

describe('the health of the app', () => {
  it.each(['/health/live', '/health/ready'])('is told to everyone at %s', async (path) => {
    expect((await ask(closed, path)).status).toBe(200)
  })

  it('of a shop counts what waits or is due, now or later, apart from what a person must look at', async () => {
    const response = await ask(open, `/health/ready?shop=${mugs}`)
    expect(await response.json()).toEqual({ ready: false, due: 3, parked: 1 })
  })

  it('of a shop with nothing to do is ready', async () => {
    const response = await ask(open, '/health/ready?shop=hats.myshopify.com')
    expect(await response.json()).toEqual({ ready: true, due: 0, parked: 0 })
  })

  it('of a shop with a lane that fails says which, since when, and with which kind of error', async () => {
    await failingLane('broken.myshopify.com')
    const response = await ask(open, '/health/ready?shop=broken.myshopify.com')
    expect(await response.json()).toEqual({
      ...{ ready: true, due: 0, parked: 0 },
      failing: [{ kind: 'promises', since: '2026-11-22T09:00:00Z', turns: 7, error: 'ZodError' }],
    })
  })

  it('of something that is no shop is a bad question', async () => {
    expect((await ask(open, '/health/ready?shop=example.com')).status).toBe(400)
  })
})

describe.each([`/health/ready?shop=${mugs}`, '/metrics'])('in production %s', (path) => {
  it('is for who has the operator’s token', async () => {
    expect((await ask(live, path, 'operators-only')).status).toBe(200)
    expect((await ask(live, path, 'operators-onlY')).status).toBe(401)
    expect((await ask(live, path)).status).toBe(401)
  })

  it('is for nobody where there is no such token', async () => {
    expect((await ask(closed, path, 'null')).status).toBe(401)
    expect((await ask(closed, path, '')).status).toBe(401)
  })
})

describe('every answer', () => {
  it('says nothing of what it was made with', async () => {
    const { headers } = await ask(open, '/health/live')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('at an address that is none is 404', async () => {
    const response = await fetch(`${open.url}/nothing-here`, { headers: { accept: 'application/json' } })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ code: 'not-found' })
  })
})

describe('the figures for operators', () => {
  async function figures(web: WebProcess): Promise<Map<string, number>> {
    const lines = (await (await ask(web, '/metrics')).text()).split('\n').filter((line) => /^backline_/.test(line))
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
    )
  }

  it('tell what is to be done in all shops, and for how long it has waited', async () => {
    await asOwner(fresh.url, `UPDATE delivery SET received_at = now() - interval '90 seconds' WHERE webhook_id = '1'`)
    const told = await figures(open)
    expect(told.get('backline_waiting_deliveries')).toBe(1)
    expect(told.get('backline_lag_seconds')).toBeGreaterThanOrEqual(90)
    expect(told.get('backline_lag_seconds')).toBeLessThan(150)
    expect(told.get('backline_due_marks')).toBe(1)
    expect(told.get('backline_parked_deliveries')).toBe(1)
    expect(told.get('backline_shops_needing_attention')).toBe(0)
  })

  it('tell how long lanes wait for their turns, and which fail', async () => {
    await asOwner(fresh.url, 'DELETE FROM lane')
    await failingLane('broken.myshopify.com')
    await asOwner(
      fresh.url,
      `INSERT INTO lane (shop_id, kind, due_at) VALUES ($1, 'shop', now() - interval '90 seconds'), ($1, 'mail', NULL)`,
      [mugs],
    )
    const told = await figures(open)
    expect(told.get('backline_lanes_waiting{kind="shop"}')).toBe(1)
    expect(told.get('backline_lane_wait_seconds{kind="shop"}')).toBeGreaterThanOrEqual(90)
    expect(told.get('backline_lanes_failing{kind="promises"}')).toBe(1)
    expect(told.get('backline_lanes_failing_seconds{kind="promises"}')).toBeGreaterThan(0)
    expect(told.get('backline_lanes_waiting{kind="mail"}')).toBe(0)
    expect(told.get('backline_lanes_failing{kind="shop"}')).toBe(0)
  })

  it('count webhook requests by topic and by what became of them', async () => {
    const { url } = open
    await deliver(url, { topic: 'orders/create', webhookId: 'a' })
    await deliver(url, { topic: 'orders/create', webhookId: 'a' })
    await deliver(url, { topic: 'no/topic-of-ours', webhookId: 'b' })
    await deliver(url, { topic: 'orders/create', secret: 'not ours' })
    const told = await figures(open)
    expect(told.get('backline_deliveries_total{topic="orders/create",outcome="stored"}')).toBe(2)
    expect(told.get('backline_deliveries_total{topic="unknown",outcome="ignored"}')).toBe(1)
    expect(told.get('backline_deliveries_total{topic="unknown",outcome="bad-signature"}')).toBe(1)
  })
})

import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { sweep } from '../../web/app/sweep.ts'
import { createInbox, type Delivery } from '../../web/mirror/store/inbox/inbox.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { DatabaseAway } from '../../web/platform/errors.ts'
import { asOwner, type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { lanesDue } from '../support/lanes.ts'

let fresh: FreshDatabase
let db: Database
const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(async () => {
  await asOwner(fresh.url, 'TRUNCATE delivery, due_item, shop_order, variant, shop, lane, nudge')
  await openedIn(fresh.url, mugs, hats)
})

function aDelivery(wish: Partial<Delivery> = {}): Delivery {
  const some = {
    shop: mugs,
    webhookId: 'one',
    topic: 'orders/create',
    triggeredAt: null,
    body: Buffer.from('{}'),
    isWanted: true,
  }
  return { ...some, ...wish }
}

async function acceptAll(deliveries: Delivery[]): Promise<void> {
  const inbox = createInbox(db.appUrl, { patienceMs: 20_000 })
  const accepted = Promise.all(deliveries.map((delivery) => inbox.accept(delivery)))
  await inbox.close()
  await accepted
}

describe('a batch of deliveries', () => {
  it('is numbered in the order in which they came', async () => {
    const ids = ['c', 'a', 'b', 'z', 'y']
    await acceptAll(ids.map((webhookId) => aDelivery({ webhookId })))
    const rows = await queryAsOwner(fresh.url, 'SELECT webhook_id FROM delivery ORDER BY sequence')
    expect(rows).toEqual(ids.map((webhook_id) => ({ webhook_id })))
  })

  it('keeps every byte of every body', async () => {
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const bodies = [everyByte, Buffer.from('"\\{},NULL'), Buffer.alloc(100_000, 1)]
    await acceptAll(bodies.map((body, index) => aDelivery({ webhookId: String(index), body })))
    const rows = await queryAsOwner<{ body: Buffer }>(fresh.url, 'SELECT body FROM delivery ORDER BY sequence')
    expect(rows).toEqual(bodies.map((body) => ({ body })))
  })

  it('nudges each shop with news', async () => {
    await acceptAll([
      aDelivery({ shop: mugs, webhookId: '1' }),
      aDelivery({ shop: hats, webhookId: '1' }),
      aDelivery({ shop: mugs, webhookId: '2' }),
      aDelivery({ shop: 'caps.myshopify.com', isWanted: false }),
    ])
    expect(await lanesDue(fresh.url)).toEqual([`shop ${hats}`, `shop ${mugs}`])
  })

  it('with nothing new nudges nobody', async () => {
    await acceptAll([aDelivery()])
    await asOwner(fresh.url, 'TRUNCATE lane, nudge')
    await acceptAll([aDelivery(), aDelivery()])
    expect(await lanesDue(fresh.url)).toEqual([])
  })

  it('commits together with its nudge, or not at all', async () => {
    await asOwner(fresh.url, 'ALTER TABLE nudge ADD CONSTRAINT closed CHECK (false) NOT VALID')
    await expect(acceptAll([aDelivery()])).rejects.toThrow(/closed/)
    expect(await queryAsOwner(fresh.url, 'SELECT 1 FROM delivery')).toEqual([])
    await asOwner(fresh.url, 'ALTER TABLE nudge DROP CONSTRAINT closed')
  })

  it('tells of each shop whether it is known, and counts as repeated only what was stored before', async () => {
    const repeated: number[] = []
    const inbox = createInbox(db.appUrl, { patienceMs: 20_000, onRepeated: (count) => repeated.push(count) })
    const shops = [mugs, 'caps.myshopify.com', mugs, hats]
    const accepted = await Promise.all(shops.map((shop) => inbox.accept(aDelivery({ shop }))))
    await inbox.close()
    expect(accepted).toEqual(['stored', 'unknown-shop', 'stored', 'stored'])
    expect(repeated).toEqual([1])
  })

  it('finishes beside another one with the same deliveries in another order', async () => {
    const deliveries = Array.from({ length: 300 }, (_, number) =>
      aDelivery({ webhookId: `${number}`, shop: number % 2 ? mugs : hats }),
    )
    await Promise.all([acceptAll(deliveries), acceptAll(deliveries.toReversed()), acceptAll(deliveries)])
    const [counted] = await queryAsOwner(fresh.url, 'SELECT count(*)::int FROM delivery')
    expect(counted).toEqual({ count: 300 })
  })
})

describe('a batch of which one shop cannot be stored', () => {
  const refuse = (code: string) => `
    CREATE OR REPLACE FUNCTION refuse_hats() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.shop_id = '${hats}' THEN RAISE EXCEPTION 'connection to the remote node failed' USING ERRCODE = '${code}'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_hats BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION refuse_hats()`
  afterEach(() => asOwner(fresh.url, 'DROP TRIGGER refuse_hats ON delivery'))

  it.each([
    ['its node is away', '08006'],
    ['a node says so without a code', 'XX000'],
  ])('keeps what came of the others, where %s', async (_, code) => {
    await asOwner(fresh.url, refuse(code))
    const inbox = createInbox(db.appUrl, { patienceMs: 20_000 })
    const accepted = [mugs, hats, mugs].map((shop, at) => inbox.accept(aDelivery({ shop, webhookId: String(at) })))
    const outcomes = await Promise.allSettled(accepted)
    await inbox.close()
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'database-away' } })
    const rows = await queryAsOwner(fresh.url, 'SELECT webhook_id FROM delivery ORDER BY sequence')
    expect(rows).toEqual([{ webhook_id: '0' }, { webhook_id: '2' }])
  })
})

describe('while somebody holds a shop’s row', () => {
  const settled = (answers: Promise<unknown>[]) =>
    Promise.all(answers.map((answer) => answer.catch((error: Error) => error)))

  it('its deliveries are to be sent again, and those of others are stored', async () => {
    const holder = new pg.Client({ connectionString: fresh.url })
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query(`BEGIN; SELECT FROM shop WHERE shop_id = '${mugs}' FOR UPDATE`)
    // Less than any other statement waits for a lock.
    const inbox = createInbox(db.appUrl, { patienceMs: 4_000 })

    const together = [aDelivery(), aDelivery({ shop: hats })].map((delivery) => inbox.accept(delivery))
    expect(await settled(together)).toEqual([expect.any(DatabaseAway), 'stored'])
    const alone = await settled([inbox.accept(aDelivery())])
    expect(alone).toEqual([expect.any(DatabaseAway)])
    expect(await inbox.accept(aDelivery({ shop: hats, webhookId: 'two' }))).toBe('stored')

    await holder.query('ROLLBACK')
    expect(await inbox.accept(aDelivery())).toBe('stored')
    await inbox.close()
  })
})

describe('the sweep', () => {
  const at = '2026-11-22T09:00:00Z'

  async function nudgedAfter(shop: string, sql: string): Promise<string[]> {
    await withShopSql(db, shop, (tx) => tx.query(sql))
    await sweep(db)
    return await lanesDue(fresh.url)
  }

  it.each([
    [
      'a delivery waits',
      `INSERT INTO delivery (shop_id, webhook_id, topic, body) VALUES ($1, '1', 'orders/create', '{}')`,
    ],
    ['an item is due', `INSERT INTO due_item (shop_id, item_id) VALUES ($1, '1')`],
    [
      'a variant is to be read',
      `INSERT INTO variant (shop_id, variant_id, read_due, changed_at) VALUES ($1, '1', true, '${at}')`,
    ],
    [
      'an order is to be read',
      `INSERT INTO shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at, read_due) VALUES ($1, '1', '#1', '${at}', '${at}', '${at}', true)`,
    ],
  ])('nudges a shop where %s', async (_, sql) => {
    expect(await nudgedAfter(mugs, sql)).toEqual([`shop ${mugs}`])
  })

  it.each([
    [
      'everything is done',
      `INSERT INTO delivery (shop_id, webhook_id, topic, state) VALUES ($1, '1', 'orders/create', 'done')`,
    ],
    [
      'an item is due later',
      `INSERT INTO due_item (shop_id, item_id, due_at) VALUES ($1, '1', now() + interval '1 minute')`,
    ],
    [
      'a parked delivery waits for a person',
      `INSERT INTO delivery (shop_id, webhook_id, topic, body, state, reason) VALUES ($1, '1', 'orders/create', '{', 'parked', 'no JSON')`,
    ],
  ])('leaves a shop alone where %s', async (_, sql) => {
    expect(await nudgedAfter(mugs, sql)).toEqual([])
  })
})

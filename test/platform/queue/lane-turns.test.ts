import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  claimTurns,
  type EndedTurn,
  endTurns,
  type LaneKind,
  type LaneSql,
} from '../../../web/platform/queue/lane-turns.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { lanesDue, lanesOf } from '../../support/lanes.ts'

const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'

let fresh: FreshDatabase
let sql: LaneSql
const opened: pg.Client[] = []
beforeAll(async () => {
  fresh = await freshDatabase()
  sql = { query: (text, values) => queryAsOwner(fresh.url, text, [...values]) }
})
afterAll(() => fresh.drop())
beforeEach(() => asOwner(fresh.url, 'TRUNCATE lane, nudge, delivery, shop'))
afterEach(async () => {
  for (const client of opened.splice(0)) await client.end()
})

const nudge = (...shops: string[]) => asOwner(fresh.url, 'SELECT nudge_shops($1)', [shops])
const claim = async (worker = 'one', slots = 10, kind: LaneKind = 'shop') =>
  (await claimTurns(sql, worker, new Map([[kind, slots]]))).map(({ shop }) => shop)
const end = (shop: string, how: Partial<EndedTurn> = {}) =>
  endTurns(sql, 'one', [{ shop, kind: 'shop', waitMs: null, error: null, usedMs: 0, ...how }])

/** A merchant's transaction that goes on. */
async function begin(...statements: string[]): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: fresh.url })
  opened.push(client)
  await client.connect()
  for (const statement of ['BEGIN', ...statements]) await client.query(statement)
  return client
}

describe('a nudge', () => {
  it('gives the lane one turn, however often it comes before that', async () => {
    await nudge(mugs)
    await nudge(mugs, hats)
    expect((await claim()).toSorted()).toEqual([hats, mugs])
    await end(mugs)
    await end(hats)
    expect(await claim()).toEqual([])
  })

  it('while the lane has its turn gives it another one, as this one may have looked already', async () => {
    await nudge(mugs)
    await claim()
    await nudge(mugs)
    expect(await claim()).toEqual([])
    await end(mugs)
    expect(await claim()).toEqual([mugs])
  })

  it.each(['before the turn', 'during the turn'])(
    'of a transaction that began %s and ends after it is not lost',
    async (when) => {
      await nudge(mugs)
      const nudging = when === 'before the turn' ? await begin(`SELECT nudge_shop('${mugs}')`) : null
      expect(await claim()).toEqual([mugs])
      const late = nudging ?? (await begin(`SELECT nudge_shop('${mugs}')`))
      await end(mugs)
      expect(await claim()).toEqual([])
      await late.query('COMMIT')
      expect(await claim()).toEqual([mugs])
    },
  )

  it('of a transaction that is committed during the turn is not lost', async () => {
    const nudging = await begin(`SELECT nudge_shop('${mugs}')`)
    await nudge(mugs)
    await claim()
    await nudging.query('COMMIT')
    await end(mugs)
    expect(await claim()).toEqual([mugs])
  })

  it('is lost with its transaction', async () => {
    const nudging = await begin(`SELECT nudge_shop('${mugs}')`)
    await nudging.query('ROLLBACK')
    expect(await claim()).toEqual([])
  })

  it('in a transaction that takes long keeps nobody waiting: neither its shop’s news, nor a turn, nor its end', async () => {
    await begin(`SELECT nudge_shop('${mugs}')`, `SELECT nudge_promises('{${mugs}}')`)
    await asOwner(
      fresh.url,
      `SELECT accept_deliveries($1, '{1,2}', '{orders/create,orders/create}', '{now,now}', '{x,x}', '{true,true}')`,
      [[mugs, hats]],
    )
    expect((await claim()).toSorted()).toEqual([hats, mugs])
    await end(mugs)
  })

  it('of several shops in one order and in the other lets both end', async () => {
    const one = await begin(`SELECT nudge_shop('${mugs}')`)
    const other = await begin(`SELECT nudge_shop('${hats}')`)
    await one.query(`SELECT nudge_shop('${hats}')`)
    await other.query(`SELECT nudge_shop('${mugs}')`)
    await one.query('COMMIT')
    await other.query('COMMIT')
    expect(await lanesDue(fresh.url)).toEqual([`shop ${hats}`, `shop ${mugs}`])
  })

  it('for later keeps the earliest time of several', async () => {
    for (const minutes of [10, 5, 20]) {
      await asOwner(fresh.url, 'SELECT wake_shop($1, now() + make_interval(mins => $2))', [mugs, minutes])
    }
    expect(await lanesOf(fresh.url)).toMatchObject([{ shop: mugs, due: false, minutes: 5 }])
    expect(await claim()).toEqual([])
  })
})

describe('a turn', () => {
  it('goes to the lane that is due the longest, and to no more lanes than are asked for', async () => {
    for (const shop of ['c', 'a', 'b']) await nudge(shop)
    expect(await claim('one', 1)).toEqual(['c'])
    expect(await claim('two', 5)).toEqual(['a', 'b'])
  })

  it('that leaves something to do puts the lane at the end of the line', async () => {
    await nudge('busy')
    await claim()
    await nudge('quiet')
    await lanesOf(fresh.url)
    await end('busy', { waitMs: 0 })
    expect(await claim('one', 1)).toEqual(['quiet'])
    expect(await claim('one', 1)).toEqual(['busy'])
  })

  it('that used its slot for long puts the lane behind those that wait less long and used little', async () => {
    await nudge('busy', 'quiet')
    await claim()
    await end('busy', { waitMs: 0, usedMs: 1_000 })
    await end('quiet', { usedMs: 10 })
    await lanesOf(fresh.url)
    await nudge('quiet', 'new')
    expect((await claim('one', 2)).toSorted()).toEqual(['new', 'quiet'])
    expect(await claim('one', 1)).toEqual(['busy'])
  })

  it('that used its slot for an hour puts the lane back by seconds, and it is not waited for where nobody else is due', async () => {
    await nudge('busy')
    await claim()
    await end('busy', { waitMs: 0, usedMs: 3_600_000 })
    const [put] = await queryAsOwner(
      fresh.url,
      `SELECT paid_until BETWEEN now() AND now() + interval '10 seconds' AS ok FROM lane`,
    )
    expect(put).toEqual({ ok: true })
    expect(await claim()).toEqual(['busy'])
  })

  it('of deliveries is for some milliseconds later: those of one order, which come one after the other, have one turn', async () => {
    const storing = await begin()
    await storing.query('INSERT INTO shop (shop_id) VALUES ($1)', [mugs])
    await storing.query(
      `SELECT store_deliveries(ARRAY[$1], ARRAY['1'], ARRAY['orders/create'], ARRAY[now()], ARRAY['{}'::bytea], ARRAY[true])`,
      [mugs],
    )
    const { rows } = await storing.query(
      `SELECT due_at > now() AS "isLater", due_at < now() + interval '0.1 seconds' AS "isSoon" FROM nudge`,
    )
    expect(rows).toEqual([{ isLater: true, isSoon: true }])
  })

  it('of one kind of work says nothing about the others of the shop', async () => {
    await nudge(mugs)
    await asOwner(fresh.url, 'SELECT nudge_mail($1), nudge_promises($1), nudge_texts($1), nudge_collections($2)', [
      [mugs],
      mugs,
    ])
    for (const kind of ['shop', 'mail', 'promises', 'texts', 'collections'] as const) {
      expect(await claim('one', 10, kind), kind).toEqual([mugs])
    }
  })

  it('is given to one worker only, of many that ask at once', async () => {
    const shops = Array.from({ length: 40 }, (_, number) => `shop-${number}`)
    await nudge(...shops)
    // Whoever hears of the nudges is the only one who sees their lanes until it has taken its own; here all see them.
    expect(await claim('listener', 0)).toEqual([])
    const given = await Promise.all(Array.from({ length: 8 }, (_, worker) => claim(`worker ${worker}`, 10)))
    expect(given.flat().length).toBe(new Set(given.flat()).size)
    expect(given.flat().toSorted()).toEqual(shops.toSorted())
  })

  it('that is ended by a worker that lost it to another one changes nothing', async () => {
    await nudge(mugs)
    await claim('other')
    await end(mugs, { waitMs: 0 })
    expect(await lanesOf(fresh.url)).toMatchObject([{ shop: mugs, claimed: true, due: false }])
  })
})

describe('a lane that fails', () => {
  const failing = () =>
    queryAsOwner<{ failures: number; rest: number; error: string | null }>(
      fresh.url,
      `SELECT failures, extract(epoch FROM rests_until - failing_since)::int AS rest, error FROM lane`,
    )
  async function fails(times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      // So that it began to fail at the moment from which it rests.
      await asOwner(fresh.url, 'UPDATE lane SET due_at = now(), rests_until = NULL, failing_since = NULL')
      await nudge(mugs)
      expect(await claim()).toEqual([mugs])
      await end(mugs, { error: 'ZodError' })
    }
  }

  it('rests twice as long each time, up to five minutes, and a nudge does not shorten that', async () => {
    await fails(1)
    expect(await failing()).toEqual([{ failures: 1, rest: 1, error: 'ZodError' }])
    await fails(4)
    expect(await failing()).toEqual([{ failures: 5, rest: 16, error: 'ZodError' }])
    await fails(5)
    expect(await failing()).toEqual([{ failures: 10, rest: 300, error: 'ZodError' }])
    await nudge(mugs)
    expect(await claim()).toEqual([])
    await asOwner(fresh.url, `UPDATE lane SET rests_until = now(), due_at = now()`)
    expect(await claim()).toEqual([mugs])
  })

  it('is forgotten to have failed when a turn goes well', async () => {
    await fails(3)
    await asOwner(fresh.url, `UPDATE lane SET rests_until = now(), due_at = now()`)
    await claim()
    await end(mugs)
    expect(await failing()).toEqual([{ failures: 0, rest: null, error: null }])
  })
})

describe('with ten thousand lanes that are at rest', () => {
  beforeAll(() => asOwner(fresh.url, 'ALTER TABLE lane SET (autovacuum_enabled = false)'))

  type Explained = { 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] }

  /** Pages that a statement looks at, on a connection that has learned of the tables before. */
  async function pagesOf(client: pg.Client, statement: string): Promise<number> {
    await client.query(statement)
    const { rows } = await client.query<Explained>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`)
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  }

  it('neither a claim nor giving back reads them', async () => {
    await asOwner(
      fresh.url,
      `INSERT INTO lane (shop_id, kind) SELECT 'shop-' || n, kind FROM generate_series(1, 10000) n,
       unnest(ARRAY['shop', 'mail', 'promises', 'texts', 'collections']) AS kind`,
    )
    const [size] = await queryAsOwner<{ pages: number }>(
      fresh.url,
      `SELECT (pg_relation_size('lane') / 8192)::int AS pages`,
    )
    expect(size?.pages).toBeGreaterThan(300)
    const client = await begin()
    await client.query('SELECT nudge_shops($1)', [Array.from({ length: 20 }, (_, number) => `busy-${number}`)])
    expect(await pagesOf(client, `SELECT * FROM claim_lanes('one', '{shop,mail}', '{4,4}')`)).toBeLessThan(100)
    expect(await pagesOf(client, `SELECT release_lanes(7, 'two', '{}', '{}')`)).toBeLessThan(100)
    await client.query('COMMIT')
    expect(await claim()).toHaveLength(10)
  })
})

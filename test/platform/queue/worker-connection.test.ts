import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connectWorker } from '../../../web/platform/queue/worker-connection.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => await fresh.drop())

const cut = `select pg_terminate_backend(pid) from pg_stat_activity
                      where application_name = 'backline worker' and datname = current_database()`
const locksHeld = `select count(*)::int as held from pg_locks
                    where locktype = 'advisory' and granted
                      and database = (select oid from pg_database where datname = current_database())`

it('shows that a worker lives, on one connection, however often its connection is cut while it is asked', async () => {
  const connection = connectWorker(fresh.url, 'worker-of-the-test', () => undefined)
  const ask = () => connection.query('select 1', [])
  await ask()
  for (let times = 0; times < 100; times++) {
    let isOver = false
    const asking = (async () => {
      // A question that the cut strikes fails; the next one is asked on the next connection.
      while (!isOver) await ask().then(aFewTurns, aFewTurns)
    })()
    await queryAsOwner(fresh.url, cut)
    await aFewTurns()
    isOver = true
    await asking
  }
  // The last cut may strike once more.
  await vi.waitFor(() => ask(), 60_000)
  expect(await queryAsOwner(fresh.url, locksHeld)).toEqual([{ held: 1 }])
  await connection.close()
  await vi.waitFor(async () => expect(await queryAsOwner(fresh.url, locksHeld)).toEqual([{ held: 0 }]), 60_000)
})

it('tells in how many milliseconds a lane is due that was nudged, and of one that is due later than soon nothing', async () => {
  const told: number[] = []
  const connection = connectWorker(fresh.url, 'worker-of-the-test', (inMs) => told.push(inMs))
  // When it is there nudges may have been missed.
  await connection.query('select 1', [])
  const nudge = (due: string) =>
    queryAsOwner(fresh.url, `select nudge_lanes(array['mugs.myshopify.com'], 'shop', now() + interval '${due}')`)
  await nudge('30 milliseconds')
  await nudge('1 hour')
  await nudge('-1 seconds')
  await vi.waitFor(() => expect(told).toEqual([0, 30, 0]), 60_000)
  await connection.close()
})

/** Of the event loop, so that questions fall between the things that a broken connection says. */
async function aFewTurns(): Promise<void> {
  for (let turn = Math.floor(Math.random() * 6); turn >= 0; turn--)
    await new Promise((resolve) => setImmediate(resolve))
}

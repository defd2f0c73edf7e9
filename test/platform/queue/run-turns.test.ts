import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type LaneWork, runTurns, type TurnEnd } from '../../../web/platform/queue/run-turns.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { lanesOf } from '../../support/lanes.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())
beforeEach(() => asOwner(fresh.url, 'TRUNCATE lane, nudge'))

const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

const done: TurnEnd = { waitMs: null, error: null }
const more: TurnEnd = { waitMs: 0, error: null }
const nothing: LaneWork = { slots: 1, turns: 1, takeTurn: async () => done }

function run(shop: Partial<LaneWork>, mail: LaneWork = nothing) {
  const rest = { promises: nothing, texts: nothing, collections: nothing }
  const turns = runTurns(fresh.url, { shop: { ...nothing, ...shop }, mail, ...rest }, pino({ level: 'silent' }))
  opened.push(() => turns.stop())
  return turns
}

const nudge = (...shops: string[]) => asOwner(fresh.url, 'SELECT nudge_shops($1)', [shops])
const soon = { timeout: 30_000, interval: 20 }

it('a shop that always has more to do comes after one that waits, turn by turn', async () => {
  const turns: string[] = []
  run({
    takeTurn: async (shop) => {
      turns.push(shop)
      if (turns.length === 3) await nudge('quiet')
      return shop === 'busy' ? more : done
    },
  })
  await nudge('busy')
  await vi.waitFor(() => expect(turns.length).toBeGreaterThan(8), soon)
  expect(turns.slice(0, 6)).toEqual(['busy', 'busy', 'busy', 'quiet', 'busy', 'busy'])
})

it('turns that wait for somebody else leave their slots to others', async () => {
  const silent = Promise.withResolvers<void>()
  const begun: string[] = []
  run({
    slots: 1,
    turns: 10,
    takeTurn: async (shop, lend) => {
      begun.push(shop)
      if (shop !== 'quiet') await lend(() => silent.promise)
      return done
    },
  })
  await nudge('a', 'b', 'c', 'd', 'e', 'f')
  await vi.waitFor(() => expect(begun).toHaveLength(6), soon)
  await nudge('quiet')
  await vi.waitFor(() => expect(begun).toContain('quiet'), soon)
  silent.resolve()
})

it('one kind of work that waits holds up no other', async () => {
  const silent = Promise.withResolvers<void>()
  const begun: string[] = []
  const sends: LaneWork['takeTurn'] = async (shop) => {
    begun.push(`mail ${shop}`)
    await silent.promise
    return done
  }
  const plans: LaneWork['takeTurn'] = async (shop) => {
    begun.push(shop)
    return done
  }
  run({ takeTurn: plans }, { slots: 1, turns: 1, takeTurn: sends })
  await asOwner(fresh.url, `SELECT nudge_mail('{a,b}')`)
  await vi.waitFor(() => expect(begun).toHaveLength(1), soon)
  await nudge('quiet')
  await vi.waitFor(() => expect(begun).toContain('quiet'), soon)
  silent.resolve()
})

it('a nudge while the lane has its turn is heard when that ends', async () => {
  let turns = 0
  run({
    takeTurn: async () => {
      turns += 1
      if (turns === 1) await nudge('shop')
      return done
    },
  })
  await nudge('shop')
  await vi.waitFor(() => expect(turns).toBe(2), soon)
})

it('a turn that fails is told with its kind of error, and the lane rests', async () => {
  run({ takeTurn: async () => ({ waitMs: null, error: 'ZodError' }) })
  await nudge('broken')
  await vi.waitFor(
    async () => expect(await lanesOf(fresh.url)).toMatchObject([{ shop: 'broken', claimed: false }]),
    soon,
  )
})

it('two workers are never at one lane at once, and every lane has its turns', async () => {
  const at = new Set<string>()
  const twice: string[] = []
  const turns = new Map<string, number>()
  const takeTurn = async (shop: string) => {
    if (at.has(shop)) twice.push(shop)
    at.add(shop)
    await new Promise((resolve) => setImmediate(resolve))
    at.delete(shop)
    turns.set(shop, (turns.get(shop) ?? 0) + 1)
    return (turns.get(shop) ?? 0) < 5 ? more : done
  }
  for (let worker = 0; worker < 3; worker += 1) run({ slots: 3, turns: 3, takeTurn })
  const shops = Array.from({ length: 12 }, (_, number) => `shop-${number}`)
  await nudge(...shops)
  await vi.waitFor(() => expect([...turns.values()].filter((count) => count >= 5)).toHaveLength(12), soon)
  expect(twice).toEqual([])
})

it('one worker of several is elected, and another one once that has stopped', async () => {
  const [one, other] = [run({}), run({})]
  expect([await one.isElected(), await other.isElected(), await one.isElected()]).toEqual([true, false, true])
  await one.stop()
  opened.shift()
  await vi.waitFor(async () => expect(await other.isElected()).toBe(true), soon)
})

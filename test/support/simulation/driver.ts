import { createChance } from '../../../simulator/chance.ts'
import type { Simulator } from '../../../simulator/start.ts'
import { countOutstanding } from '../../../web/app/store/due.ts'
import {
  beginNewDays,
  forgetOldOrders,
  forgetWhatIsOld,
  startNightlyReconciles,
  sweep,
} from '../../../web/app/sweep.ts'
import { laneWork } from '../../../web/app/worker.ts'
import type { Config } from '../../../web/platform/config.ts'
import type { Failpoint } from '../../../web/platform/failpoints.ts'
import { claimTurns, endTurns, type LaneKind, releaseLanes } from '../../../web/platform/queue/lane-turns.ts'
import { workerLockSpace } from '../../../web/platform/queue/worker-connection.ts'
import type { ControlledClock } from './controlled-clock.ts'
import { connectClock } from './controlled-database.ts'
import { hireWorker } from './mortal-worker.ts'

type Parts = {
  readonly clock: ControlledClock
  readonly platform: Simulator
  readonly config: Config
  readonly databaseUrl: string
  readonly seed: number
  readonly shop: string
}

export type Driver = Awaited<ReturnType<typeof createDriver>>

/** What takes no time on the machine takes so long here: two things never happen in the same millisecond. */
const stepMs = 3
const sweepEveryMs = 15_000
/** What is on its way is likelier to come next than a turn is. */
const deliveriesATurn = 3
const nightEveryMs = 28 * 24 * 3_600_000
/** Whoever has something to do for longer than this stands still. */
const patienceMs = 30 * 60_000

/**
 * Lets one thing happen at a time: something of the platform that is due, or a turn of a lane. Where there is a choice chance
 * makes it, the same for the same seed. No worker looks for lanes of itself, and no timer fires.
 */
export async function createDriver(parts: Parts) {
  const { clock, platform, databaseUrl, shop } = parts
  const chance = createChance(parts.seed)
  const connection = await connectClock(databaseUrl)
  let worker = hireWorker(parts)
  let workers = 1
  const failures: string[] = []
  let reconciledAt = clock.now()

  /** Time passes a little. */
  async function step(): Promise<void> {
    await platform.quiet()
    await clock.pass(stepMs + Math.floor(chance.next() * 20))
  }

  async function takeTurn(kind: LaneKind): Promise<void> {
    const name = `worker ${workers}`
    const [claimed] = await claimTurns(connection, name, new Map([[kind, 1]]))
    if (claimed === undefined) return
    const work = laneWork(worker.services, new AbortController().signal)
    const end = await work[kind].takeTurn(shop, (waiting) => waiting())
    if (worker.isDead()) return await bury()
    await endTurns(connection, name, [{ ...claimed, ...end, usedMs: 0 }])
    if (end.error !== null) failures.push(`${kind}, ${end.error}`)
  }

  /** Nothing that the dead worker held is known any more; who comes after begins with what is in the tables. */
  async function bury(): Promise<void> {
    await worker.close()
    worker = hireWorker(parts)
    workers += 1
    await clock.pass(5_000)
    await releaseLanes(connection, workerLockSpace, `worker ${workers}`, [])
    await upkeep()
  }

  async function lanesDue(): Promise<LaneKind[]> {
    const rows = await connection.query<{ kind: LaneKind }>(
      `SELECT kind FROM lane WHERE due_at <= now() UNION SELECT kind FROM nudge WHERE due_at <= now() ORDER BY kind`,
    )
    return rows.map(({ kind }) => kind)
  }

  async function nextLaneAt(): Promise<number | null> {
    const [row] = await connection.query<{ at: Date | null }>(
      'SELECT min(due_at) AS at FROM (SELECT due_at FROM lane UNION ALL SELECT due_at FROM nudge) known',
    )
    return row?.at?.getTime() ?? null
  }

  /** One thing that is due. Answers false where there is none. */
  async function doOne(): Promise<boolean> {
    const lanes = await lanesDue()
    const next = clock.next()
    const isDue = next !== null && next <= clock.now()
    const choices = lanes.length + (isDue ? deliveriesATurn : 0)
    if (choices === 0) return false
    const chosen = lanes[Math.floor(chance.next() * choices)]
    if (chosen === undefined) await clock.doNext()
    else await takeTurn(chosen)
    await step()
    return true
  }

  async function upkeep(): Promise<void> {
    const { db } = worker.services
    await beginNewDays(db)
    // To compare everything is most of what a quiet day costs, and hides what is wrong until then.
    if (clock.now() - reconciledAt > nightEveryMs) {
      reconciledAt = clock.now()
      await startNightlyReconciles(db)
    }
    await sweep(db)
  }

  async function isSettled(): Promise<boolean> {
    if (platform.pending(shop) > 0 || clock.next() !== null) return false
    return (await countOutstanding(worker.services.db, shop)).due === 0
  }

  /** To when something is due next, or a sweep is. */
  async function jump(before: number): Promise<void> {
    const next = Math.min(clock.next() ?? before, (await nextLaneAt()) ?? before, before)
    await clock.passUntil(Math.max(next, clock.now() + 1))
  }

  /** Until all news is heard and planned. */
  async function settle(): Promise<void> {
    const began = clock.now()
    let swept = clock.now()
    for (;;) {
      while (await doOne());
      if (await isSettled()) return
      if (clock.now() - began > patienceMs)
        throw new Error('the app stands still: it has something due and does nothing')
      if (clock.now() - swept >= sweepEveryMs) {
        swept = clock.now()
        await sweep(worker.services.db)
      } else await jump(swept + sweepEveryMs)
    }
  }

  return {
    step,
    /** Time passes in which lanes have their turns. */
    async letPass(ms: number): Promise<void> {
      const until = clock.now() + ms
      while (clock.now() < until && (await doOne()));
      await clock.passUntil(until)
    },
    settle,
    /** All news is heard, and so many days pass at once: of several it is as if no worker had been there meanwhile. */
    async passDays(days: number): Promise<void> {
      await settle()
      await clock.pass(days * 24 * 3_600_000 + Math.floor((chance.next() - 0.5) * 4 * 3_600_000))
      await upkeep()
      await forgetWhatIsOld(worker.services.db)
      await forgetOldOrders(worker.services.db)
    },
    /** The worker dies when it comes past there the next time, or the one after. */
    dieAt: (point: Failpoint, times: number): void => worker.dieAt(point, times),
    /** Turns that failed, by the kinds of their errors. */
    failures: (): readonly string[] => failures,
    async close(): Promise<void> {
      await worker.close()
      await connection.close()
    },
  }
}

import { drainShop } from '../lane/drain-shop.ts'
import { clock } from '../platform/clock.ts'
import { isDatabaseAway } from '../platform/db/database-away.ts'
import type { LaneKind } from '../platform/queue/lane-turns.ts'
import { lendingLine } from '../platform/queue/lending-line.ts'
import { lendingTransport } from '../platform/queue/lending-transport.ts'
import { type LaneWork, type Lend, runTurns, type TurnEnd } from '../platform/queue/run-turns.ts'
import { beginTurn, type Turn } from '../platform/queue/turn.ts'
import type { Services } from '../platform/services.ts'
import { publishPromises } from '../promises/jobs/publish-promises.ts'
import { publishTexts } from '../promises/jobs/publish-texts.ts'
import { readCollections } from '../promises/jobs/read-collections.ts'
import { forgetSavedMail, forgetSavedMailOf } from '../supplier-orders/jobs/forget-saved-mail.ts'
import { sendSupplierMessages } from '../supplier-orders/jobs/send-supplier-messages.ts'
import { beginNewDays, forgetOldOrders, forgetWhatIsOld, hearAgain, startNightlyReconciles, sweep } from './sweep.ts'

export type Worker = { stop(): Promise<void> }

/** Answers in how many milliseconds the lane wants its next turn: null for when it is nudged. */
type Work = (services: Services, shop: string, turn: Turn) => Promise<number | null>
type Job = { readonly job: string; readonly work: Work; readonly slots: number; readonly turns: number }

/** Each kind has slots of its own, so that a mail server that takes its time holds up mail alone. */
const jobs: Readonly<Record<LaneKind, Job>> = {
  shop: { job: 'drain-shop', work: serveShop, slots: 4, turns: 300 },
  mail: { job: 'send-supplier-messages', work: sendSupplierMessages, slots: 2, turns: 20 },
  promises: { job: 'publish-promises', work: publishPromises, slots: 2, turns: 100 },
  texts: { job: 'publish-texts', work: publishTexts, slots: 1, turns: 20 },
  collections: { job: 'read-collections', work: readCollections, slots: 1, turns: 20 },
}

/** Where a shop is erased, all of it goes. */
async function serveShop(services: Services, shop: string, turn: Turn): Promise<number | null> {
  const waitMs = await drainShop(services, shop, turn)
  await forgetSavedMailOf(services, shop)
  return waitMs
}

const sweepEveryMs = 15_000
const nightWatchEveryMs = 60_000
const forgetEveryMs = 3_600_000
/** A database that is away is tried again soon: nothing is wrong with the lane. */
const databaseAwayMs = 1_000

/**
 * Gives the lanes of shops that were nudged their turns. Several processes may do so at once. What the lanes do runs as the
 * app's role. One of all workers does the upkeep: it sweeps at its start, so that what a crash left undone is taken up at once,
 * and then by a timer rather than in a turn, so that busy lanes cannot hold the sweep up.
 */
export async function startWorker(services: Services): Promise<Worker> {
  const { db, log } = services
  const stopping = new AbortController()
  const turns = runTurns(db.ownerUrl, laneWork(services, stopping.signal), log)
  const upkeep = [
    repeat(sweepEveryMs, () => sweep(db)),
    repeat(nightWatchEveryMs, () => startNightlyReconciles(db, log)),
    repeat(nightWatchEveryMs, () => beginNewDays(db, log)),
    repeat(nightWatchEveryMs, () => hearAgain(db, log)),
    repeat(forgetEveryMs, () => forgetWhatIsOld(db)),
    repeat(forgetEveryMs, () => forgetOldOrders(db, log)),
    ownFiles(),
  ]

  /** Every machine has files of its own. */
  function ownFiles(): NodeJS.Timeout {
    const once = () => {
      forgetSavedMail(services).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'saved mail was not looked through; it is tried again')
      })
    }
    once()
    return clock.every(forgetEveryMs, once)
  }

  /** What takes longer than that is not begun beside itself. */
  function repeat(everyMs: number, work: () => Promise<void>): NodeJS.Timeout {
    let isRunning = false
    const once = () => {
      if (isRunning) return
      isRunning = true
      void workIfElected(work).finally(() => {
        isRunning = false
      })
    }
    once()
    return clock.every(everyMs, once)
  }

  async function workIfElected(work: () => Promise<void>): Promise<void> {
    try {
      if (await turns.isElected()) await work()
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ err: error }, 'upkeep failed; it is tried again')
    }
  }

  return {
    async stop() {
      for (const timer of upkeep) clearInterval(timer)
      // Lanes end after the round they are in.
      stopping.abort()
      await turns.stop()
    },
  }
}

/** What is done in the turns of each kind of lane. */
export function laneWork(services: Services, stopping: AbortSignal): Readonly<Record<LaneKind, LaneWork>> {
  const laneOf = ({ job, work, slots, turns }: Job): LaneWork => ({
    ...{ slots, turns },
    takeTurn: (shop, lend) => takeTurn(lending(services, lend), { job, work }, shop, beginTurn(stopping)),
  })
  return {
    shop: laneOf(jobs.shop),
    mail: laneOf(jobs.mail),
    promises: laneOf(jobs.promises),
    texts: laneOf(jobs.texts),
    collections: laneOf(jobs.collections),
  }
}

/** While Shopify or the mail server answers, and while the import of another shop writes, others work. */
function lending(services: Services, lend: Lend): Services {
  const { admin, mailer, shopify, imports } = services
  return {
    ...services,
    shopify: { ...shopify, transport: lendingTransport(shopify.transport, lend) },
    admin: { ...admin, run: (...call) => lend(() => admin.run(...call)) },
    mailer: { ...mailer, send: (...mail) => lend(() => mailer.send(...mail)) },
    imports: lendingLine(imports, lend),
  }
}

async function takeTurn(
  services: Services,
  { job, work }: Pick<Job, 'job' | 'work'>,
  shop: string,
  turn: Turn,
): Promise<TurnEnd> {
  const log = services.log.child({ job })
  const ended = services.metrics.jobs.startTimer({ job })
  try {
    const waitMs = await work({ ...services, log }, shop, turn)
    ended({ end: 'done' })
    return { waitMs, error: null }
  } catch (error) {
    ended({ end: 'failed' })
    if (isDatabaseAway(error)) {
      log.warn({ err: error, shop }, 'the database is away; the turn is taken again')
      return { waitMs: databaseAwayMs, error: null }
    }
    log.error({ err: error, shop }, 'a turn failed; it is taken again later')
    return { waitMs: null, error: kindOf(error) }
  }
}

/** Says no more than which kind of error it is: what it says may hold what is nobody's business. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

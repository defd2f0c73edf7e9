import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  Logger,
  type LogLevel,
  type Worker as QueueWorker,
  type Runner,
  run,
  type Task,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'
import type { Logger as Log } from 'pino'
import { z } from 'zod'
import type { Services } from '../services.ts'
import { drainShop } from './drain-shop.ts'
import { publishPromises } from './publish-promises.ts'
import { publishTexts } from './publish-texts.ts'
import { readCollections } from './read-collections.ts'
import { sendSupplierMessages } from './send-supplier-messages.ts'
import { beginNewDays, forgetWhatIsOld, startNightlyReconciles, sweep } from './sweep.ts'
import { createWorkerLiveness, type WorkerLiveness } from './worker-liveness.ts'

export type Worker = { stop(): Promise<void> }

const lanesAtOnce = 4
/** Only for nudges whose notification was lost, and for jobs whose time comes. */
const pollMs = 500
const releaseEveryMs = 5_000
const sweepEveryMs = 15_000
const nightWatchEveryMs = 60_000
const forgetEveryMs = 3_600_000

const payload = z.object({ shop: z.string() })

/**
 * Runs the lanes of shops that were nudged. Several processes may do so at once. Uses the owner's connections for the
 * queue itself; what the lanes do runs as the app's role. Sweeps at the start, so that what a crash left undone is taken
 * up at once, and then by a timer rather than as a job, so that busy lanes cannot hold the sweep up.
 */
export async function startWorker(services: Services): Promise<Worker> {
  const { db, log } = services
  const stopping = new AbortController()
  const pgPool = new pg.Pool({
    connectionString: db.ownerUrl,
    max: lanesAtOnce + 2,
    application_name: 'backline worker',
  })
  // A broken connection is replaced when the next one is asked for; whoever uses one that breaks learns of it.
  pgPool.on('error', () => undefined)
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  const liveness = createWorkerLiveness(db.ownerUrl, log)

  const at = new Set<string>()
  const runs =
    (work: Work): Task =>
    async (given, { job, abortSignal }) => {
      const ending = abortSignal ? AbortSignal.any([stopping.signal, abortSignal]) : stopping.signal
      at.add(job.id)
      try {
        await runJob(services, work, payload.parse(given).shop, job.task_identifier, ending)
      } finally {
        at.delete(job.id)
      }
    }
  let runner: Runner | null = null
  const events: WorkerEvents = new EventEmitter()
  onceAskedInVain(events, () => {
    log.warn('the job queue does not ask for jobs any more; it is started again')
    // It refuses where it has broken off by itself.
    runner?.stop().catch(() => undefined)
  })
  const options = {
    pgPool,
    events,
    taskList: {
      'drain-shop': runs(drainShop),
      'wake-shop': runs(drainShop),
      'read-collections': runs(readCollections),
      'publish-promises': runs(publishPromises),
      'wake-promises': runs(publishPromises),
      'publish-texts': runs(publishTexts),
      'send-supplier-messages': runs(sendSupplierMessages),
    },
    preset: {
      plugins: [showLifeFirst(liveness)],
      // Only in batches, be they of one, does the queue bear that a job's end cannot be told to the database: it breaks
      // off and is started again. Otherwise nobody catches that error, and it would end the process.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    },
    concurrency: lanesAtOnce,
    pollInterval: pollMs,
    noHandleSignals: true,
    logger: queueLog(log),
    parsedCronItems: [],
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        runner = await run(options)
        if (stopping.signal.aborted) await runner.stop()
        await runner.promise
      } catch (error) {
        log.error({ err: error }, 'the job queue broke off; it is started again')
      }
      if (!stopping.signal.aborted) await pause(1_000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()

  const upkeep = [
    repeat(releaseEveryMs, () => liveness.releaseDead()),
    repeat(releaseEveryMs, () => liveness.releaseUnheard(at)),
    repeat(sweepEveryMs, () => sweep(db)),
    repeat(nightWatchEveryMs, () => startNightlyReconciles(db)),
    repeat(nightWatchEveryMs, () => beginNewDays(db)),
    repeat(forgetEveryMs, () => forgetWhatIsOld(db)),
  ]

  function repeat(everyMs: number, work: () => Promise<void>): NodeJS.Timeout {
    const once = () => {
      work().catch((error: unknown) => log.warn({ err: error }, 'upkeep of the job queue failed; it is tried again'))
    }
    once()
    return setInterval(once, everyMs)
  }

  return {
    async stop() {
      stopping.abort()
      for (const timer of upkeep) clearInterval(timer)
      // Lanes end after the round they are in.
      // It refuses where it has broken off just now, which is as good.
      await runner?.stop().catch(() => undefined)
      await running
      await liveness.close()
      await pgPool.end()
    },
  }
}

/** What a job does for a shop. */
type Work = (services: Services, shop: string, stopping: AbortSignal) => Promise<void>

async function runJob(services: Services, work: Work, shop: string, job: string, stopping: AbortSignal): Promise<void> {
  const { metrics } = services
  const log = services.log.child({ job })
  const ended = metrics.jobs.startTimer({ job })
  try {
    await work({ ...services, log }, shop, stopping)
    ended({ end: 'done' })
  } catch (error) {
    ended({ end: 'failed' })
    log.error({ err: error, shop }, 'a job failed; it is tried again')
    throw error
  }
}

/**
 * A queue asks for the ids of its tasks once and remembers the answer, even if that was an error: a connection cut at that
 * moment would leave it without jobs for good. It shows by the very same error coming twice, because a new question would
 * have failed with a new one.
 */
function onceAskedInVain(events: WorkerEvents, startAgain: () => void): void {
  let last: unknown = null
  events.on('worker:getJob:error', ({ error }) => {
    if (error === last) startAgain()
    last = error
  })
}

/** Workers take their first job only when others can see that they live, and find what dead ones held given back. */
function showLifeFirst(liveness: WorkerLiveness): GraphileConfig.Plugin {
  const shown = new Map<string, Promise<void>>()
  const show = async (poolId: string) => {
    await liveness.show(poolId)
    // Should it fail, the upkeep does it again soon.
    await liveness.releaseDead().catch(() => undefined)
  }
  const startWorker = (_context: unknown, { worker }: { worker: QueueWorker }) => {
    const { id } = worker.workerPool
    const showing = shown.get(id) ?? show(id)
    shown.set(id, showing)
    return showing
  }
  return { name: 'BacklineLivenessPlugin', version: '1.0.0', worker: { hooks: { startWorker } } }
}

/** The queue's own remarks. Failed jobs are left out: `runJob` has said what there is to say. */
function queueLog(log: Log): Logger {
  const levels: Record<LogLevel, 'error' | 'warn' | 'debug' | 'trace'> = {
    error: 'error',
    warning: 'warn',
    info: 'debug',
    debug: 'trace',
  }
  return new Logger(() => (level, message, meta) => {
    if (!meta?.['failure']) log[levels[level]]({ err: meta?.['error'] }, message)
  })
}

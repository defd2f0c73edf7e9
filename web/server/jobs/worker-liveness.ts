import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'

export type WorkerLiveness = {
  /** Shows that the pool of workers with this id lives, as long as this process does. */
  show(poolId: string): Promise<void>
  /** Gives back the jobs of workers whose process is gone. */
  releaseDead(): Promise<void>
  /** Gives back the jobs that this process was given and is not at: it never heard of them. `at` are the ids it is at. */
  releaseUnheard(at: ReadonlySet<string>): Promise<void>
  close(): Promise<void>
}

/** Any number that nothing else in the database uses for its advisory locks. */
const lockSpace = 1_112_297_803

/**
 * The queue keeps a job locked for four hours after its worker was killed, because it cannot know. PostgreSQL can: every
 * pool of workers holds an advisory lock on a connection, which ends with its process. Should it be wrong for once (the
 * connection was cut, the process lives), a lane runs twice at once, which lanes bear.
 */
export function createWorkerLiveness(ownerUrl: string, log: Logger): WorkerLiveness {
  let connection: Promise<pg.Client> | null = null
  let shown: string | null = null
  let isClosed = false

  function connect(): Promise<pg.Client> {
    if (connection !== null) return connection
    // A broken connection says so several times, the last time when the next one may be there already: forgetting that
    // one would leave its lock held by nobody, and whoever asks for it would wait for good.
    const forget = () => {
      if (connection === opened) connection = null
    }
    const opened = open(ownerUrl, shown, forget).catch((error: unknown) => {
      forget()
      throw error
    })
    connection = opened
    return opened
  }

  async function disconnect(): Promise<void> {
    const last = connection
    connection = null
    const client = await last?.catch(() => null)
    await client?.end()
  }

  return {
    async show(poolId) {
      if (shown !== poolId) await disconnect()
      shown = poolId
      // No job is taken before this is done, so there is no hurry if the database is away.
      while (!isClosed) {
        const failure = await connect().then(
          () => null,
          (error: unknown) => error,
        )
        if (failure === null) return
        log.warn({ err: failure }, 'the worker cannot reach the database yet')
        await pause(1_000)
      }
    },
    async releaseDead() {
      if (shown === null || isClosed) return
      const client = await connect()
      await client.query(releaseDead, [lockSpace])
    },
    async releaseUnheard(at) {
      if (shown === null || isClosed) return
      const client = await connect()
      await client.query(releaseUnheard, [shown, [...at]])
    },
    async close() {
      isClosed = true
      await disconnect()
    },
  }
}

async function open(url: string, poolId: string | null, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'backline worker liveness',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    keepAlive: true,
  })
  client.on('error', onEnd)
  client.on('end', onEnd)
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [lockSpace, poolId])
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** Keyless jobs out of attempts were replaced by a newer nudge while they ran: nothing will ever take them. */
const releaseDead = `
  WITH holders AS (
    SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
  ), dead AS (
    SELECT array_agg(locked_by) AS ids FROM holders
    WHERE NOT EXISTS (
      SELECT FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid = $1::int8::oid AND objid = (hashtext(locked_by)::int8 & 4294967295)::oid AND granted
    )
  ), left_over AS (
    SELECT array_agg(id) AS ids FROM graphile_worker._private_jobs
    WHERE key IS NULL AND locked_by IS NULL AND attempts >= max_attempts
  )
  SELECT (SELECT graphile_worker.force_unlock_workers(ids) FROM dead WHERE ids IS NOT NULL),
         (SELECT pg_notify('jobs:insert', '{"count":100}') FROM dead WHERE ids IS NOT NULL),
         (SELECT count(*) FROM left_over, graphile_worker.complete_jobs(ids) WHERE ids IS NOT NULL)`

/**
 * Where a connection is cut after the database gave a job away and before the answer came, the queue asks for the next
 * one and nobody is at the first. The ten seconds are for a job whose answer, or whose end, is on its way.
 */
const releaseUnheard = `
  WITH unheard AS (
    UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = greatest(attempts - 1, 0)
     WHERE locked_by = $1 AND locked_at < now() - interval '10 seconds' AND id <> ALL($2::bigint[])
    RETURNING job_queue_id
  ), queues AS (
    UPDATE graphile_worker._private_job_queues AS queue SET locked_at = NULL, locked_by = NULL
      FROM unheard WHERE queue.id = unheard.job_queue_id AND queue.locked_by = $1
  )
  SELECT pg_notify('jobs:insert', '{"count":100}') FROM unheard LIMIT 1`

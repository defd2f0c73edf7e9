import pg from 'pg'
import { findSession, prepared } from '../db/prepared-statements.ts'

/** A worker's own way to the database: what is claimed, and that the worker lives, is told over it. */
export type WorkerConnection = {
  /** Connects first where there is no connection, or none any more. */
  query<Row>(sql: string, values: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** Any numbers that nothing else in the database uses for its advisory locks. */
export const workerLockSpace = 1_112_297_803
const electionLockSpace = 1_112_297_804

/** One of all workers holds the lock of this; asking again changes nothing. */
export const elect = `
  SELECT CASE WHEN EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND classid = ${electionLockSpace}::oid
  ) THEN true ELSE pg_try_advisory_lock(${electionLockSpace}, 0) END AS elected`

/**
 * Nobody can tell from a row whether the worker that claimed it lives. PostgreSQL can: every worker holds an advisory lock
 * on this connection, which ends with its process. Should it be wrong for once (the connection was cut, the process lives), a
 * lane has two turns at once, which lanes bear.
 * `onNudge` is told in how many milliseconds a lane is due that was nudged, and when nudges may have been missed.
 */
export function connectWorker(ownerUrl: string, worker: string, onNudge: (inMs: number) => void): WorkerConnection {
  let connection: Promise<pg.Client> | null = null
  /** The question that is being answered: the driver takes one at a time. */
  let asked: Promise<unknown> = Promise.resolve()
  let isClosed = false

  function connect(): Promise<pg.Client> {
    if (connection !== null) return connection
    // A broken connection says so several times, the last time when the next one may be there already: forgetting that
    // one would leave its lock held by nobody, and whoever asks for it would wait for good.
    const forget = () => {
      if (connection === opened) connection = null
    }
    const opened = open(ownerUrl, worker, { onEnd: forget, onNudge }).catch((error: unknown) => {
      forget()
      throw error
    })
    connection = opened
    return opened
  }

  async function ask<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    if (isClosed) throw new Error('the worker has stopped')
    const client = await connect()
    // The caller says what a row is, as SQL is not typed.
    const { rows } = await client.query(prepared(client, sql, values))
    return rows as Row[]
  }

  return {
    query<Row>(sql: string, values: readonly unknown[]) {
      const answer = asked.then(() => ask<Row>(sql, values))
      asked = answer.catch(() => undefined)
      return answer
    },
    async close() {
      isClosed = true
      const last = connection
      connection = null
      const client = await last?.catch(() => null)
      await client?.end()
    },
  }
}

type Heard = { readonly onEnd: () => void; readonly onNudge: (inMs: number) => void }

async function open(url: string, worker: string, { onEnd, onNudge }: Heard): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'backline worker',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 15_000,
    keepAlive: true,
  })
  client.on('error', onEnd)
  client.on('end', onEnd)
  client.on('notification', ({ payload }) => onNudge(Number(payload)))
  try {
    await client.connect()
    await findSession(client)
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [workerLockSpace, worker])
    await client.query('LISTEN lanes')
    onNudge(0)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

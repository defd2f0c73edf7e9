import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** The role that serves requests and jobs. It owns nothing, so row-level security binds it. */
export const appRole = 'backline_app'

export type Database = {
  /** Every connection runs as the app's role. `timestamptz` is read as a Date, `int8` and `date` as text. */
  readonly pool: pg.Pool
  /** The same connections, for records one at a time. */
  readonly prisma: PrismaClient
  /** The address as the tables' owner: for migrations and the job queue only. */
  readonly ownerUrl: string
  close(): Promise<void>
}

type PoolOptions = {
  readonly connections?: number
  /** How long to wait for a connection. */
  readonly waitMs?: number
  /** How long a statement may take; no limit if left out. */
  readonly statementMs?: number
}

/** Connects when first used. `url` is the owner's address. */
export function createDatabase(url: string, options: PoolOptions = {}): Database {
  const pool = createAppPool(url, options)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    prisma,
    ownerUrl: url,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Connections as the app's role, without Prisma. */
export function createAppPool(
  url: string,
  { connections = 10, waitMs = 5_000, statementMs }: PoolOptions = {},
): pg.Pool {
  const settings = [`role=${appRole}`, 'TimeZone=UTC', ...(statementMs ? [`statement_timeout=${statementMs}`] : [])]
  const pool = new pg.Pool({
    connectionString: withSettings(url, settings),
    max: connections,
    connectionTimeoutMillis: waitMs,
    // The server's own limit is the exact one, but does not help where the server does not answer at all.
    ...(statementMs && { query_timeout: statementMs + 1_000 }),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'backline',
    types: { getTypeParser },
  })
  // An idle connection that broke is replaced when the next one is asked for; whoever asks learns if that fails.
  pool.on('error', () => undefined)
  // The same for one that is handed out: it may break before whoever asked for it gets to listen, as its first answer and
  // its last words can come at once.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Settings take effect as the connection starts, so that no statement runs without them. */
function withSettings(url: string, settings: readonly string[]): string {
  const address = new URL(url)
  const own = address.searchParams.get('options')
  const options = [...(own ? [own] : []), ...settings.map((setting) => `-c ${setting}`)].join(' ')
  address.searchParams.set('options', options)
  return address.href
}

/** A day has no time of day: the driver would make it midnight in this machine's zone. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(type, format)

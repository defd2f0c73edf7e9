import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { GatheringSocket } from './gathering-socket.ts'
import { PrismaClient } from './generated/client.ts'
import { findSession } from './prepared-statements.ts'
import { asAppRole, proveProtection } from './server/app-role.ts'
import { requestLimits, type WorkLimits } from './work-limits.ts'

/** Connections with what a shop's transactions on them are held to. */
export type AppPool = pg.Pool & { readonly limits: WorkLimits }

export type Database = {
  /** Every connection proved before its first use that it runs as the app's role, bound by row-level security. `timestamptz` is read as a Date, `int8` and `date` as text. */
  readonly pool: AppPool
  /** The same connections, for records one at a time. */
  readonly prisma: PrismaClient
  /** The address as the tables' owner, always a direct one: for migrations, the job queue and locks of a session. */
  readonly ownerUrl: string
  /** The address that the app's connections use. A pooler may stand there, which changes them between transactions. */
  readonly appUrl: string
  /** The app logs in as its role, and has not taken it on. */
  readonly hasOwnLogin: boolean
  close(): Promise<void>
}

type PoolOptions = {
  readonly connections?: number
  /** How long to wait for a connection. */
  readonly waitMs?: number
  /** How long to wait for the answer to a statement; no limit if left out. */
  readonly answerMs?: number
  /** For transactions of a shop. */
  readonly limits?: WorkLimits
  /** For who asks the same again and again. */
  readonly prepares?: boolean
}

/** Connects when first used. Without an address for the app the owner's login takes the app's role on. */
export function createDatabase(
  ownerUrl: string,
  { appUrl: given = null, ...options }: PoolOptions & { readonly appUrl?: string | null } = {},
): Database {
  const appUrl = given ?? asAppRole(ownerUrl)
  const pool = createAppPool(appUrl, options)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    prisma,
    ownerUrl,
    appUrl,
    hasOwnLogin: given !== null,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Connections as the app's role, without Prisma. */
export function createAppPool(
  appUrl: string,
  { connections = 10, waitMs = 5_000, answerMs, limits = requestLimits, prepares = false }: PoolOptions = {},
): AppPool {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: connections,
    connectionTimeoutMillis: waitMs,
    ...(answerMs && { query_timeout: answerMs }),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'backline',
    types: { getTypeParser },
    pipeline: true,
    stream: () => new GatheringSocket(),
    onConnect: async (client) => {
      await proveProtection(client)
      if (prepares) await findSession(client)
    },
  })
  // An idle connection that broke is replaced when the next one is asked for; whoever asks learns if that fails.
  pool.on('error', () => undefined)
  // The same for one that is handed out: it may break before whoever asked for it gets to listen, as its first answer and
  // its last words can come at once.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return Object.assign(pool, { limits })
}

/** A day has no time of day: the driver would make it midnight in this machine's zone. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(type, format)

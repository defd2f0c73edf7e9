import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { createInbox } from '../mirror/store/inbox/inbox.ts'
import { clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { saysNothingOfTls } from '../platform/database-address.ts'
import { checkDatabase, checkLogin } from '../platform/db/server/check-database.ts'
import { startEmbeddedPostgres } from '../platform/db/server/embedded-postgres.ts'
import { keepPostgresRunning } from '../platform/db/server/keep-postgres-running.ts'
import { migrate } from '../platform/db/server/migrate.ts'
import { StartFaults } from '../platform/errors.ts'
import { createLog } from '../platform/log.ts'
import type { Services } from '../platform/services.ts'
import type { Patience } from '../platform/shopify/patience.ts'
import { createServices, forLanes } from './create-services.ts'
import { readDashboard } from './http/admin-page.ts'
import { createApp } from './http/app.ts'
import { startWorker } from './worker.ts'

export type RunningApp = { readonly url: string; stop(): Promise<void> }

type Stop = () => Promise<unknown>

/** Starts what the role asks for. `stop` ends it in the opposite order: what was answered with 200 is stored, lanes end their round. */
export async function start(config: Config, patience?: Patience): Promise<RunningApp> {
  const stops: Stop[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    await refuseWithoutDashboard(config)
    const databaseUrl = config.databaseUrl ?? (await ownPostgres(config, stops))
    const services = createServices(config, databaseUrl, patience)
    stops.push(() => services.db.close())
    stops.push(async () => services.mailer.close())
    await checkDatabase(services.db)
    await migrate(databaseUrl)
    await checkLogin(services.db)
    warnOfDevelopment(services)
    warnOfPlainText(services)
    if (config.role !== 'web') {
      const lanes = forLanes(services, patience)
      stops.push(() => lanes.db.close())
      const worker = await startWorker(lanes)
      stops.push(() => worker.stop())
    }
    // A process that only works has its health to tell as well, so it listens all the same.
    const url = await listen(services, stops)
    services.log.info({ url, role: config.role }, 'Backline is up')
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Merchants would find a page that says so; whoever has just installed the app is to know first. */
async function refuseWithoutDashboard({ production, role }: Config): Promise<void> {
  if (!production || role === 'worker' || (await readDashboard()) !== null) return
  throw new StartFaults('The program', ['The dashboard is not built: run "npm run build".'])
}

async function ownPostgres(config: Config, stops: Stop[]): Promise<string> {
  const postgres = await startEmbeddedPostgres(join(config.dataDir, 'postgres'))
  stops.push(() => postgres.stop())
  const log = createLog(config)
  const kept = keepPostgresRunning(postgres, {
    revived: () => log.warn('the embedded PostgreSQL was gone and is started again'),
    failed: (err) => log.error({ err }, 'the embedded PostgreSQL is gone and does not start'),
  })
  stops.push(() => kept.stop())
  return postgres.url
}

async function listen(services: Services, stops: Stop[]): Promise<string> {
  const { config, db, metrics } = services
  const { host, port, stopGraceMs } = config
  const inbox = createInbox(db.appUrl, {
    onRepeated: (count) => metrics.repeated.inc(count),
    watchPool: (pool) => metrics.watchPool('inbox', pool),
  })
  stops.push(() => inbox.close())
  let isStopping = false
  const app = createApp(services, inbox, { isStopping: () => isStopping })
  // Looked at often: what is too slow by then holds on to what it sent until then.
  const server = createServer({ connectionsCheckingInterval: 2_000 }, app)
  // Load balancers keep idle connections for a minute; whoever closes first must not be us.
  server.keepAliveTimeout = 65_000
  // A request that trickles in holds a connection, and not for longer than any honest sender needs.
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(notListening(error, config) ?? error))
    server.listen(port, host, listening)
  })
  stops.push(async () => {
    // Whoever sends requests here looks now and then whether it may: till then they are answered.
    isStopping = true
    await clock.sleep(stopGraceMs)
    await close(server)
  })
  const address = server.address()
  return `http://${host}:${typeof address === 'object' && address ? address.port : port}`
}

/** What keeps the app from listening, in words; null where nobody knows. */
function notListening(error: Error, { host, port }: Config): StartFaults | null {
  const code = 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return new StartFaults('The configuration', [`Something else listens at PORT ${port} already (EADDRINUSE).`])
  if (code === 'EACCES')
    return new StartFaults('The configuration', [`PORT ${port} needs privileges; take one from 1024 on.`])
  if (code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND') return null
  return new StartFaults('The configuration', [`HOST is "${host}", which is no address of this machine.`])
}

/** Requests under way are answered; connections that only wait for another one are closed, now and as they come to that. */
function close(server: Server): Promise<void> {
  const timer = clock.every(100, () => server.closeIdleConnections())
  return new Promise((closed) => {
    server.close(() => {
      clearInterval(timer)
      closed()
    })
  })
}

function warnOfDevelopment({ config, log }: Services): void {
  if (config.developmentDefaults.length === 0) return
  log.warn({ variables: config.developmentDefaults }, 'values that everyone knows are in use: for development only')
}

function warnOfPlainText({ config, log }: Services): void {
  const addresses = { DATABASE_URL: config.databaseUrl, APP_DATABASE_URL: config.appDatabaseUrl }
  const variables = Object.entries(addresses).flatMap(([name, url]) => (url && saysNothingOfTls(url) ? [name] : []))
  if (!config.production || variables.length === 0) return
  log.warn(
    { variables },
    'the database is on another machine and asked in plain text: add sslmode=verify-full, or sslmode=disable where the way there is your own',
  )
}

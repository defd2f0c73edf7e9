import { createHash, randomBytes } from 'node:crypto'
import { chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { clock } from '../../clock.ts'
import { StartFaults } from '../../errors.ts'
import { type Account, findPrograms, openFolder, type Programs, reachableFolder, reaches } from './postgres-programs.ts'

export type EmbeddedPostgres = {
  readonly url: string
  /** Starts it again at its address if it is gone; answers whether it was. Throws where that fails. */
  revive(): Promise<boolean>
  stop(): Promise<void>
}

type Home = {
  readonly data: string
  readonly passwordFile: string
  readonly portFile: string
  readonly logFile: string
}

const startTimeoutMs = 60_000

/** Durable: what was answered with 200 survives a power cut. Small enough for a laptop beside everything else. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  work_mem: '16MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // A new shop grows a thousandfold within minutes, and plans made from older statistics read all of it.
  autovacuum_naptime: '15s',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  jit: 'off',
}

/**
 * A real PostgreSQL with its data under `folder`, for a machine that has none. A server that still runs there, because
 * the app was killed, is taken over. One app at a time: several processes share a PostgreSQL by DATABASE_URL.
 */
export async function startEmbeddedPostgres(
  folder: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const programs = await findPrograms()
  const home = await prepareHome(resolve(folder), programs)
  const chosen = { ...settings, ...overrides }
  const url = await ensureRunning(home, programs, chosen)
  return {
    url,
    revive: () => revive(home, programs, { ...chosen, port: new URL(url).port }),
    stop: () => stop(home, programs),
  }
}

async function revive(home: Home, programs: Programs, chosen: Record<string, string>): Promise<boolean> {
  const [pid] = await readLock(home)
  if (pid && (await isPostgres(pid))) return false
  await ensureRunning(home, programs, chosen)
  return true
}

async function stop(home: Home, programs: Programs): Promise<void> {
  try {
    await programs.run('pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w', '-t', '60'])
  } catch (error) {
    // Without a lock file there is no server: it ended by itself or somebody else stopped it.
    if (await exists(join(home.data, 'postmaster.pid'))) throw error
  }
}

async function prepareHome(folder: string, programs: Programs): Promise<Home> {
  await mkdir(folder, { recursive: true })
  const place = reaches(programs.account, folder) ? folder : await moveOut(folder, programs)
  await giveTo(programs.account, place)
  const home = {
    data: join(place, 'data'),
    passwordFile: join(place, 'password'),
    portFile: join(place, 'port'),
    logFile: join(place, 'server.log'),
  }
  if (!(await exists(home.data))) await initialise(home, programs)
  await refuseOtherVersion(home, programs)
  return home
}

/** PostgreSQL would say so in its log alone, each time it is started. */
async function refuseOtherVersion({ data }: Home, { majorVersion }: Programs): Promise<void> {
  const written = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (written === majorVersion) return
  throw new StartFaults('The database', [
    `The data in ${data} are of PostgreSQL ${written || 'an unknown version'}, and the one that is installed here is version ${majorVersion}, which cannot read them: dump them with the old version and restore them into an empty folder, or set DATABASE_URL to a PostgreSQL of that version.`,
  ])
}

/** The note left in `folder` stands for the data: without it the folder was emptied, so the data is to be forgotten. */
async function moveOut(folder: string, programs: Programs): Promise<string> {
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const place = join(reachableFolder, key)
  const note = join(folder, 'the-data-is-in')
  if (!(await exists(note)) && (await exists(place))) {
    await programs.run('pg_ctl', ['stop', '-D', join(place, 'data'), '-m', 'immediate']).catch(() => undefined)
    await rm(place, { recursive: true })
  }
  await openFolder(reachableFolder)
  await openFolder(place)
  await writeFile(note, `${place}\n`)
  return place
}

async function giveTo(account: Account, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

/** Made aside and then renamed, so that a half-made database is never taken for a whole one. */
async function initialise(home: Home, programs: Programs): Promise<void> {
  const attempt = randomBytes(4).toString('hex')
  const unfinished = `${home.data}.${attempt}`
  const passwordFile = `${home.passwordFile}.${attempt}`
  const password = await rememberOnce(home.passwordFile, randomBytes(18).toString('base64url'))
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveTo(programs.account, passwordFile)
  // One collation on every machine, by code point: the fastest, and ids need no other.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C']
  try {
    await programs.run('initdb', [
      `--pgdata=${unfinished}`,
      '--username=backline',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...locale,
    ])
  } finally {
    await rm(passwordFile)
  }
  await rename(unfinished, home.data).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    await rm(unfinished, { recursive: true })
  })
}

/** The first to write wins; everyone reads what the first wrote, and all of it: it is there under its name only when whole. */
async function rememberOnce(path: string, text: string): Promise<string> {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(aside, text, { mode: 0o600 })
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  return readFile(path, 'utf8')
}

async function ensureRunning(home: Home, programs: Programs, chosen: Record<string, string>): Promise<string> {
  const password = await readFile(home.passwordFile, 'utf8')
  const deadline = clock.now() + startTimeoutMs
  let failure: unknown
  while (clock.now() < deadline) {
    const url = await findRunning(home, password)
    if (url) return url
    await removeStaleLock(home)
    // Fails while another process starts it too, or while what a killed server left behind is still ending.
    failure = await start(home, programs, chosen).catch((error: unknown) => error)
    if (failure) await clock.sleep(200)
  }
  throw new Error(`The embedded PostgreSQL does not start. See ${home.logFile}.`, { cause: failure })
}

/** The fourth line of PostgreSQL's lock file is the port it listens on. */
async function findRunning(home: Home, password: string): Promise<string | null> {
  const [, , , port] = await readLock(home)
  if (!port) return null
  const url = `postgres://backline:${password}@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory === home.data ? url : null
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function readLock(home: Home): Promise<string[]> {
  return (await readFile(join(home.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
}

/**
 * After a crash of the machine or container the process number in the lock file may belong to something else, which
 * PostgreSQL cannot tell from a server of its own.
 */
async function removeStaleLock(home: Home): Promise<void> {
  const [pid] = await readLock(home)
  if (pid && (await commandOf(pid)) !== null && !(await isPostgres(pid))) {
    await rm(join(home.data, 'postmaster.pid'), { force: true })
  }
}

/** Where the system does not tell commands, a process that is there is taken for it. */
async function isPostgres(pid: string): Promise<boolean> {
  const command = await commandOf(pid)
  if (command !== null) return command.includes('postgres')
  return process.platform !== 'linux' && isThere(Number(pid))
}

function commandOf(pid: string): Promise<string | null> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function start(home: Home, programs: Programs, chosen: Record<string, string>): Promise<void> {
  const port = chosen['port'] ?? (await choosePort(home))
  const options = Object.entries({ ...chosen, port }).map(([name, value]) => `-c ${name}='${value}'`)
  await programs.run('pg_ctl', [
    'start',
    '-D',
    home.data,
    '-l',
    home.logFile,
    '-w',
    '-t',
    '60',
    '-o',
    options.join(' '),
  ])
}

/** The port of last time, if nobody else has taken it. */
async function choosePort(home: Home): Promise<string> {
  const last = Number(await readFile(home.portFile, 'utf8').catch(() => '0'))
  const port = String((await freePort(last)) ?? (await freePort(0)))
  await writeFile(home.portFile, port)
  return port
}

function freePort(wish: number): Promise<number | null> {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', () => settle(null))
    server.listen(wish, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address ? address.port : null))
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

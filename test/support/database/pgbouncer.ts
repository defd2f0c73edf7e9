import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync } from 'node:fs'
import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject, vi } from 'vitest'
import { findPrograms } from '../../../web/platform/db/server/postgres-programs.ts'
import { freePort } from '../running/floor-on.ts'
import type { FreshDatabase } from './database.ts'
import { findPgBouncer } from './find-pgbouncer.ts'

export type PgBouncer = {
  /** An address of PostgreSQL's, by way of the pooler. */
  through(address: string): string
  /** What SHOW answers. */
  show(what: 'POOLS'): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

/** A real PgBouncer before the server of this database, in transaction mode, with these settings besides. */
export async function startPgBouncer(
  database: Pick<FreshDatabase, 'url' | 'appUrl'>,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<PgBouncer> {
  const program = findPgBouncer()
  if (program === null) throw new Error('There is no PgBouncer on this machine: name one in PGBOUNCER.')
  // It refuses to run as root, as PostgreSQL does.
  const { account } = await findPrograms()
  const folder = await mkdtemp(join(inject('runFolder'), 'pgbouncer-'))
  await chmod(folder, 0o755)
  if (account) chownSync(folder, account.uid, account.gid)
  const port = await freePort()
  const [owner, app] = [new URL(database.url), new URL(database.appUrl)]
  const users = [owner, app].map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`)
  await writeFile(join(folder, 'users.txt'), users.join(''))
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'users.txt'),
    stats_users: app.username,
    pool_mode: 'transaction',
    max_client_conn: 200,
    ...settings,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`)
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(
    file,
    `[databases]\n* = host=${owner.hostname} port=${owner.port}\n[pgbouncer]\n${lines.join('\n')}\n`,
  )

  const child = spawn(program, ['-q', file], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  function through(address: string): string {
    const url = new URL(address)
    url.host = `127.0.0.1:${port}`
    return url.href
  }
  const consoleUrl = new URL(through(database.appUrl))
  consoleUrl.pathname = '/pgbouncer'
  const show = (what: string) => ask(consoleUrl.href, `SHOW ${what}`)
  await vi
    .waitFor(() => show('VERSION'), { timeout: 60_000 })
    .catch((cause: unknown) => {
      throw new Error(`PgBouncer does not start. ${said.join('')}`, { cause })
    })
  return { through, show, stop: () => stop(child) }
}

/** Its console takes simple statements only. */
async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

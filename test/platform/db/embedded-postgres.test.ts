import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../web/platform/db/server/embedded-postgres.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'

let folder: string
let running: EmbeddedPostgres | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backline-own-'))
})
afterEach(async () => {
  await running?.stop()
  running = null
  const elsewhere = await readFile(join(folder, 'postgres', 'the-data-is-in'), 'utf8').catch(() => null)
  if (elsewhere) await rm(elsewhere.trim(), { recursive: true })
  await rm(folder, { recursive: true })
})

async function startIt(): Promise<string> {
  running = await startEmbeddedPostgres(join(folder, 'postgres'), { fsync: 'off' })
  return running.url
}

async function stopIt(): Promise<void> {
  await running?.stop()
  running = null
}

async function remember(url: string, word: string): Promise<void> {
  await asOwner(url, 'CREATE TABLE memory (word text)')
  await asOwner(url, 'INSERT INTO memory VALUES ($1)', [word])
}

const recall = (url: string) => queryAsOwner(url, 'SELECT word FROM memory')

/** Where the data really lies, which for root is elsewhere when the folder is private. */
async function dataOf(url: string): Promise<string> {
  const [row] = await queryAsOwner<{ data_directory: string }>(url, 'SHOW data_directory')
  return row?.data_directory ?? ''
}

async function pidOf(data: string): Promise<number> {
  return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

it('keeps its data and its port from one start to the next', async () => {
  await chmod(folder, 0o755)
  const first = await startIt()
  await remember(first, 'mug')
  await stopIt()
  const second = await startIt()
  expect(second).toBe(first)
  expect(await recall(second)).toEqual([{ word: 'mug' }])
})

it('works in a folder that is private to its owner, root or not, and starts afresh when that was emptied', async () => {
  await chmod(folder, 0o700)
  await remember(await startIt(), 'hat')
  await stopIt()
  expect(await recall(await startIt())).toEqual([{ word: 'hat' }])
  await stopIt()
  await rm(join(folder, 'postgres'), { recursive: true })
  await expect(recall(await startIt())).rejects.toThrow(/memory/)
})

it('is taken over while it still runs, as it does when the app was killed', async () => {
  await chmod(folder, 0o755)
  const url = await startIt()
  const pid = await pidOf(await dataOf(url))
  expect(await startIt()).toBe(url)
  expect(await pidOf(await dataOf(url))).toBe(pid)
})

it('recovers what was committed after it was killed itself', async () => {
  await chmod(folder, 0o755)
  const url = await startIt()
  await remember(url, 'cap')
  process.kill(await pidOf(await dataOf(url)), 'SIGKILL')
  await vi.waitFor(() => expect(recall(url)).rejects.toThrow(), { timeout: 60_000 })
  expect(await recall(await startIt())).toEqual([{ word: 'cap' }])
})

it('starts although its lock file names a process that is something else by now', async () => {
  await chmod(folder, 0o755)
  const data = await dataOf(await startIt())
  await stopIt()
  await writeFile(join(data, 'postmaster.pid'), `${process.ppid}\n${data}\n1\n1\n\n127.0.0.1\n`)
  await expect(startIt()).resolves.toContain('127.0.0.1')
})

it('takes another port when somebody else has its own', async () => {
  await chmod(folder, 0o755)
  const first = new URL(await startIt())
  await stopIt()
  const somebody = createServer().listen(Number(first.port), '127.0.0.1')
  const second = new URL(await startIt())
  expect(second.port).not.toBe(first.port)
  await new Promise((closed) => somebody.close(closed))
})

it('says at once that its data are of another version', async () => {
  await chmod(folder, 0o755)
  const data = await dataOf(await startIt())
  await stopIt()
  await writeFile(join(data, 'PG_VERSION'), '12\n')
  const refused = expect(startIt()).rejects
  await refused.toMatchObject({
    faults: [expect.stringMatching(/ are of PostgreSQL 12, .* is version 18, which cannot/)],
  })
  await writeFile(join(data, 'PG_VERSION'), '18\n')
  await startIt()
})

it('is one server when two ask for it at once', async () => {
  await chmod(folder, 0o755)
  const [one, other] = await Promise.all([startIt(), startIt()])
  expect(one).toBe(other)
})

it('answers on this machine only, to who has its password, and writes to the disk before it says so', async () => {
  await chmod(folder, 0o755)
  running = await startEmbeddedPostgres(join(folder, 'postgres'))
  const settings = await queryAsOwner<{ name: string; setting: string }>(
    running.url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes') ORDER BY 1`,
  )
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: '127.0.0.1',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  })
  const stranger = new URL(running.url)
  stranger.password = 'guessed'
  await expect(queryAsOwner(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
})

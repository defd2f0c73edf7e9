import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { start } from '../../web/app/start.ts'
import { readConfig } from '../../web/platform/config.ts'
import { type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { deliver } from '../support/running/web-process.ts'

let fresh: FreshDatabase
const secret = 'a-secret'

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

function environment(overrides: Record<string, string> = {}): Record<string, string> {
  return { PORT: '0', DATABASE_URL: fresh.url, LOG_LEVEL: 'silent', SHOPIFY_API_SECRET: secret, ...overrides }
}

async function connections(): Promise<number> {
  const rows = await queryAsOwner(
    fresh.url,
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'backline%'`,
  )
  return rows.length
}

function states(): Promise<unknown[]> {
  return queryAsOwner(fresh.url, 'SELECT state FROM delivery ORDER BY sequence')
}

describe('the app', () => {
  it('takes a delivery, works it off, and leaves no connection behind when it stops', async () => {
    const app = await start(readConfig(environment()))
    await openedIn(fresh.url, 'mugs.myshopify.com')
    expect((await deliver(app.url, { secret, body: '{no JSON' })).status).toBe(200)
    await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'parked' }]), { timeout: 60_000 })
    await app.stop()
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 60_000 })
    await expect(fetch(app.url)).rejects.toThrow()
  })

  it('that is told to stop says that it is not ready, and answers what still comes for as long as it was granted', async () => {
    const app = await start(readConfig(environment({ STOP_GRACE_SECONDS: '2' })))
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200)
    const stopped = app.stop()
    const ready = await fetch(`${app.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'The process is stopping.' }])
    expect((await deliver(app.url, { secret, body: '{}' })).status).toBe(200)
    await stopped
    await expect(fetch(app.url)).rejects.toThrow()
  })

  it('that cannot listen takes back everything it had begun', async () => {
    const somebody = createServer().listen(0, '127.0.0.1')
    await once(somebody, 'listening')
    const { port } = somebody.address() as AddressInfo
    await expect(start(readConfig(environment({ PORT: String(port) })))).rejects.toThrow(
      `Something else listens at PORT ${port} already (EADDRINUSE).`,
    )
    await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 60_000 })
    somebody.close()
  })
})

describe('the process', () => {
  function runMain(overrides: Record<string, string>) {
    const env = { PATH: process.env['PATH'] ?? '', ...environment(), ...overrides }
    return spawn(process.execPath, ['web/app/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  it('tells every fault of its configuration in words, and ends before anything starts', async () => {
    const child = runMain({ PORT: 'eighty', ROLE: 'queen', TOKEN_KEYS: 'short' })
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(1)
    expect(said).toBe(
      [
        'The configuration has 3 faults:',
        '- PORT is "eighty"; it must be a port, 0 to 65535 (0: any free one).',
        '- Key 1 of TOKEN_KEYS has 3 bytes; it must be 32 bytes in base64.',
        '- ROLE is "queen"; it must be one of all, web, worker.',
        '',
      ].join('\n'),
    )
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s, also when it comes twice', async (signal) => {
    const child = runMain({ LOG_LEVEL: 'info' })
    const exited = once(child, 'exit')
    for await (const line of child.stdout) if (String(line).includes('Backline is up')) break
    child.kill(signal)
    child.kill(signal)
    expect(await exited).toEqual([0, null])
  })
})

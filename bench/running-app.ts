import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { AppKeys } from './traffic/stand-in.ts'

const root = join(import.meta.dirname, '..')

export const keys: AppKeys = { clientId: 'bench-key', clientSecret: randomBytes(16).toString('hex') }

export type RunningServer = {
  readonly pid: number
  readonly port: number
  readonly url: string
  /** The most memory it ever held, in bytes; null where the system does not tell. */
  peakMemory(): Promise<number | null>
  stop(): Promise<void>
}
/** Another app on the same database reads what one kept. */
const tokenKeys = randomBytes(32).toString('base64')

type AppWish = {
  readonly databaseUrl: string
  readonly role: 'all' | 'web'
  readonly shopifyUrl: string
  /** The most that its objects may take; absent: as much as V8 likes, which collects late where there is plenty. */
  readonly heapMegabytes?: number
  readonly smtpUrl?: string
}

/** The app as it is run, in a process of its own. */
export function startApp({ databaseUrl, role, shopifyUrl, heapMegabytes, smtpUrl }: AppWish): Promise<RunningServer> {
  return startServer('web/app/main.ts', {
    DATABASE_URL: databaseUrl,
    ROLE: role,
    PORT: '0',
    SHOPIFY_API_KEY: keys.clientId,
    SHOPIFY_API_SECRET: keys.clientSecret,
    TOKEN_KEYS: tokenKeys,
    SHOPIFY_ORIGIN: `${shopifyUrl}/shopify`,
    ...(smtpUrl !== undefined && { SMTP_URL: smtpUrl, MAIL_FROM: 'orders@backline.example' }),
    ...(heapMegabytes !== undefined && { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` }),
  })
}

/** The floor of the acknowledgements: the app's HTTP stack without its work. */
export function startHmacOnly(): Promise<RunningServer> {
  return startServer('bench/webhooks/hmac-only-server.ts', { SHOPIFY_API_SECRET: keys.clientSecret })
}

async function startServer(file: string, settings: Record<string, string>): Promise<RunningServer> {
  const endWithUs = join(root, 'scripts/demo/end-with-parent.ts')
  const child = spawn(process.execPath, ['--import', endWithUs, join(root, file)], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const url = await Promise.race([
    firstAddress(child.stdout),
    ended.then(() => Promise.reject(new Error(`${file} did not start`))),
  ])
  return {
    pid: child.pid ?? 0,
    url,
    port: Number(new URL(url).port),
    peakMemory: () => peakMemoryOf(child.pid ?? 0),
    async stop() {
      child.kill()
      await ended
    },
  }
}

/** What it logs is read to the end, so that it never waits for us; only the line with its address matters. */
function firstAddress(output: Readable | null): Promise<string> {
  return new Promise((found) => {
    if (output === null) throw new Error('nothing can be heard of the server')
    createInterface(output).on('line', (line) => {
      const address = /"url":"(http[^"]+)"/.exec(line)?.[1]
      if (address) found(address)
    })
  })
}

async function peakMemoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { vi } from 'vitest'
import type { ShopFloor } from '../support/running/shop-floor.ts'

export type AppProcess = {
  readonly url: string
  /** How it ended, once it has. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  signal(name: NodeJS.Signals): void
  /** Ends it as a crash would, if it still runs. */
  kill(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** The app as a process of its own, which can be killed, and is up when this resolves. */
export async function runApp(floor: ShopFloor, overrides: Environment = {}): Promise<AppProcess> {
  const app = beginApp(floor, overrides)
  await vi.waitUntil(async () => (await fetch(`${app.url}/health/ready`).catch(() => null))?.ok === true, patience)
  return app
}

/** The same for an app that may die on the way up. */
export function beginApp({ env, appUrl }: ShopFloor, overrides: Environment = {}): AppProcess {
  const all = { PATH: process.env['PATH'], ...env, ...overrides }
  const child = spawn(process.execPath, ['web/app/main.ts'], { env: all, stdio: ['ignore', 'ignore', 'pipe'] })
  tellLastWords(child)
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }))
  const port = overrides['PORT']
  return {
    url: port === undefined ? appUrl : `http://127.0.0.1:${port}`,
    ended,
    signal: (name) => void child.kill(name),
    kill: () => kill(child, ended),
  }
}

/** A process that ends by itself says why: the test fails with its words, and not with what it waits for. */
function tellLastWords(child: ChildProcess): void {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  child.on('close', (code) => {
    if (code !== null && code !== 0) throw new Error(`the app ended with code ${code}: ${said}`)
  })
}

async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await ended
}

/** For conditions that come true as soon as the machine gets there. */
export const patience = { timeout: 60_000, interval: 25 } as const

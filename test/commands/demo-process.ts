import { type ChildProcess, spawn } from 'node:child_process'
import { expect, vi } from 'vitest'
import { controlOf, type SimulatedShop } from '../support/simulated-shop.ts'

export const demoShop = 'empty.myshopify.com'

const isUp = 'Logs are in'
const patience = { timeout: 60_000, interval: 50 }

export type RunningDemo = {
  readonly simulatorUrl: string
  readonly appPid: number
  readonly shop: SimulatedShop
  text(): string
  says(words: string): Promise<void>
  /** Sends Ctrl-C as a terminal does, to everyone, and answers the exit code. */
  interrupt(): Promise<number | null>
}

/** Runs the demo's own command until it is up, on free ports and with its data in `folder`. */
export async function startDemo(folder: string, ...words: string[]): Promise<RunningDemo> {
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: '0',
    SIMULATOR_PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: '',
  }
  const demo = spawn(process.execPath, ['scripts/demo.ts', '--shop', 'empty', ...words], { env, detached: true })
  let text = ''
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk) => (text += chunk))
  const says = (sentence: string) => vi.waitUntil(() => text.includes(sentence), patience).then(() => undefined)
  await Promise.race([says(isUp), exitOf(demo)])
  expect(text).toContain(isUp)
  const simulatorUrl = text.match(/http:\/\/127\.0\.0\.1:\d+(?=\/admin)/)?.[0] ?? ''
  return {
    simulatorUrl,
    appPid: Number(text.match(/kill -9 (\d+)/)?.[1]),
    shop: controlOf(simulatorUrl, demoShop),
    text: () => text,
    says,
    interrupt: () => interrupt(demo),
  }
}

function interrupt(demo: ChildProcess): Promise<number | null> {
  const ended = exitOf(demo)
  if (demo.exitCode === null && demo.pid !== undefined) process.kill(-demo.pid, 'SIGINT')
  return ended
}

function exitOf(demo: ChildProcess): Promise<number | null> {
  if (demo.exitCode !== null) return Promise.resolve(demo.exitCode)
  return new Promise((resolve) => demo.once('exit', resolve))
}

import { type ChildProcess, spawn } from 'node:child_process'
import { vi } from 'vitest'
import { controlOf, type SimulatedShop } from '../support/running/simulated-shop.ts'

const isUp = 'Logs are in'
const patience = { timeout: 240_000, interval: 50 }

export type RunningDemo = {
  readonly simulatorUrl: string
  readonly appPid: number
  readonly shop: SimulatedShop
  text(): string
  says(words: string): Promise<void>
  /** Sends Ctrl-C as a terminal does, to everyone, and answers the exit code. */
  interrupt(): Promise<number | null>
}

type Wish = { folder: string; words?: string[]; databaseUrl?: string }

/** Runs the demo's own command until it is up, or has ended, on free ports and with its data in `folder`. */
export async function startDemo({ folder, words = [], databaseUrl = '' }: Wish): Promise<RunningDemo> {
  const settings = {
    NODE_ENV: 'development',
    PORT: '0',
    SIMULATOR_PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
  }
  const env = { ...process.env, ...settings }
  const demo = spawn(process.execPath, ['scripts/demo.ts', ...words], { env, detached: true })
  let text = ''
  const hear = (chunk: Buffer) => {
    text += chunk.toString('utf8')
  }
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', hear)
  const says = async (sentence: string) => {
    await vi.waitUntil(() => text.includes(sentence), patience)
  }
  await Promise.race([says(isUp), exitOf(demo)])
  const [, simulatorUrl = '', shop = ''] = text.match(/(http:\/\/127\.0\.0\.1:\d+)\/admin\/(\S+)/) ?? []
  return {
    simulatorUrl,
    appPid: Number(text.match(/kill -9 (\d+)/)?.[1]),
    shop: controlOf(simulatorUrl, shop),
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
  return new Promise((resolve) => demo.once('close', resolve))
}

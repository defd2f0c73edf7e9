import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { vi } from 'vitest'
import type { ShopFloor } from './shop-floor.ts'

/** The app in a process of its own, to be killed as a crash would. */
export type AppProcess = { start(): Promise<void>; kill(): Promise<void> }

export function appProcess({ env, appUrl }: Pick<ShopFloor, 'env' | 'appUrl'>): AppProcess {
  let app: ChildProcess | null = null
  return {
    async start() {
      app = spawn(process.execPath, ['web/app/main.ts'], {
        env: { PATH: process.env['PATH'], ...env },
        stdio: 'ignore',
      })
      await until(async () => {
        const reply = await fetch(`${appUrl}/health/ready`).catch(() => null)
        return reply?.ok === true
      })
    },
    async kill() {
      if (app === null || app.exitCode !== null || app.signalCode !== null) return
      const gone = once(app, 'exit')
      app.kill('SIGKILL')
      await gone
    },
  }
}

/** Asks again and again, so that others have their turn too; the test's own time limit ends it. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 600_000, interval: 10 })
}

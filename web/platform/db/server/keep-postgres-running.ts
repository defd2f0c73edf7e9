import { clock } from '../../clock.ts'
import type { EmbeddedPostgres } from './embedded-postgres.ts'

const lookEveryMs = 500

type Tell = { revived(): void; failed(error: unknown): void }

/**
 * Starts the PostgreSQL of our own again whenever it is gone: killed, or out of memory. What needs it waits meanwhile, as
 * with any database that is away. `stop` comes before its own.
 */
export function keepPostgresRunning(postgres: EmbeddedPostgres, tell: Tell): { stop(): Promise<void> } {
  const ending = new AbortController()
  const watching = watch(postgres, tell, ending.signal)
  return {
    async stop() {
      ending.abort()
      await watching
    },
  }
}

async function watch(postgres: EmbeddedPostgres, tell: Tell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(lookEveryMs, signal).catch(() => undefined)
    if (signal.aborted) return
    try {
      if (await postgres.revive()) tell.revived()
    } catch (error) {
      tell.failed(error)
    }
  }
}

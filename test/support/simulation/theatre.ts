import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnServer } from '../../../bench/bench-postgres.ts'
import { migrate } from '../../../web/platform/db/server/migrate.ts'
import type { ControlledClock } from './controlled-clock.ts'
import { controlClockOf } from './controlled-database.ts'
import { type Outcome, playYear } from './play-year.ts'
import type { Year } from './shop-year.ts'
import { setStage } from './stage.ts'

/** Plays years one after the other, each from nothing. */
export type Theatre = {
  play(year: Year, seed: number): Promise<Outcome>
  close(): Promise<void>
}

const template = 'simulated_template'
const played = 'simulated'

/** On this PostgreSQL; the process goes by the controlled clock. */
export async function openTheatre(clock: ControlledClock, serverUrl: string): Promise<Theatre> {
  const dataDir = await mkdtemp(join(tmpdir(), 'backline-simulated-'))
  await runOnServer(serverUrl, `CREATE DATABASE ${template}`)
  await migrate(urlOf(serverUrl, template))
  await controlClockOf(urlOf(serverUrl, template))
  // Orders are forgotten within days, so that many of them come back within the year.
  await runOnServer(urlOf(serverUrl, template), 'ALTER TABLE shop ALTER keeps_finished_days SET DEFAULT 7')
  // What is set for a database is not copied with it.
  const settings = 'SET search_path = public, controlled, pg_catalog'
  return {
    async play(year, seed) {
      await runOnServer(serverUrl, `CREATE DATABASE ${played} TEMPLATE ${template}`)
      await runOnServer(serverUrl, `ALTER DATABASE ${played} ${settings}`)
      try {
        const stage = await setStage(clock, urlOf(serverUrl, played), seed, dataDir)
        try {
          return await playYear(stage, year)
        } finally {
          await stage.close()
        }
      } finally {
        await runOnServer(serverUrl, `DROP DATABASE ${played} WITH (FORCE)`)
      }
    },
    close: () => rm(dataDir, { recursive: true, force: true }),
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

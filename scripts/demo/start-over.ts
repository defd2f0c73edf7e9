import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../web/platform/db/server/embedded-postgres.ts'
import type { DemoSettings } from './settings.ts'

/**
 * Removes what earlier demos kept. A database that the demo did not make is never emptied: if it already knows shops,
 * the answer is a sentence that says so, and nothing was removed.
 */
export async function startOver({ config, simulatorDir }: DemoSettings): Promise<string | null> {
  if (config.databaseUrl !== null && (await knowsShops(config.databaseUrl))) {
    return `--fresh does not empty a database that it did not make. DATABASE_URL names one that already has shops in it.
Empty it yourself, or name a new one (createdb backline_demo), and start again. Nothing was removed.`
  }
  rmSync(simulatorDir, { recursive: true, force: true })
  if (config.databaseUrl === null) await removeEmbedded(join(config.dataDir, 'postgres'))
  return null
}

async function knowsShops(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ known: boolean }>(`SELECT to_regclass('public.shop') IS NOT NULL AS known`)
    if (rows[0]?.known !== true) return false
    const { rowCount } = await client.query('SELECT FROM public.shop LIMIT 1')
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

async function removeEmbedded(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  await stopLeftOver(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Ends a PostgreSQL that outlived its app, by taking it over as the app itself would. */
export async function stopLeftOver(folder: string): Promise<void> {
  const server = await startEmbeddedPostgres(folder).catch(() => null)
  await server?.stop()
}

import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../web/platform/db/server/embedded-postgres.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import type { SimulatedShop } from '../support/running/simulated-shop.ts'
import { type AppProcess, patience, runApp } from './app-process.ts'

let floor: ShopFloor
let folder: string
let postgres: EmbeddedPostgres
let app: AppProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backline-stops-'))
  await chmod(folder, 0o755)
  postgres = await startEmbeddedPostgres(folder)
  floor = await aShopFloor()
  app = await runApp(floor, { DATABASE_URL: postgres.url })
})
afterAll(async () => {
  await app.kill()
  await postgres.stop()
  await floor.close()
  await rm(folder, { recursive: true })
})

// The process itself must bear it: an error that nobody catches would end it.

/** A retail day begins to come in; the fault strikes when so many of its deliveries were acknowledged. */
async function retailDay(name: string, seed: number, strikes: readonly number[], strike: () => Promise<void>) {
  const shop = await floor.openShop(name, 'plus', 'retail')
  await shop.verb('mischief', { duplicate: 0.1, late: 0.1, reorder: 0.2, lose: 0, seed })
  await shop.verb('next-day')
  for (const acknowledged of strikes) {
    await vi.waitUntil(async () => (await shop.webhooks()).sent >= acknowledged, patience)
    await strike()
  }
  return shop
}

async function ready(): Promise<number> {
  return (await fetch(`${app.url}/health/ready`)).status
}

async function expectTruth(shop: SimulatedShop): Promise<void> {
  expect(await wrongNumbers(shop, postgres.url, 120)).toEqual([])
  expect((await shop.backorders()).filter((row) => row.backordered > 0).length).toBeGreaterThan(10)
}

/** Ends the server as if its power was cut: nothing is finished, and the next start recovers from the log. */
async function crash(): Promise<void> {
  const [data] = await queryAsOwner<{ data_directory: string }>(postgres.url, 'show data_directory')
  const [pid] = (await readFile(join(String(data?.data_directory), 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGQUIT')
}

it('PostgreSQL may stop or crash while a retail day comes in', async () => {
  const ends = [() => postgres.stop(), crash]
  const shop = await retailDay('database-stops.myshopify.com', 5, [150, 600], async () => {
    await ends.shift()?.()
    await vi.waitUntil(async () => (await ready()) === 503, patience)
    postgres = await startEmbeddedPostgres(folder)
    await vi.waitUntil(async () => (await ready()) === 200, patience)
  })
  await expectTruth(shop)
})

it('every connection may be cut again and again', async () => {
  let cut = 0
  const strikes = Array.from({ length: 12 }, (_, number) => 50 + number * 75)
  const shop = await retailDay('connections-cut.myshopify.com', 6, strikes, async () => {
    const rows = await queryAsOwner(
      postgres.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'backline%'`,
    )
    cut += rows.length
  })
  await expectTruth(shop)
  expect(cut).toBeGreaterThan(strikes.length)
})

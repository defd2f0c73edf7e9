import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { processorTimeOf } from '../processor-time.ts'
import { startApp } from '../running-app.ts'
import { refreshStatistics } from '../shop/fill-tables.ts'
import { megabytes } from '../statistics.ts'
import { bytesWritten } from './bytes-written.ts'

const shops = 10_000
const settlingMs = 20_000
const minuteMs = 60_000
const coreLimit = 0.01
const walLimit = 1_000_000

export const quietShops: Measurement = {
  name: 'quiet-shops',
  how:
    'The app in its default role with 10,000 shops in which nothing happens: what it looks for by itself, in one minute, costs ' +
    'processor time, of the app and of PostgreSQL together, and what PostgreSQL writes. Reconciles of the night, which are ' +
    'work, are not counted: these shops were installed just now.',
  async measure(bench) {
    const count = portion(bench, shops)
    const database = await bench.freshDatabase()
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      await fillQuietShops(client, count)
      await refreshStatistics(database.url)
      const app = await startApp({ databaseUrl: database.url, role: 'all', shopifyUrl: 'http://127.0.0.1:1' })
      try {
        const processorTime = await processorTimeOf(app.pid, database.url)
        await pause(portion(bench, settlingMs))
        const [busyBefore, writtenBefore] = [await processorTime(), await bytesWritten(client)]
        const lookMs = portion(bench, minuteMs)
        await pause(lookMs)
        const [busy, written] = [await processorTime(), await bytesWritten(client)]
        const minutes = lookMs / minuteMs
        return [
          coreFigure(busyBefore === null || busy === null ? null : (busy - busyBefore) / lookMs, count),
          walFigure((written - writtenBefore) / minutes, count),
        ]
      } finally {
        await app.stop()
      }
    } finally {
      await client.end()
      await database.drop()
    }
  },
}

/** As they are once an import and its plans are long over. */
async function fillQuietShops(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO shop (shop_id, locations_read_at, details_read_at, time_zone, currency, day_begun)
     SELECT 'quiet-' || n || '.myshopify.com', now(), now(), 'Europe/Berlin', 'EUR', (now() AT TIME ZONE 'Europe/Berlin')::date
       FROM generate_series(1, $1::int) n`,
    [count],
  )
  await client.query('INSERT INTO import (shop_id, finished_at, holds_plans) SELECT shop_id, now(), true FROM shop')
  await client.query(
    `INSERT INTO session (shop_id, id, is_online, state) SELECT shop_id, 'offline_' || shop_id, false, '' FROM shop`,
  )
}

function coreFigure(share: number | null, count: number): Figure {
  const what = `processor time with ${count.toLocaleString('en-US')} quiet shops, app and PostgreSQL`
  if (share === null) return plainFigure(what, 'not told by this system')
  const measured = `${(share * 100).toFixed(2)} % of a core`
  return { ...plainFigure(what, measured), goal: `below ${coreLimit * 100} %`, isMet: share < coreLimit }
}

function walFigure(bytes: number, count: number): Figure {
  return {
    ...plainFigure(
      `written by PostgreSQL in a minute with ${count.toLocaleString('en-US')} quiet shops`,
      megabytes(bytes),
    ),
    goal: 'below 1 MB',
    isMet: bytes < walLimit,
  }
}

import pg from 'pg'
import pino from 'pino'
import { runTurns } from '../../web/platform/queue/run-turns.ts'
import { againstFloor, type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { refreshStatistics } from '../shop/fill-tables.ts'
import { duration, median, perSecond, timed } from '../statistics.ts'
import { bytesWritten } from './bytes-written.ts'

const fewShops = 10
const sizes = [1_000, 50_000]
const turns = 2_000
const rounds = 3
/** Of these the turns are, in every size: the others rest. */
const tradingShops = 10

export const turnsOfManyShops: Measurement = {
  name: 'turns',
  how:
    'Lanes of 10, of 1,000 and of 50,000 shops, which all had a turn before. One lane after the other of ten shops is nudged, claimed, ' +
    'given a turn that does nothing, and ended, 2,000 times, each when the one before is over: what that takes, and what PostgreSQL ' +
    'writes of it, must not grow with the shops that rest. The median of three rounds.',
  async measure(bench) {
    const few = await measureTurns(bench, fewShops)
    const figures: Figure[] = [plainFigure(`turns of lanes, ${fewShops} shops`, told(few))]
    for (const size of sizes) {
      const many = await measureTurns(bench, Math.max(fewShops, portion(bench, size)))
      figures.push(
        againstFloor(`turns of lanes, ${size.toLocaleString('en-US')} shops`, {
          measured: told(many),
          floor: `${perSecond(few.perSecond)} of ${fewShops}`,
          ratio: few.perSecond / many.perSecond,
          atMost: 1.2,
        }),
      )
      figures.push(
        againstFloor(`what PostgreSQL writes of a turn, ${size.toLocaleString('en-US')} shops`, {
          measured: `${Math.round(many.bytes)} bytes`,
          floor: `${Math.round(few.bytes)} bytes of ${fewShops}`,
          // A byte more or less of nearly nothing is no growth.
          ratio: (many.bytes + 100) / (few.bytes + 100),
          atMost: 1.2,
        }),
      )
    }
    return figures
  },
}

type Turns = { readonly perSecond: number; readonly bytes: number }

function told({ perSecond: rate }: Turns): string {
  return `${perSecond(rate)} (${duration(1_000 / rate)} each)`
}

async function measureTurns(bench: Bench, shops: number): Promise<Turns> {
  const database = await bench.freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  let over: PromiseWithResolvers<void> | null = null
  const work = {
    slots: 4,
    turns: 300,
    takeTurn: async () => {
      queueMicrotask(() => over?.resolve())
      return { waitMs: null, error: null }
    },
  }
  await client.query(
    `INSERT INTO shop (shop_id, locations_read_at) SELECT 'shop-' || n || '.myshopify.com', now() FROM generate_series(1, $1::int) n`,
    [shops],
  )
  await client.query(
    `INSERT INTO lane (shop_id, kind) SELECT shop_id, kind FROM shop, unnest(ARRAY['shop', 'promises']) AS kind`,
  )
  await refreshStatistics(database.url)
  const kinds = { shop: work, mail: work, promises: work, texts: work, collections: work }
  const running = runTurns(database.url, kinds, pino({ level: 'warn' }))

  async function takeTurns(count: number): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) {
      over = Promise.withResolvers()
      await client.query('SELECT nudge_shops(ARRAY[$1])', [`shop-${1 + (nth % tradingShops)}.myshopify.com`])
      await over.promise
    }
  }

  try {
    const count = portion(bench, turns)
    await takeTurns(count)
    const rates: number[] = []
    const written: number[] = []
    for (let round = 0; round < rounds; round++) {
      const before = await bytesWritten(client)
      rates.push((count * 1_000) / (await timed(() => takeTurns(count))))
      written.push(((await bytesWritten(client)) - before) / count)
    }
    return { perSecond: median(rates), bytes: median(written) }
  } finally {
    await running.stop()
    await client.end()
    await database.drop()
  }
}

import type { Demand, Shelf } from '../../web/planning/rules/facts.ts'
import { plan } from '../../web/planning/rules/plan.ts'
import { loadPlanningFacts } from '../../web/planning/store/facts.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { type ShopSql, withShopSql } from '../../web/platform/db/with-shop.ts'
import { againstFloor, type Measurement, portion } from '../measurement.ts'
import { fillTables } from '../shop/fill-tables.ts'
import { itemAt, locationId, type Seed } from '../shop/seed.ts'
import { duration, median, timed } from '../statistics.ts'

const shop = 'short.myshopify.com'
const openLines = 20_000
const linesAnItem = 10
const rounds = 7

export const whichAreShort: Measurement = {
  name: 'which-are-short',
  how:
    '20,000 open lines over 2,000 items at one location, every item with stock for half of its lines. The plan step loads ' +
    'its facts and plans them; the floor is one SQL statement with a window function that answers the same lines. Both ' +
    'run as the app’s role; the median of seven, in turns, after one of each that is not counted. The two must answer ' +
    'the same units of the same lines, or the run fails.',
  async measure(bench) {
    const lines = portion(bench, openLines)
    const seed: Seed = { shop, lines, items: Math.ceil(lines / linesAnItem), shortEvery: 1 }
    const database = await bench.freshDatabase()
    await fillTables(database.url, seed)
    const db = createDatabase(database.url)
    const tookMs = { plan: [] as number[], statement: [] as number[] }
    try {
      for (let round = 0; round <= rounds; round++) {
        const ours = await answer(db, (tx) => planStep(tx, seed))
        const theirs = await answer(db, statement)
        assertSame(ours.short, theirs.short)
        tookMs.plan.push(ours.ms)
        tookMs.statement.push(theirs.ms)
      }
    } finally {
      await db.close()
      await database.drop()
    }
    const [measured, floor] = [median(tookMs.plan.slice(1)), median(tookMs.statement.slice(1))]
    return [
      againstFloor(`which of ${lines.toLocaleString('en-US')} open lines are short`, {
        measured: duration(measured),
        floor: `${duration(floor)} in one SQL statement`,
        ratio: measured / floor,
        atMost: 1,
      }),
    ]
  },
}

/** Units short, by line. */
type Short = ReadonlyMap<string, number>

async function answer(db: Database, ask: (tx: ShopSql) => Promise<Short>): Promise<{ short: Short; ms: number }> {
  let short: Short = new Map()
  const ms = await timed(() =>
    withShopSql(db, shop, async (tx) => {
      short = await ask(tx)
    }),
  )
  return { short, ms }
}

/** As the lane does it: the shelves come from a reading, everything else from the tables. */
async function planStep(tx: ShopSql, seed: Seed): Promise<Short> {
  const items = Array.from({ length: seed.items }, (_, item) => itemAt(seed, item))
  const shelves = items.map(({ itemId, available, committed }): Shelf => {
    return { item: itemId, location: locationId, units: Math.max(0, available + committed) }
  })
  const itemIds = items.map(({ itemId }) => itemId)
  const facts = await loadPlanningFacts(tx, itemIds, { locations: [locationId] })
  const demands = facts.demands.map((demand): Demand => ({ ...demand, location: demand.location ?? locationId }))
  const { lines } = plan(
    { shelves, demands, arrivals: [], sources: [] },
    { queue: 'oldest-first', partialLines: true, handlingDays: 0 },
    '2026-11-22',
  )
  return new Map(lines.flatMap((line) => (line.backordered > 0 ? [[line.line, line.backordered]] : [])))
}

async function statement(tx: ShopSql): Promise<Short> {
  const rows = await tx.query<{ line_id: string; short: number }>(
    `WITH queue AS (
       SELECT line.line_id, line.open, greatest(0, point.available + point.committed - point.strangers) AS shelf,
              sum(line.open) OVER (PARTITION BY line.item_id, point.location_id
                                   ORDER BY shop_order.ordered_at, line.order_id::bigint, line.line_id::bigint) AS wanted
         FROM order_line AS line
         JOIN shop_order ON shop_order.shop_id = $1 AND shop_order.order_id = line.order_id
         JOIN stock_point AS point ON point.shop_id = $1 AND point.item_id = line.item_id
        WHERE line.shop_id = $1 AND line.open > 0
     )
     SELECT line_id, least(open, wanted - shelf)::int AS short FROM queue WHERE wanted > shelf`,
  )
  return new Map(rows.map((row) => [row.line_id, row.short]))
}

function assertSame(ours: Short, theirs: Short): void {
  const wrong = [...new Set([...ours.keys(), ...theirs.keys()])].filter((line) => ours.get(line) !== theirs.get(line))
  if (wrong.length > 0) throw new Error(`the plan and the statement differ on ${wrong.length} lines`)
}

import { randomUUID } from 'node:crypto'
import { signSessionToken } from '../../simulator/auth/session-token.ts'
import { aSupplierOrder } from '../../test/support/some-arrivals.ts'
import { repegItems } from '../../web/planning/repeg-items.ts'
import { lockPlans } from '../../web/planning/store/plan-lock.ts'
import type { Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import type {
  ConfirmedOutput,
  OpenLines,
  ReceiptProposal,
  ReceivedLine,
} from '../../web/receiving/contract/receipts.ts'
import { type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { keys, type RunningServer, startApp } from '../running-app.ts'
import { openLane } from '../shop/lane.ts'
import { itemAt, type Seed } from '../shop/seed.ts'
import { duration, median, timed } from '../statistics.ts'
import { startShopify } from '../traffic/start-shopify.ts'

const shop = 'receive.myshopify.com'
const orderedLines = 1_000
/** Of each item ten lines are open, and its stock is for half of them. */
const openLinesAnItem = 10
const rounds = 5
const patienceMs = 1_000

export const receive: Measurement = {
  name: 'receive',
  how:
    'A supplier order of 1,000 lines comes, for which about 5,000 order lines wait. Over HTTP with a session token: all of it is ' +
    'proposed (who gets what is planned anew) and the first page of 50 is read; the median of five, after one that is not counted. ' +
    'A tenth of it in a database of its own. Confirming it, and the lane from there to the last ready line, are told beside it, ' +
    'once, with a Shopify that answers at once: every unit must have arrived.',
  async measure(bench) {
    const tenth = await measureShop(bench, portion(bench, orderedLines / 10))
    const whole = await measureShop(bench, portion(bench, orderedLines))
    return [
      ...figuresOf(whole, patienceMs),
      ...figuresOf(tenth, null),
      plainFigure('how a proposal grows from a tenth', `${(whole.proposeMs / tenth.proposeMs).toFixed(1)} times`),
    ]
  },
}

type Measured = { lines: number; served: number; proposeMs: number; confirmMs: number; laneMs: number }

function figuresOf({ lines, served, proposeMs, confirmMs, laneMs }: Measured, goalMs: number | null): Figure[] {
  const what = `${lines.toLocaleString('en-US')} lines for ${served.toLocaleString('en-US')} order lines`
  const proposed = plainFigure(`planning and proposing ${what}`, duration(proposeMs))
  return [
    goalMs === null ? proposed : { ...proposed, goal: `below ${duration(goalMs)}`, isMet: proposeMs < goalMs },
    plainFigure(`confirming ${what}`, duration(confirmMs)),
    plainFigure(`from there to stock raised and all ${served.toLocaleString('en-US')} planned`, duration(laneMs)),
  ]
}

async function measureShop(bench: Bench, lines: number): Promise<Measured> {
  const seed: Seed = { shop, items: lines, lines: lines * openLinesAnItem, shortEvery: 1 }
  const database = await bench.freshDatabase()
  const lane = await openLane(database, seed)
  const shopify = await startShopify({ seeds: [seed], keys })
  try {
    const short = await shortUnits(lane.db)
    await buy(lane.db, seed, short)
    const app = await startApp({ databaseUrl: database.url, role: 'web', shopifyUrl: shopify.url })
    try {
      const came = await allOpenLines(app)
      const tookMs: number[] = []
      let served = 0
      for (let round = 0; round <= rounds; round += 1) {
        tookMs.push(
          await timed(async () => {
            const proposal = await ask<ReceiptProposal>(app, '/api/receipts/proposal', { lines: came })
            if (proposal.rows.length !== Math.min(50, proposal.total)) throw new Error('the proposal lacks rows')
            served = proposal.total
          }),
        )
      }
      const confirmMs = await timed(() =>
        ask<ConfirmedOutput>(app, '/api/receipts', { key: randomUUID(), lines: came }),
      )
      const laneMs = await timed(() => lane.drain())
      if ((await shortUnits(lane.db)).size > 0) throw new Error('somebody waits though everything came')
      return { lines, served, proposeMs: median(tookMs.slice(1)), confirmMs, laneMs }
    } finally {
      await app.stop()
    }
  } finally {
    await shopify.stop()
    await lane.close()
    await database.drop()
  }
}

async function shortUnits(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await withShopSql(db, shop, (tx) =>
    tx.query<{ item: string; units: number }>(
      `SELECT item_id AS item, sum(backordered)::int AS units FROM backorder
        WHERE shop_id = $1 AND state = 'open' GROUP BY item_id`,
    ),
  )
  return new Map(rows.map((row) => [row.item, row.units]))
}

/** Everything that is lacking is ordered, and pegged. */
async function buy(db: Database, seed: Seed, short: ReadonlyMap<string, number>): Promise<void> {
  const items = Array.from({ length: seed.items }, (_, at) => itemAt(seed, at).itemId)
  const location = '68540956971'
  await aSupplierOrder(
    db,
    shop,
    items.map((item) => ({ item, units: short.get(item) ?? 1, due: '2999-12-02', location })),
  )
  const cause = {
    kind: 'supplier-order',
    topic: 'supplier-orders/ordered',
    triggeredAt: '2026-01-06T00:00:00Z',
  } as const
  await withShopSql(db, shop, async (tx) => {
    await lockPlans(tx)
    await repegItems(tx, items, cause, '2026-01-06')
    await tx.query('DELETE FROM due_item WHERE shop_id = $1')
  })
}

async function allOpenLines(app: RunningServer): Promise<ReceivedLine[]> {
  const came: ReceivedLine[] = []
  for (let cursor = ''; ; ) {
    const { rows, next } = await ask<OpenLines>(app, `/api/receipts/open-lines?limit=250${cursor}`)
    came.push(...rows.map((row) => ({ supplierOrderLineId: row.supplierOrderLineId, accepted: row.outstanding })))
    if (next === null) return came
    cursor = `&cursor=${next}`
  }
}

async function ask<Body>(app: RunningServer, path: string, said?: object): Promise<Body> {
  const token = await signSessionToken(keys, shop)
  const reply = await fetch(app.url + path, {
    method: said ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(said && { body: JSON.stringify(said) }),
  })
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
  // What the path answers is known to whoever asks.
  return (await reply.json()) as Body
}

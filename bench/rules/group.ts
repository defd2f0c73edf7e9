import pg from 'pg'
import { signSessionToken } from '../../simulator/auth/session-token.ts'
import { type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { keys, type RunningServer, startApp } from '../running-app.ts'
import { duration, median, timed } from '../statistics.ts'
import { startShopify } from '../traffic/start-shopify.ts'

const uncoveredLines = 100_000
const suppliers = 200
const linesAnItem = 5
const rounds = 5
const patienceMs = 2_000

export const group: Measurement = {
  name: 'group',
  how:
    '100,000 uncovered order lines of 20,000 items over 200 suppliers, two for every item, in packs of six. Over HTTP with a ' +
    'session token: the proposal is made of everything and its first page is read; the median of five, after one that is not ' +
    'counted. A tenth of it in a database of its own. Creating the drafts is told beside it, once: every unit must be on one.',
  async measure(bench) {
    const tenth = await measureShop(bench, portion(bench, uncoveredLines / 10))
    const whole = await measureShop(bench, portion(bench, uncoveredLines))
    return [
      ...figuresOf(whole, { patienceMs }),
      ...figuresOf(tenth, {}),
      plainFigure('how grouping grows from a tenth', `${(whole.proposeMs / tenth.proposeMs).toFixed(1)} times`),
    ]
  },
}

type Measured = { readonly lines: number; readonly proposeMs: number; readonly createMs: number }

function figuresOf({ lines, proposeMs, createMs }: Measured, goal: { patienceMs?: number }): Figure[] {
  const count = lines.toLocaleString('en-US')
  const grouped = plainFigure(`grouping ${count} uncovered lines, first page read`, duration(proposeMs))
  const isMet = goal.patienceMs === undefined ? null : proposeMs < goal.patienceMs
  return [
    { ...grouped, goal: goal.patienceMs === undefined ? null : `below ${duration(goal.patienceMs)}`, isMet },
    plainFigure(`putting these ${count} lines on drafts`, duration(createMs)),
  ]
}

async function measureShop(bench: Bench, lines: number): Promise<Measured> {
  const shop = 'group.myshopify.com'
  const database = await bench.freshDatabase()
  const shopify = await startShopify({ seeds: [{ shop, items: 1, lines: 0, shortEvery: 2 }], keys })
  try {
    await fillShop(database.url, shop, lines)
    const app = await startApp({ databaseUrl: database.url, role: 'web', shopifyUrl: shopify.url })
    try {
      const tookMs: number[] = []
      let proposalId = ''
      for (let round = 0; round <= rounds; round += 1) {
        tookMs.push(
          await timed(async () => {
            proposalId = await propose(app, shop, lines)
          }),
        )
      }
      const createMs = await timed(() => create(app, shop, proposalId, lines))
      return { lines, proposeMs: median(tookMs.slice(1)), createMs }
    } finally {
      await app.stop()
    }
  } finally {
    await shopify.stop()
    await database.drop()
  }
}

/** Makes a proposal of everything and reads its first page. */
async function propose(app: RunningServer, shop: string, lines: number): Promise<string> {
  const { proposalId } = await ask<{ proposalId: string }>(app, shop, '/api/proposals', { from: { all: true } })
  const page = await ask<{ proposal: { orderLines: number }; rows: unknown[] }>(
    app,
    shop,
    `/api/proposals/${proposalId}`,
  )
  if (page.proposal.orderLines !== lines || page.rows.length !== 50) throw new Error('the proposal lacks order lines')
  return proposalId
}

async function create(app: RunningServer, shop: string, proposalId: string, lines: number): Promise<void> {
  const made = await ask<{ needed: number }>(app, shop, `/api/proposals/${proposalId}/create`, {})
  if (made.needed !== 2 * lines) throw new Error(`of ${2 * lines} units ${made.needed} are on drafts`)
}

async function ask<Body>(app: RunningServer, shop: string, path: string, said?: object): Promise<Body> {
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

/** Two units are lacking of every line. */
async function fillShop(url: string, shop: string, lines: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('INSERT INTO shop (shop_id, currency, time_zone) VALUES ($1, $2, $3)', [
      shop,
      'EUR',
      'Europe/Berlin',
    ])
    const items = Math.ceil(lines / linesAnItem)
    await client.query(
      `INSERT INTO supplier (shop_id, name, currency, lead_time_days, minimum_value)
       SELECT $1, 'Supplier ' || n, 'EUR', n % 30, 100 FROM generate_series(1, $2::int) AS n`,
      [shop, suppliers],
    )
    await client.query(
      `INSERT INTO catalogue_entry (shop_id, supplier_id, item_id, supplier_sku, cost, pack_size, rank)
       SELECT $1, supplier_id, (47130000000000 + n)::text, 'S-' || n, 1 + n % 100 / 7.0, 6, rank
         FROM generate_series(0, $2::int - 1) AS n
        CROSS JOIN generate_series(1, 2) AS rank
         JOIN (SELECT supplier_id, row_number() OVER (ORDER BY supplier_id) - 1 AS place FROM supplier) AS s
           ON place = (n + rank * 7) % $3`,
      [shop, items, suppliers],
    )
    await client.query(
      `INSERT INTO backorder (shop_id, order_id, line_id, item_id, location_id, order_name, sku, title, ordered_at, units, shipped,
                              covered, backordered, pegged, uncovered, state, opened_at, changed_at)
       SELECT $1, (5640000000000 + n / 3)::text, (14210000000000 + n)::text, (47130000000000 + n * 7919 % $3)::text, '68540956971',
              '#' || 1001 + n / 3, 'HOME-' || n * 7919 % $3, 'Oak tray no. ' || n * 7919 % $3, at, 2, 0, 0, 2, 0, 2, 'open', at, at
         FROM generate_series(0, $2::bigint - 1) AS n
        CROSS JOIN LATERAL (SELECT '2026-01-05'::timestamptz + make_interval(secs => n * 20)) AS t (at)`,
      [shop, lines, items],
    )
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

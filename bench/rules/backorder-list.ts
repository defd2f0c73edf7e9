import { Agent, get } from 'node:http'
import pg from 'pg'
import { signSessionToken } from '../../simulator/auth/session-token.ts'
import { type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { keys, type RunningServer, startApp } from '../running-app.ts'
import { fillTables } from '../shop/fill-tables.ts'
import { itemAt, locationId, orderAt, type Seed } from '../shop/seed.ts'
import { duration, percentile, timed } from '../statistics.ts'
import { startShopify } from '../traffic/start-shopify.ts'

const seed: Seed = { shop: 'list.myshopify.com', items: 5_000, lines: 0, shortEvery: 1_000_000 }
const backorders = 1_000_000
const requestsEach = 60
const patienceMs = 50
const pagesDeep = 20

/** What a merchant may ask for, from the widest to the narrowest. */
const filters: Readonly<Record<string, string>> = {
  'no filter': '',
  active: 'state=active',
  closed: 'state=closed',
  'a whole page of 250': 'limit=250',
  'a common word': 'query=mug',
  'two words': `query=${encodeURIComponent('oak tray')}&state=open`,
  'an order’s name': 'query=1777',
  'one item': `itemId=${itemAt(seed, 7).itemId}`,
  'one location and state': `locationId=${locationId}&state=ready`,
  'one order': `orderId=${orderAt(4_711).orderId}`,
}

export const backorderList: Measurement = {
  name: 'backorder-list',
  how:
    'One shop with 1,000,000 backorders over 5,000 items, a tenth of them open, a tenth ready and the rest closed. ' +
    '`GET /api/backorders` is asked with a session token over HTTP, one request after another, 60 times each for: ' +
    `${Object.keys(filters).join(', ')}, and the ${pagesDeep}th page. The slowest kind of question counts, by the 95th ` +
    'percentile of the time until its answer was read to the end.',
  async measure(bench) {
    const database = await bench.freshDatabase()
    const shopify = await startShopify({ seeds: [seed], keys })
    try {
      await fillTables(database.url, seed)
      await fillBackorders(database.url, portion(bench, backorders))
      const app = await startApp({ databaseUrl: database.url, role: 'web', shopifyUrl: shopify.url })
      try {
        return await measureList(app, portion(bench, requestsEach))
      } finally {
        await app.stop()
      }
    } finally {
      await shopify.stop()
      await database.drop()
    }
  },
}

async function measureList(app: RunningServer, requests: number): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true })
  const deep = `cursor=${await cursorOfPage(app, agent, pagesDeep)}`
  const slowest: { kind: string; ms: number }[] = []
  const all: number[] = []
  for (const [kind, filter] of [...Object.entries(filters), [`page ${pagesDeep}`, deep] as const]) {
    await ask(app, agent, filter)
    const tookMs: number[] = []
    for (let nth = 0; nth < requests; nth++) tookMs.push(await timed(() => ask(app, agent, filter)))
    slowest.push({ kind, ms: percentile(tookMs, 0.95) })
    all.push(...tookMs)
  }
  agent.destroy()
  const worst = slowest.reduce((one, other) => (one.ms >= other.ms ? one : other))
  return [
    {
      ...plainFigure(
        'a page of one million backorders, p95 of the slowest filter',
        `${duration(worst.ms)} (${worst.kind}; p50 of all ${duration(percentile(all, 0.5))})`,
      ),
      goal: `below ${patienceMs} ms`,
      isMet: worst.ms < patienceMs,
    },
  ]
}

type Page = { readonly rows: readonly unknown[]; readonly next: string | null }

async function cursorOfPage(app: RunningServer, agent: Agent, page: number): Promise<string> {
  let cursor = ''
  for (let turned = 1; turned < page; turned++) {
    const { next } = await ask(app, agent, cursor === '' ? '' : `cursor=${cursor}`)
    cursor = encodeURIComponent(next ?? cursor)
  }
  return cursor
}

async function ask(app: RunningServer, agent: Agent, filter: string): Promise<Page> {
  const token = await signSessionToken(keys, seed.shop)
  const text = await new Promise<string>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    get(`${app.url}/api/backorders?${filter}`, { agent, headers }, (reply) => {
      let body = ''
      reply.setEncoding('utf8')
      reply.on('data', (chunk: string) => {
        body += chunk
      })
      reply.on('end', () =>
        reply.statusCode === 200 ? resolve(body) : reject(new Error(`the list answered ${reply.statusCode}: ${body}`)),
      )
    }).on('error', reject)
  })
  const page: Page = JSON.parse(text)
  if (page.rows.length === 0) throw new Error(`the list found nothing for "${filter}"`)
  return page
}

/** The indexes are built at the end: a million rows go in many times as fast. */
async function fillBackorders(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
        WHERE tablename = 'backorder' AND indexname <> 'backorder_pkey'`,
    )
    for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`)
    await client.query(insertBackorders, [seed.shop, count, locationId])
    await client.query(`SET maintenance_work_mem = '256MB'`)
    for (const { definition } of indexes) await client.query(definition)
    await client.query('VACUUM ANALYZE backorder')
  } finally {
    await client.end()
  }
}

const insertBackorders = `
  INSERT INTO backorder (shop_id, order_id, line_id, item_id, variant_id, location_id, order_name, sku, title, ordered_at,
                         units, shipped, covered, backordered, pegged, uncovered, state, opened_at, changed_at)
  SELECT $1, (5640000000000 + n)::text, (14210000000000 + n)::text, item_id, variant_id, $3, '#' || 1001 + n, v.sku, v.title,
         at, 2, CASE WHEN n % 10 > 1 THEN 2 ELSE 0 END, CASE n % 10 WHEN 1 THEN 2 ELSE 0 END, CASE n % 10 WHEN 0 THEN 2 ELSE 0 END,
         0, CASE n % 10 WHEN 0 THEN 2 ELSE 0 END, CASE n % 10 WHEN 0 THEN 'open' WHEN 1 THEN 'ready' ELSE 'closed' END, at, at
    FROM generate_series(1, $2::int) AS n
    CROSS JOIN LATERAL (SELECT '2026-01-05'::timestamptz + make_interval(secs => n * 20)) AS t (at)
    JOIN (SELECT *, row_number() OVER (ORDER BY item_id) - 1 AS place FROM variant) AS v ON place = n * 7 % 5000`

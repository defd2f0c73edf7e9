import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { deliver, startWebProcess, type WebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
let web: WebProcess
beforeAll(async () => {
  fresh = await freshDatabase()
  web = await startWebProcess(fresh.url)
})
afterAll(async () => {
  await web.stop()
  await fresh.drop()
})

const scrape = async () => await (await fetch(`${web.url}/metrics`)).text()

async function figure(named: string): Promise<number | null> {
  const line = (await scrape()).split('\n').find((one) => one.startsWith(`${named} `))
  return line === undefined ? null : Number(line.slice(named.length + 1))
}

describe('what the app tells of itself', () => {
  it('is how long requests took, by what was asked and how it was answered', async () => {
    await fetch(`${web.url}/health/live`)
    await deliver(web.url, { topic: 'orders/create', secret: 'not ours' })
    await fetch(`${web.url}/api/shop`)
    const count = (labels: string) => figure(`backline_request_seconds_count{${labels}}`)
    expect(await count('surface="health",method="GET",status="200"')).toBeGreaterThan(0)
    expect(await count('surface="webhooks",method="POST",status="401"')).toBe(1)
    expect(await count('surface="api",method="GET",status="401"')).toBe(1)
  })

  it('is how many shops are behind, and by how much, rather than the worst of them alone', async () => {
    const waits = `INSERT INTO delivery (shop_id, webhook_id, topic, body, received_at)
                   SELECT shop || '.myshopify.com', 'waits', 'orders/create', '{}', now() - make_interval(secs => seconds)
                     FROM (VALUES ('a', 3), ('b', 90), ('c', 3000)) AS shops (shop, seconds)`
    await asOwner(fresh.url, waits)
    const behind = await Promise.all(
      [1, 5, 60, 600].map((seconds) => figure(`backline_shops_behind{seconds="${seconds}"}`)),
    )
    expect(behind).toEqual([3, 2, 2, 1])
  })

  it('is how much mail waits, and for how long', async () => {
    const mail = `INSERT INTO supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv, created_at)
                  VALUES ('a.myshopify.com', 1, gen_random_uuid(), 'to@example.com', '', '', '', '', now() - interval '1 hour')`
    await asOwner(fresh.url, mail)
    expect(await figure('backline_waiting_mail')).toBe(1)
    expect(await figure('backline_mail_lag_seconds')).toBeGreaterThanOrEqual(3_600)
  })

  it('is how many of its connections are used, by pool', async () => {
    expect(await figure('backline_connections{pool="requests",state="waiting"}')).toBe(0)
    expect(await figure('backline_connections{pool="inbox",state="used"}')).toBe(0)
  })

  it('is which version runs', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await figure(`backline_build_info{version="${version}",node="${process.versions.node}"}`)).toBe(1)
  })
})

const runbook = 'docs/runbook.md'
const monitoring = ['docs/monitoring/alerts.yml', 'docs/monitoring/dashboard.json']

function figuresIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/\b(?:backline|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name)
}

describe.each([...monitoring, runbook])('%s', (file) => {
  const used = figuresIn(file)

  it('asks for nothing that the app does not tell', async () => {
    const text = await scrape()
    const told = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) => namesOf(name, type)))
    expect(used.length).toBeGreaterThan(5)
    expect([...new Set(used)].filter((name) => !told.has(name))).toEqual([])
  })
})

it('whatever the runbook goes by is shown, or watched', () => {
  const seen = new Set(monitoring.flatMap(figuresIn))
  expect(figuresIn(runbook).filter((name) => !seen.has(name))).toEqual([])
})

function namesOf(name = '', type = ''): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name]
}

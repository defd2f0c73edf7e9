import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvExportPaths } from '../../../web/suppliers/contract/csv-uploads.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'

const mugs = 'mugs.myshopify.com'
const lamps = 'lamps.myshopify.com'
const limits = { expensive: { perSecond: 1, burst: 10 } }

let database: FreshDatabase
let processes: Awaited<ReturnType<typeof aWebApp>>[]
beforeAll(async () => {
  database = await freshDatabase()
  processes = [await aWebApp(database.url, { limits }), await aWebApp(database.url, { limits })]
  await asOwner(database.url, 'insert into shop (shop_id) values ($1), ($2)', [mugs, lamps])
})
afterAll(async () => {
  for (const one of processes) await one.close()
  await database.drop()
})

const ask = async (at: number, shop: string, path: string, request: RequestInit = {}) => {
  const answer = await processes[at % processes.length]?.ask(shop, path, request)
  return answer?.status
}
const body = JSON.stringify({ kind: 'suppliers', fileName: 'a.csv' })
const begin = (at: number, shop: string) =>
  ask(at, shop, '/api/csv-uploads', { method: 'POST', headers: { 'content-type': 'application/json' }, body })

/** As if nothing had been asked for so long. */
const pass = (seconds: number) =>
  asOwner(database.url, 'update shop_budget set at = at - make_interval(secs => $1)', [seconds])
const budgets = () => queryAsOwner<{ shop: string }>(database.url, 'select shop_id as shop from shop_budget order by 1')

test('what a shop uses up by expensive calls is counted once for all processes, and comes back with time', async () => {
  expect(await ask(0, mugs, '/api/suppliers')).toBe(200)
  expect(await budgets()).toEqual([])

  // Of an hour ahead, so that nothing comes back while the test runs.
  await begin(0, mugs)
  await asOwner(database.url, `update shop_budget set units = 5, at = now() + interval '1 hour'`)
  const statuses: (number | undefined)[] = []
  for (let at = 0; at < 7; at += 1) statuses.push(await begin(at, mugs))
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect(await ask(0, mugs, csvExportPaths.suppliers)).toBe(429)
  expect(await ask(0, mugs, '/api/suppliers')).toBe(200)
  expect(await begin(1, lamps)).toBe(200)

  await pass(86_400)
  expect(await ask(1, mugs, csvExportPaths.suppliers)).toBe(200)
  expect(await budgets()).toEqual([{ shop: lamps }, { shop: mugs }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvExportPaths } from '../../../web/suppliers/contract/csv-uploads.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'
import { aWare, stock } from '../some-items.ts'
import { aCsvShop } from './a-csv-shop.ts'

const rows = 50_000
/** A process that stops for the whole file answers the first of them and the last. */
const fewestAnswers = 100

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
  const wares = Array.from({ length: rows }, (_, at) => aWare(String(1_000_000 + at)))
  await stock(shop.databaseUrl, wares)
})
afterAll(() => shop.close())

async function whileOthersAreAnswered<T>(work: () => Promise<T>): Promise<T> {
  let isDone = false
  const result = work().finally(() => {
    isDone = true
  })
  let answers = 0
  for (; !isDone; answers += 1) expect((await fetch(`${shop.url}/nothing-here`)).status).toBe(404)
  expect(answers).toBeGreaterThan(fewestAnswers)
  return await result
}

test('a file of 50,000 rows is checked, written and given back while others are answered', async () => {
  const line = (at: number) => `Supplier ${at % 200},SKU-${1_000_000 + at},S-${at},1.${at},6`
  const lines = Array.from({ length: rows }, (_, at) => line(at))
  const file = `Supplier,SKU,Supplier SKU,Cost,Pack size\n${lines.join('\n')}\n`
  const uploadId = await shop.handIn(file, { kind: 'catalogue' })

  const checked = await whileOthersAreAnswered(() => shop.check(uploadId, 'EUR'))
  expect(checked.body).toMatchObject({ newSupplierCount: 200, counts: { rows, create: rows, problem: 0 } })
  expect((await shop.rows(uploadId, '?limit=250')).rows).toHaveLength(250)

  const confirmed = await whileOthersAreAnswered(() => shop.confirm(uploadId))
  expect(confirmed.body.written).toBe(rows)

  const headers = { authorization: `Bearer ${await sessionToken('mugs.myshopify.com')}` }
  const exported = await whileOthersAreAnswered(async () =>
    (await fetch(shop.url + csvExportPaths.catalogue, { headers })).text(),
  )
  expect(exported.split('\r\n')).toHaveLength(rows + 2)
})

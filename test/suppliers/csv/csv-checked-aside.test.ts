import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.empty())

const acme = 'Name,Currency\nAcme,EUR\n'

/** While the work goes on, nobody can look suppliers up: a check has read its file, and does not come further. */
async function whileChecking<T>(uploadId: string, work: () => Promise<T>) {
  const holder = new pg.Client({ connectionString: shop.databaseUrl })
  await holder.connect()
  await holder.query('begin; lock table supplier in access exclusive mode')
  const checking = shop.check(uploadId)
  try {
    let waits = 0
    while (waits === 0) {
      const { rows } = await holder.query<{ waits: number }>(
        `select count(*)::int as waits from pg_locks where not granted and relation = 'supplier'::regclass`,
      )
      waits = rows[0]?.waits ?? 0
    }
    const meanwhile = await work()
    await holder.query('commit')
    return { checked: await checking, meanwhile }
  } finally {
    await holder.end()
  }
}

describe('while a file is checked', () => {
  test('it can be looked at and thrown away: nobody waits for the check', async () => {
    const { uploadId } = await shop.preview(acme)
    const { checked, meanwhile } = await whileChecking(uploadId, async () => [
      (await shop.rows(uploadId)).upload.state,
      (await shop.cancel(uploadId)).status,
    ])
    expect(meanwhile).toEqual(['checked', 200])
    expect(checked.status).toBe(404)
  })

  test('a part that is handed in counts: the file is read again', async () => {
    const uploadId = await shop.handIn(acme)
    const bytes = Buffer.from('Name,Currency\nBolt,EUR\nCord,EUR\n').toString('base64')
    const { checked } = await whileChecking(uploadId, () =>
      shop.post(`/api/csv-uploads/${uploadId}/parts`, { part: 0, bytes }),
    )
    expect(checked).toMatchObject({ status: 200, body: { state: 'checked', counts: { rows: 2, create: 2 } } })
    expect((await shop.rows(uploadId)).rows.map(({ cells }) => cells[0])).toEqual(['Bolt', 'Cord'])
  })

  test('several may ask for it, and find the same', async () => {
    const uploadId = await shop.handIn(acme)
    const checks = await Promise.all([shop.check(uploadId), shop.check(uploadId, 'EUR'), shop.check(uploadId)])
    expect(checks.map(({ status, body }) => [status, body.counts.rows])).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
    ])
    expect((await shop.rows(uploadId)).rows).toHaveLength(1)
    expect((await shop.confirm(uploadId)).body.written).toBe(1)
  })
})

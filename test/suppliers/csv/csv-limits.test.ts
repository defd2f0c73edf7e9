import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetWhatIsOld } from '../../../web/app/sweep.ts'
import { csvLinesAtMost, csvPartBytes, csvRowsAtMost } from '../../../web/suppliers/contract/csv-uploads.ts'
import { otherShop } from '../../support/an-api.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.empty())

type Refused = { readonly message: string }

/** The first answer that is no consent, as parts are handed in; the file's id. */
async function handedIn(file: string | Buffer) {
  const begun = await shop.post<{ uploadId: string }>('/api/csv-uploads', { kind: 'suppliers', fileName: 'ours.csv' })
  const { uploadId } = begun.body
  const bytes = Buffer.from(file)
  for (let part = 0; part * csvPartBytes < bytes.length; part += 1) {
    const some = bytes.subarray(part * csvPartBytes, (part + 1) * csvPartBytes).toString('base64')
    const answer = await shop.post<Refused>(`/api/csv-uploads/${uploadId}/parts`, { part, bytes: some })
    if (answer.status !== 200) return { uploadId, part, ...answer }
  }
  return { uploadId, part: null, ...(await shop.check(uploadId)) }
}

const refusal = (message: RegExp) => ({ status: 422, body: { message: expect.stringMatching(message) } })

describe('a file is refused', () => {
  test('at the part with which it has too many lines, however empty they are', async () => {
    const refused = await handedIn(`Name,Currency\n${'\n'.repeat(csvLinesAtMost)}`)
    expect(refused).toMatchObject(refusal(/more than 1000000 lines, empty ones included/))
    expect(refused.part).toBe(Math.floor(csvLinesAtMost / csvPartBytes))
  })

  test('whose empty rows are more than a file may have, where its lines are not', async () => {
    const text = `Name,Currency\n${'\n'.repeat(csvRowsAtMost)}Acme,EUR\n`
    const file = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect(await handedIn(file)).toMatchObject(refusal(/more than 250000 rows, empty ones included/))
  })

  test.each([
    ['whose header has too many columns', `${'Name,'.repeat(101)}\nAcme\n`, /^Row 1 has more than 100 columns/],
    ['of which a row has too many columns', `Name,Currency\nAcme,EUR\n${','.repeat(100)}\n`, /^Row 3 has more than/],
    ['with a cell that is too long', `Name,Currency,Text\nAcme,EUR,${'x'.repeat(100_001)}\n`, /^A cell of row 2 has/],
    [
      'with a row that is too long',
      `Name,Currency\n${`${'x'.repeat(99_000)},`.repeat(11)}`,
      /^A row near line 2 has more than 1000000/,
    ],
    ['that never ends its first cell', `"${'x'.repeat(1_200_000)}`, /^A row near line 1 has more than/],
    ['that never ends its first line', 'x'.repeat(1_200_000), /^A row near line 1 has more than/],
  ])('%s', async (_, file, message) => {
    expect(await handedIn(file)).toMatchObject(refusal(message))
  })

  test('written in a script whose letters share a byte with the end of a line it is not', async () => {
    const name = '\u0a95'.repeat(200)
    const lines = Array.from({ length: 5_000 }, (_, at) => `${at} ${name},EUR`)
    const text = Buffer.from(`Name,Currency\n${lines.join('\n')}`, 'utf16le')
    expect(await handedIn(Buffer.concat([Buffer.from([0xff, 0xfe]), text]))).toMatchObject({ status: 200 })
  })
})

describe('files that nobody writes or throws away', () => {
  const kept = () =>
    queryAsOwner<{ uploadId: string; parts: number; rows: number }>(
      shop.databaseUrl,
      `select upload_id::text as "uploadId",
              (select count(*)::int from csv_upload_part p where p.shop_id = u.shop_id and p.upload_id = u.upload_id) as parts,
              (select count(*)::int from csv_upload_row r where r.shop_id = u.shop_id and r.upload_id = u.upload_id) as rows
         from csv_upload u order by u.upload_id`,
    )

  test('make room for new ones, the one that was not touched for longest first', async () => {
    const small = 'Name,Currency\nAcme,EUR\n'
    const first = await shop.preview(small)
    const second = await shop.preview(small)
    const more: string[] = []
    for (let at = 0; at < 18; at += 1) more.push(await shop.handIn(small))
    await shop.check(first.uploadId)
    more.push(await shop.handIn(small))
    expect((await kept()).map(({ uploadId }) => uploadId)).toEqual([first.uploadId, ...more])
    expect((await shop.get(`/api/csv-uploads/${second.uploadId}`)).status).toBe(404)
  })

  test('make room for bytes as well', async () => {
    const small = await shop.handIn('Name,Currency\nAcme,EUR\n')
    const others = await shop.handIn('Name,Currency\nAcme,EUR\n')
    await asOwner(shop.databaseUrl, 'update csv_upload set bytes = 59999990 where upload_id = $1', [small])
    await asOwner(shop.databaseUrl, 'update csv_upload set shop_id = $2 where upload_id = $1', [others, otherShop])
    const large = await shop.handIn('Name,Currency\nAcme,EUR\n')
    expect((await kept()).map(({ uploadId }) => uploadId)).toEqual([others, large])
  })

  test('are forgotten after a week, of whatever shop', async () => {
    const { uploadId } = await shop.preview('Name,Currency\nAcme,EUR\n')
    const old = await shop.preview('Name,Currency\nAcme,EUR\n')
    for (const table of ['csv_upload', 'csv_upload_part', 'csv_upload_row']) {
      await asOwner(shop.databaseUrl, `update ${table} set shop_id = $2 where upload_id = $1`, [
        old.uploadId,
        otherShop,
      ])
    }
    await asOwner(
      shop.databaseUrl,
      `update csv_upload set touched_at = now() - interval '8 days' where upload_id = $1`,
      [old.uploadId],
    )
    await forgetWhatIsOld(shop.db)
    expect(await kept()).toEqual([{ uploadId, parts: 1, rows: 1 }])
    const rows = await queryAsOwner(shop.databaseUrl, 'select distinct upload_id::text as id from csv_upload_row')
    expect(rows).toEqual([{ id: uploadId }])
  })
})

import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepRows, loadRootRows } from '../../../web/checks/store/import-rows.ts'
import { clock, goBy } from '../../../web/platform/clock.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { orderRows, variantRow } from './a-bulk-shop.ts'
import { aShopToImport } from './a-shop-to-import.ts'

const megabyte = 1024 * 1024

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

type Shop = Awaited<ReturnType<typeof aShopToImport>>

/** How many things of the table were written by each transaction, the first one first. */
async function batchesOf(shop: Shop, table: string, where = ''): Promise<number[]> {
  const batches = await shop.query<{ things: number }>(
    `select count(*)::int as things from ${table} where shop_id = $1 ${where} group by xmin::text::bigint order by xmin::text::bigint`,
  )
  return batches.map(({ things }) => things)
}

const variants = (count: number, note: string) =>
  Array.from({ length: count }, (_, at) => ({ ...variantRow(String(1_000 + at)), note }))

/** The first turn in which a file is read. It comes line by line, so many milliseconds for each, and breaks off at that byte. */
async function readsAFile(shop: Shop, { breaksOffAt = Number.POSITIVE_INFINITY, lineMs = 0 } = {}) {
  const usual = { ...clock }
  let elapsed = 0
  let isRead = false
  async function* lines(bytes: Buffer) {
    isRead = true
    for (const line of bytes.toString('utf8', 0, breaksOffAt).split(/(?<=\n)/)) {
      elapsed += lineMs
      yield Buffer.from(line)
      await setImmediate()
    }
    throw new Error('broken off')
  }
  shop.bulk.bodyOf = (bytes) => ReadableStream.from(lines(bytes))
  goBy({ ...usual, elapsed: () => elapsed })
  try {
    for (let turn = 0; !isRead && turn < 10; turn += 1) await shop.hasATurn()
  } finally {
    goBy(usual)
  }
}

test('a transaction keeps no more than 4 MB of a file and the row that goes beyond, and no more is held', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.rows['Catalogue'] = variants(18, 'x'.repeat(megabyte))
  await readsAFile(shop)
  expect(await batchesOf(shop, 'import_row')).toEqual([4, 4, 4, 4, 2])
})

test('a transaction records no more than 4 MB of rows and the thing that goes beyond', async () => {
  const shop = await aShopToImport(floor.db)
  const large = (id: number) => {
    const note = 'x'.repeat(id === 7 ? 5 * megabyte : megabyte)
    return orderRows(String(id), '10', 1).map((row) => ({ ...row, ...('__parentId' in row && { note }) }))
  }
  shop.bulk.rows['Orders'] = [
    ...Array.from({ length: 10 }, (_, at) => large(at + 1)),
    ...orderRows('11', '10', 1),
  ].flat()
  await shop.drains()
  expect(await batchesOf(shop, 'shop_order')).toEqual([4, 3, 4])
})

test.each([
  [0, [1, 2, 3, 4]],
  [1, [1, 2, 3]],
  [2, [1, 2]],
] as const)('of things are taken as many as fit with what belongs to them, %i levels deep', async (levels, taken) => {
  const shop = await aShopToImport(floor.db)
  const key = { importId: '999', part: 'routing', slice: 0 } as const
  const row = (id: string, parentId: string) => ({ id, parentId, body: 'x'.repeat(10) })
  const rows = ['1', '2', '3', '4'].flatMap((id) => [row(id, ''), row(`${id}-1`, id), row(`${id}-1-1`, `${id}-1`)])
  const ids = await withShopSql(floor.db, shop.shop, async (tx) => {
    const kept = rows.map((each, at) => ({ ...each, end: at + 1 }))
    await keepRows(tx, key, kept)
    return await loadRootRows(tx, key, 0, { things: 10, bytes: 41, levels })
  })
  expect(ids.map(({ id }) => Number(id))).toEqual(taken)
})

test('what came of a file before it broke off is kept, and reading goes on behind it', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.rows['Catalogue'] = variants(5, '')
  const [row] = shop.bulk.rows['Catalogue'].map((each) => `${JSON.stringify(each)}\n`.length)
  await readsAFile(shop, { breaksOffAt: 2.5 * (row ?? 0) })
  expect(await batchesOf(shop, 'import_row')).toEqual([2])
  shop.bulk.bodyOf = (bytes) => Uint8Array.from(bytes)
  await shop.drains()
  expect(await batchesOf(shop, 'variant', 'and variant_id::int between 1000 and 1004')).toEqual([5])
})

test('a turn keeps what came of a slow file until its second is over', async () => {
  const shop = await aShopToImport(floor.db)
  shop.bulk.rows['Catalogue'] = variants(10, '')
  await readsAFile(shop, { lineMs: 300 })
  expect(await batchesOf(shop, 'import_row')).toEqual([4])
})

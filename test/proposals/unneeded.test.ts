import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { UnneededOutput } from '../../web/proposals/contract/proposals.ts'
import { aShopToOrderFor } from './a-shop-to-order-for.ts'

let the: Awaited<ReturnType<typeof aShopToOrderFor>>
beforeAll(async () => {
  the = await aShopToOrderFor()
})
afterAll(() => the.close())
beforeEach(() => the.clear())

async function draftId(): Promise<string> {
  const [row] = await the.query<{ id: string }>('select supplier_order_id::text as id from supplier_order')
  return row?.id ?? ''
}
const unneeded = async (query = '') =>
  (await the.get<UnneededOutput>(`/api/supplier-orders/${await draftId()}/unneeded${query}`)).body
const takeOut = async (version: number, lines?: string[]) =>
  await the.post<{ units: number; lines: number; version: number }>(
    `/api/supplier-orders/${await draftId()}/unneeded/take-out`,
    { version, ...(lines && { supplierOrderLineIds: lines }) },
  )

/** A draft with 5 of item 10 in packs of 4 for two order lines, and 3 of item 20 for one. */
async function aDraft() {
  const supplier = await the.supplier('First')
  await the.sells(supplier, '10', { pack: 4 })
  await the.sells(supplier, '20')
  const lines = { two: await the.short('10', 2), three: await the.short('10', 3), alone: await the.short('20', 3) }
  await the.create(await the.propose())
  return lines
}

test('shows what nobody needs any more, and takes out as much of it as the packs allow', async () => {
  const { three, alone } = await aDraft()
  expect(await unneeded()).toMatchObject({ rows: [], total: 0, version: 1 })
  await the.nowLacks(three, 1)
  await the.nowLacks(alone, 0)
  expect((await unneeded()).rows).toMatchObject([
    { title: 'Item 10', units: 8, needed: 3, unneeded: 2, removable: 4 },
    { title: 'Item 20', units: 3, needed: 0, unneeded: 3, removable: 3 },
  ])
  expect((await takeOut(1)).body).toEqual({ units: 7, lines: 2, version: 2 })
  expect(await the.onDrafts()).toMatchObject([{ item: '10', units: 4, arriving: 4, for: 3 }])
  expect((await unneeded()).rows).toEqual([])
})

test('takes out of the chosen line only, and keeps what the merchant added by hand', async () => {
  const { alone, two } = await aDraft()
  await the.run(`update supplier_order_line set units = units + 10 where item_id = '20'`)
  await the.run(`update arrival set units = units + 10 where item_id = '20'`)
  await the.nowLacks(alone, 1)
  await the.nowLacks(two, 0)
  const line = (await unneeded()).rows.find(({ title }) => title === 'Item 20')
  expect(line).toMatchObject({ units: 13, needed: 1, unneeded: 2, removable: 2 })
  expect((await takeOut(1, [line?.supplierOrderLineId ?? ''])).body).toMatchObject({ units: 2, lines: 1 })
  expect(await the.onDrafts()).toMatchObject([
    { item: '10', units: 8, for: 5 },
    { item: '20', units: 11, arriving: 11, for: 1 },
  ])
})

test('gives what nobody needs any more to the next who does, instead of buying more', async () => {
  const { alone } = await aDraft()
  await the.nowLacks(alone, 0)
  await the.short('20', 2)
  const proposalId = await the.propose()
  expect(await the.allLines(proposalId)).toMatchObject([
    { needed: 2, units: 0, onDraft: 3, neededOnDraft: 0, surplus: 1 },
  ])
  await the.create(proposalId)
  expect((await unneeded()).rows).toMatchObject([{ title: 'Item 20', units: 3, needed: 2, unneeded: 1, removable: 1 }])
  expect((await the.found(await the.propose())).proposal.needed).toBe(0)
  await takeOut((await unneeded()).version)
  expect(await the.onDrafts()).toMatchObject([{ item: '10' }, { item: '20', units: 2, arriving: 2, for: 2 }])
})

test('pages its lines, and refuses an older version and an order that is no draft', async () => {
  const { three, alone } = await aDraft()
  await the.nowLacks(three, 0)
  await the.nowLacks(alone, 0)
  const first = await unneeded('?limit=1')
  expect(first).toMatchObject({ total: 2, rows: [{ title: 'Item 10' }], previous: null })
  const second = await unneeded(`?limit=1&cursor=${first.next}`)
  expect(second).toMatchObject({ rows: [{ title: 'Item 20' }], next: null })
  expect(await unneeded(`?limit=1&cursor=${second.previous}`)).toEqual(first)
  expect((await takeOut(7)).status).toBe(409)
  await the.run(`update supplier_order set state = 'ordered'`)
  expect((await takeOut(1)).status).toBe(422)
  expect((await unneeded()).rows).toEqual([])
  expect((await the.get('/api/supplier-orders/999999/unneeded')).status).toBe(404)
})

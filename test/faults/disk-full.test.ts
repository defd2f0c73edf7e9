import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { asOwner, openedIn, queryAsOwner } from '../support/database/database.ts'
import { orderAndEdit, troubledDay } from '../support/faults/troubled-day.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { deliver } from '../support/running/web-process.ts'
import { patience } from './app-process.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  await asOwner(floor.database.url, fullDisk)
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** A sequence counts the refusals, because it is not undone with the transaction. */
const fullDisk = `
  CREATE SEQUENCE public.refusals;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    PERFORM nextval('public.refusals');
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
  END $$`

async function refusals(): Promise<number> {
  const [row] = await queryAsOwner<{ count: number }>(
    floor.database.url,
    'SELECT coalesce(pg_sequence_last_value($1::regclass), 0)::int AS count',
    ['public.refusals'],
  )
  return row?.count ?? 0
}

it.each(['delivery', 'shop_order', 'due_item', 'backorder', 'ledger'])(
  'a disk that is full when the table %s grows holds things up, and loses and parks none',
  async (table) => {
    const shop = await floor.openShop(`full-${table.replace('_', '-')}.myshopify.com`)
    const before = await refusals()
    await asOwner(floor.database.url, `CREATE TRIGGER disk_full BEFORE INSERT ON ${table} EXECUTE FUNCTION refuse()`)
    await troubledDay(shop)
    await vi.waitUntil(async () => (await refusals()) >= before + 2, patience)
    await asOwner(floor.database.url, `DROP TRIGGER disk_full ON ${table}`)
    await orderAndEdit(shop)
    expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
    expect(await queryAsOwner(floor.database.url, `SELECT FROM delivery WHERE state = 'parked'`)).toEqual([])
  },
)

it('a delivery that finds no room is answered with "not now"', async () => {
  await asOwner(floor.database.url, 'CREATE TRIGGER disk_full BEFORE INSERT ON delivery EXECUTE FUNCTION refuse()')
  await openedIn(floor.database.url, 'mugs.myshopify.com')
  const reply = await deliver(app.url, { secret: floor.env.SHOPIFY_API_SECRET })
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1'])
  await asOwner(floor.database.url, 'DROP TRIGGER disk_full ON delivery')
})

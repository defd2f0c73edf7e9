import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createDatabase } from '../../../web/platform/db/client.ts'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { forgetSavedMail } from '../../../web/supplier-orders/jobs/forget-saved-mail.ts'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { queryAsOwner } from '../../support/database/database.ts'
import { aJpeg } from '../../support/pictures.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

const patience = { timeout: 60_000, interval: 200 }

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** Every row of every table of every schema that is not PostgreSQL's own, and every file below the data folder, as text. */
async function everythingKept(): Promise<string[]> {
  const tables = await queryAsOwner<{ name: string }>(
    floor.database.url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) =>
      queryAsOwner<{ row: string }>(floor.database.url, `select '${name} ' || t::text as row from ${name} t`),
    ),
  )
  const names = await readdir(floor.config.dataDir, { recursive: true })
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(floor.config.dataDir, name)
      return (await stat(path)).isFile() ? `${name} ${await readFile(path, 'latin1')}` : name
    }),
  )
  return [...rows.flat().map(({ row }) => row), ...files]
}

const placesOf = async (shop: SimulatedShop) =>
  (await everythingKept()).filter(
    (one) => one.includes(shop.shop) || one.includes(shop.shop.replace('.myshopify.com', '')),
  )

const post = async <Body>(shop: SimulatedShop, path: string, said: object) =>
  (await (await shop.api(path, 'POST', said)).json()) as Body

/** A shop that has traded, and has sent its supplier an order where there is no mail server. */
async function aTradingShop(name: string): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  const lamp = { sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
  await shop.settle()
  const fields = {
    contact: null,
    language: 'en',
    currency: 'USD',
    leadTimeDays: 5,
    minimumValue: null,
    orderDays: [],
    notes: '',
  }
  const said = { version: 0, address: [name], footer: `VAT of ${name}`, terms: `Terms of ${name}` }
  await shop.api('/api/letterhead', 'PUT', said)
  await shop.api('/api/letterhead/logo', 'PUT', { bytes: aJpeg.toString('base64') })
  const email = `orders@${name}.example`
  const { supplierId } = await post<SupplierDetail>(shop, '/api/suppliers', { name: 'Pottery', email, ...fields })
  const [waits] = await shop.backorders()
  const lines = [{ itemId: waits?.itemId, units: 3, cost: '1.00' }]
  const order = { supplierId, locationId: waits?.locationId, lines, confirmed: true }
  const { supplierOrderId } = await post<SupplierOrderDetail>(shop, '/api/supplier-orders', order)
  await post(shop, `/api/supplier-orders/${supplierOrderId}/send`, { key: randomUUID(), to: email })
  await vi.waitFor(async () => {
    const reply = await shop.api(`/api/supplier-orders/${supplierOrderId}`)
    expect(((await reply.json()) as SupplierOrderDetail).messages).toMatchObject([{ state: 'sent', isSaved: true }])
  }, patience)
  await shop.settle()
  return shop
}

async function isErased(shop: SimulatedShop): Promise<void> {
  await shop.verb('uninstall')
  const standing = (sql: string) =>
    queryAsOwner(floor.database.url, `select from shop where shop_id = $1 and ${sql}`, [shop.shop])
  await vi.waitFor(async () => expect(await standing('uninstalled_at is not null')).toHaveLength(1), patience)
  await shop.verb('compliance', { topic: 'shop/redact' })
  await vi.waitFor(async () => expect(await standing(`erasure_due_at < 'infinity'`)).toHaveLength(1), patience)
  await queryAsOwner(floor.database.url, 'update shop set erasure_due_at = now() where shop_id = $1', [shop.shop])
  await vi.waitFor(async () => expect(await standing('true')).toEqual([]), patience)
}

it('once a shop is erased its name is in no row of any table and in no file, and others keep theirs', async () => {
  const other = await aTradingShop('stays-as-it-is')
  const shop = await aTradingShop('leaves-for-good')
  expect((await placesOf(shop)).length).toBeGreaterThan(20)
  await isErased(shop)
  await vi.waitFor(async () => expect(await placesOf(shop)).toEqual([]), patience)
  expect((await placesOf(other)).some((place) => place.includes('.eml'))).toBe(true)
})

it('what another machine saved of it goes a day later, and what is old of others', async () => {
  const database = createDatabase(floor.database.url)
  const other = 'stays-as-it-is.myshopify.com'
  const folder = join(floor.config.dataDir, 'mail')
  const forget = () => forgetSavedMail({ db: database, config: floor.config })
  const ages = async (days: number) => {
    const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000)
    for (const name of await readdir(join(folder, other))) await utimes(join(folder, other, name), then, then)
  }
  await ages(89)
  await forget()
  expect(await readdir(folder)).toEqual([other])
  await queryAsOwner(floor.database.url, 'delete from shop where shop_id = $1', [other])
  await forget()
  expect(await readdir(folder)).toEqual([])
  await database.close()
})

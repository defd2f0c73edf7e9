import { createProxiedLiquid } from '../../../simulator/storefront/proxied-liquid.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aShop } from '../../simulator/store/shop-in-memory.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { ask, type Pairs, passedOn, signed } from './a-proxied-request.ts'

export type Ware = {
  title: string
  vendor?: string
  collections?: string[]
  online?: boolean
  units?: number
  policy?: 'CONTINUE' | 'DENY'
  tracked?: boolean
  variants?: string[]
}

type Promised = {
  state?: string
  from?: string | null
  to?: string | null
  room?: number
  units?: number
  note?: string
  hide?: boolean
}

/** A shop, what the app knows of it, and its page as the theme shows it. */
export async function aBackorderPage(shop = 'shop.myshopify.com') {
  const fresh: FreshDatabase = await freshDatabase()
  const app = await aWebApp(fresh.url)
  const store = aShop()
  const render = createProxiedLiquid()
  const query = (sql: string, values: unknown[] = []) =>
    withShopSql(app.services.db, shop, (tx) => tx.queryWithoutShop(sql, values))
  const [location] = [...store.shop.locations.keys()]
  await query(`insert into shop (shop_id, time_zone, collections_asked_at) values ($1, 'UTC', now())`, [shop])
  await query(
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, $2, 'Here', true, now())`,
    [shop, location],
  )

  /** Sells it in the shop, and lets the app know. Answers the ids of its variants. */
  async function sells({ title, vendor = 'Hartley', units = 0, variants = [title], ...said }: Ware): Promise<string[]> {
    const { online, collections, policy, tracked } = said
    const stocked = variants.map((sku) => ({
      sku,
      title: sku,
      price: '9.50',
      policy,
      tracked,
      stock: { 'Shop location': units },
    }))
    store.change('create-product', { title, vendor, online, collections, variants: stocked })
    const product = [...store.shop.products.values()].at(-1)
    if (!product) throw new Error('nothing is sold')
    for (const variantId of product.variantIds) {
      const itemId = store.shop.variants.get(variantId)?.itemId
      await query(
        `insert into variant (shop_id, variant_id, product_id, item_id, title, vendor, online_handle, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, now())`,
        [shop, variantId, product.id, itemId, title, vendor, online === false ? null : product.handle],
      )
      await query(
        `insert into stock_point (shop_id, item_id, location_id, available, changed_at, heard_at) values ($1, $2, $3, $4, now(), now())`,
        [shop, itemId, location, units],
      )
    }
    await query('insert into listed_product (shop_id, product_id, collections, read_at) values ($1, $2, $3, now())', [
      shop,
      product.id,
      (collections ?? []).map((each) => each.toLowerCase()),
    ])
    return [...product.variantIds]
  }

  async function promises(variantId: string | undefined, said: Promised = {}): Promise<void> {
    const { state = 'backorder', to = null, from = to, room, units, note, hide = false } = said
    await query(
      `insert into storefront_promise (shop_id, variant_id, item_id, state, from_day, to_day, room, units, note, hide)
       select $1, $2, item_id, $3, $4, $5, $6, $7, $8, $9 from variant where shop_id = $1 and variant_id = $2
           on conflict (shop_id, variant_id) do update
          set state = excluded.state, from_day = excluded.from_day, to_day = excluded.to_day, room = excluded.room,
              units = excluded.units, note = excluded.note, hide = excluded.hide`,
      [shop, variantId, state, from, to, room, units, note, hide],
    )
  }

  const liquid = async (asked: Pairs = []) => (await ask(app.port, `/proxy?${signed(passedOn(shop, asked))}`)).text
  const html = async (asked: Pairs = [], locale = 'en') => render(await liquid(asked), store.shop, locale)
  return {
    app,
    store,
    query,
    /** Past row-level security. */
    owns: <Row>(sql: string) => queryAsOwner<Row>(fresh.url, sql),
    sells,
    promises,
    liquid,
    html,
    /** Name and sentence of each row, as a shopper reads them. */
    rows: async (asked: Pairs = [], locale = 'en') => rowsOf(await html(asked, locale)),
    /** What was sold and promised before is gone. */
    async clear() {
      for (const { id } of store.shop.products.values())
        store.change('delete-product', { product: `gid://shopify/Product/${id}` })
      for (const table of ['storefront_promise', 'variant', 'stock_point', 'listed_product', 'merchant_text']) {
        await query(`delete from ${table}`)
      }
    },
    async close() {
      await app.close()
      await fresh.drop()
    },
  }
}

export type BackorderPage = Awaited<ReturnType<typeof aBackorderPage>>

function rowsOf(html: string): [string, string][] {
  const rows = html.split('<li class="backline-list__item">').slice(1)
  const text = (row: string, part: string) =>
    (new RegExp(`backline-list__${part}">([\\s\\S]*?)</span>`).exec(row)?.[1] ?? '').replaceAll(/<[^>]*>/g, ' ').trim()
  return rows.map((row) => [text(row, 'name'), text(row, 'promise')])
}

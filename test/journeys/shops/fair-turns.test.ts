import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { start } from '../../../web/app/start.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

// One shop's troubles are its own: a quiet shop beside shops whose Shopify, or whose mail server, says nothing.

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let silentMail: { server: Server; connections: Socket[] }
let quiet: SimulatedShop
const others: SimulatedShop[] = []

beforeAll(async () => {
  floor = await aShopFloor()
  silentMail = await aSilentServer()
  const smtpUrl = `smtp://127.0.0.1:${portOf(silentMail.server)}`
  app = await start({ ...floor.config, mail: { smtpUrl, from: 'orders@backline.example' } })
  quiet = await aLampShop('quiet.myshopify.com')
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) others.push(await aLampShop(`${name}.myshopify.com`))
})
afterAll(async () => {
  for (const connection of silentMail.connections) connection.destroy()
  silentMail.server.close()
  await app.stop()
  await floor.close()
})

async function aLampShop(name: string): Promise<SimulatedShop> {
  const shop = await floor.openShop(name)
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }] })
  await shop.settle()
  return shop
}

/** Takes every connection and never says a word. */
async function aSilentServer() {
  const connections: Socket[] = []
  const server = createServer((socket) => {
    connections.push(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { server, connections }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function due({ shop }: SimulatedShop): Promise<number> {
  const reply = await fetch(`${app.url}/health/ready?shop=${shop}`)
  return ((await reply.json()) as { due: number }).due
}

const soon = { timeout: 60_000, interval: 50 }
const sellsOne = (shop: SimulatedShop) => shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })
const shows = (units: number) =>
  vi.waitFor(
    async () => expect((await quiet.backorders()).reduce((sum, row) => sum + row.backordered, 0)).toBe(units),
    soon,
  )

it('a Shopify that does not answer for six shops does not hold up a seventh', async () => {
  for (const shop of others) {
    await shop.verb('faults', { admin: { timeout: 1 } })
    await sellsOne(shop)
  }
  for (const shop of others) await vi.waitFor(async () => expect(await due(shop)).toBeGreaterThan(0), soon)
  await sellsOne(quiet)
  await shows(1)
  for (const shop of others) expect(await due(shop)).toBeGreaterThan(0)

  // What is heard is recorded all the same.
  const [other] = others
  if (other === undefined) throw new Error('there are six')
  await sellsOne(other)
  const waiting = `select from delivery where state = 'waiting' and shop_id = $1`
  await vi.waitFor(async () => expect(await queryAsOwner(floor.database.url, waiting, [other.shop])).toEqual([]), soon)
  for (const shop of others) await shop.verb('faults')
})

it('a mail server that takes connections and says nothing does not hold up plans', async () => {
  for (const { shop } of others) {
    await asOwner(
      floor.database.url,
      `with bought as (
         insert into supplier_order (shop_id, number, supplier_id, location_id, currency)
         select $1, n, 1, '1', 'EUR' from generate_series(1, 4) n returning supplier_order_id)
       insert into supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv)
       select $1, supplier_order_id, gen_random_uuid(), 'orders@example.com', 'Order', 'Hello', 'pdf', 'csv' from bought`,
      [shop],
    )
    await asOwner(floor.database.url, 'select nudge_mail(array[$1])', [shop])
  }
  await vi.waitFor(() => expect(silentMail.connections.length).toBeGreaterThanOrEqual(6), soon)
  await sellsOne(quiet)
  await shows(2)
  const sent = `select from supplier_message where state = 'sent'`
  expect(await queryAsOwner(floor.database.url, sent)).toEqual([])
})

// A process of its own: plays Shopify for some shops, sending webhooks as it is told and answering what the app reads.
// `node bench/traffic/shopify.ts '{"seeds":[{…}],"keys":{…}}'`, with a channel for commands.

import { KnownShop, type PlacedOrder } from '../shop/known-shop.ts'
import type { Seed } from '../shop/seed.ts'
import { levelWebhooks, orderWebhook, placeThreeLines, routingWebhook } from './orders.ts'
import { allAtOnce, atPace } from './pace.ts'
import { createSender } from './sender.ts'
import { signedRequest, type Webhook } from './signed-request.ts'
import { type AppKeys, startStandIn } from './stand-in.ts'

export type ShopifyOptions = { readonly seeds: readonly Seed[]; readonly keys: AppKeys }
export type Message = { readonly port: number } | { readonly answer: unknown } | { readonly failure: string }

type Nothing = Record<string, never>
export type SentOrder = { readonly shop: string; readonly orderId: string; readonly atMs: number }

type Trade = { readonly shops?: readonly string[]; readonly perSecond: number }

export type Commands = {
  /** As many acknowledgements of three-line orders a second as so many connections get. */
  rate: { wish: { port: number; orders: number; connections: number }; answer: { perSecond: number } }
  /** How long each acknowledgement took at an even rate. */
  pace: { wish: { port: number; orders: number; perSecond: number }; answer: { tookMs: number[] } }
  /**
   * Orders at an even rate, of all shops in turns or of those named, each with the webhooks that Shopify sends of it; for as long, beside
   * them and not told of, orders of other shops at a rate of their own.
   */
  trade: { wish: Trade & { port: number; orders: number; beside?: Trade }; answer: { sent: readonly SentOrder[] } }
  /** Whatever the app asks of these shops is never answered from now on. */
  silence: { wish: { shops: readonly string[] }; answer: Nothing }
  /** Everyone wants one unit of one item of the first shop, of which there are so many. */
  rush: { wish: { port: number; orders: number; connections: number; stock: number }; answer: Nothing }
  pointAt: { wish: { appUrl: string }; answer: Nothing }
}

const connectionLimit = 256

const { seeds, keys }: ShopifyOptions = JSON.parse(process.argv[2] ?? '')
const shops = seeds.map((seed) => new KnownShop(seed))
const standIn = await startStandIn(shops, keys)
let ordersPlaced = 0

const commands: { [Name in keyof Commands]: (wish: Commands[Name]['wish']) => Promise<Commands[Name]['answer']> } = {
  async rate({ port, orders, connections }) {
    const requests = signedOrders(orders)
    const sender = createSender(port, connections)
    const start = performance.now()
    await allAtOnce(connections, orders, (nth) => sender.send(requests[nth] ?? Buffer.alloc(0)))
    const seconds = (performance.now() - start) / 1_000
    sender.close()
    return { perSecond: orders / seconds }
  },
  async pace({ port, orders, perSecond }) {
    const requests = signedOrders(orders)
    const sender = createSender(port, connectionLimit)
    const tookMs = await atPace(perSecond, orders, (nth) => sender.send(requests[nth] ?? Buffer.alloc(0)))
    sender.close()
    return { tookMs }
  },
  async trade({ port, orders, perSecond, shops: names, beside }) {
    const sender = createSender(port, connectionLimit)
    const sell = async (some: readonly KnownShop[]): Promise<SentOrder> => {
      const { shop, order } = nextOrder(some)
      const webhooks = [orderWebhook(shop, order), routingWebhook(order), ...levelWebhooks(shop, order)]
      const sent = { shop: shop.seed.shop, orderId: order.orderId, atMs: Date.now() }
      await Promise.all(webhooks.map((webhook) => sender.send(signed(shop, webhook))))
      return sent
    }
    const sent: SentOrder[] = []
    const [own, others] = [named(names), named(beside?.shops)]
    await Promise.all([
      atPace(perSecond, orders, async () => void sent.push(await sell(own))),
      beside &&
        atPace(
          beside.perSecond,
          Math.round((orders / perSecond) * beside.perSecond),
          async () => void (await sell(others)),
        ),
    ])
    sender.close()
    return { sent }
  },
  async silence({ shops: names }) {
    standIn.silence(names)
    return {}
  },
  async rush({ port, orders, connections, stock }) {
    const item = 0
    const shop = shopAt(0)
    shop.setAvailable(item, stock)
    const sender = createSender(port, connections)
    await allAtOnce(connections, orders, async () => {
      const order = shop.placeOrder([{ item, units: 1 }], new Date().toISOString())
      for (const webhook of [orderWebhook(shop, order), ...levelWebhooks(shop, order)])
        await sender.send(signed(shop, webhook))
    })
    sender.close()
    return {}
  },
  async pointAt({ appUrl }) {
    standIn.pointAt(appUrl)
    return {}
  },
}

function signedOrders(count: number): Buffer[] {
  return Array.from({ length: count }, () => {
    const { shop, order } = nextOrder()
    return signed(shop, orderWebhook(shop, order))
  })
}

function nextOrder(some: readonly KnownShop[] = shops): { shop: KnownShop; order: PlacedOrder } {
  ordersPlaced += 1
  const shop = shopAt(ordersPlaced % some.length, some)
  return { shop, order: placeThreeLines(shop, ordersPlaced) }
}

function named(names: readonly string[] | undefined): KnownShop[] {
  return names === undefined ? shops : shops.filter(({ seed }) => names.includes(seed.shop))
}

function shopAt(index: number, some: readonly KnownShop[] = shops): KnownShop {
  const shop = some[index]
  if (shop === undefined) throw new Error('a Shopify without shops has no orders')
  return shop
}

function signed(shop: KnownShop, webhook: Webhook): Buffer {
  return signedRequest(shop.seed.shop, keys.clientSecret, webhook)
}

process.on('message', ({ command, wish }: { command: keyof Commands; wish: never }) => {
  commands[command](wish).then(
    (answer: unknown) => tell({ answer }),
    (error: unknown) => tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.once('disconnect', () => process.exit())
tell({ port: standIn.port })

function tell(message: Message): void {
  process.send?.(message)
}

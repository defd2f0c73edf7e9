// A process of its own: plays Shopify for one shop, sending webhooks as it is told and answering what the app reads.
// `node bench/traffic/shopify.ts '{"seed":{…},"keys":{…}}'`, with a channel for commands.

import { KnownShop } from '../shop/known-shop.ts'
import type { Seed } from '../shop/seed.ts'
import { levelWebhooks, orderWebhook, placeThreeLines, routingWebhook } from './orders.ts'
import { allAtOnce, atPace } from './pace.ts'
import { createSender } from './sender.ts'
import { signedRequest, type Webhook } from './signed-request.ts'
import { type AppKeys, startStandIn } from './stand-in.ts'

export type ShopifyOptions = { readonly seed: Seed; readonly keys: AppKeys }
export type Message = { readonly port: number } | { readonly answer: unknown } | { readonly failure: string }

type Nothing = Record<string, never>

export type Commands = {
  /** As many acknowledgements of three-line orders a second as so many connections get. */
  rate: { wish: { port: number; orders: number; connections: number }; answer: { perSecond: number } }
  /** How long each acknowledgement took at an even rate. */
  pace: { wish: { port: number; orders: number; perSecond: number }; answer: { tookMs: number[] } }
  /** Orders at an even rate, each with the webhooks that Shopify sends of it; answers when each order was sent. */
  trade: {
    wish: { port: number; orders: number; perSecond: number }
    answer: { sentAt: [orderId: string, atMs: number][] }
  }
  /** Everyone wants one unit of one item, of which there are so many. */
  rush: { wish: { port: number; orders: number; connections: number; stock: number }; answer: Nothing }
  pointAt: { wish: { appUrl: string }; answer: Nothing }
}

const connectionLimit = 256

const { seed, keys }: ShopifyOptions = JSON.parse(process.argv[2] ?? '')
const shop = new KnownShop(seed)
const standIn = await startStandIn(shop, keys)
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
  async trade({ port, orders, perSecond }) {
    const sender = createSender(port, connectionLimit)
    const sentAt: [orderId: string, atMs: number][] = []
    await atPace(perSecond, orders, async () => {
      const order = nextOrder()
      const webhooks = [orderWebhook(shop, order), routingWebhook(order), ...levelWebhooks(shop, order)]
      sentAt.push([order.orderId, Date.now()])
      await Promise.all(webhooks.map((webhook) => sender.send(signed(webhook))))
    })
    sender.close()
    return { sentAt }
  },
  async rush({ port, orders, connections, stock }) {
    const item = 0
    shop.setAvailable(item, stock)
    const sender = createSender(port, connections)
    await allAtOnce(connections, orders, async () => {
      const order = shop.placeOrder([{ item, units: 1 }], new Date().toISOString())
      for (const webhook of [orderWebhook(shop, order), ...levelWebhooks(shop, order)])
        await sender.send(signed(webhook))
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
  return Array.from({ length: count }, () => signed(orderWebhook(shop, nextOrder())))
}

function nextOrder() {
  ordersPlaced += 1
  return placeThreeLines(shop, ordersPlaced)
}

function signed(webhook: Webhook): Buffer {
  return signedRequest(seed.shop, keys.clientSecret, webhook)
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

import { z } from 'zod'
import { dropAppMetafields } from '../app-installation.ts'
import { announce } from '../change.ts'
import { shopPayload } from '../payloads/shop.ts'
import { Refused } from '../refusals.ts'
import { defineVerb } from '../verb.ts'

export const uninstall = defineVerb({
  says: 'The merchant removes the app: its tokens are dead, and nothing but app/uninstalled is sent. `install` undoes it.',
  body: z.object({}),
  example: {},
  run({ shop, events, now }) {
    if (shop.uninstalled) throw new Refused('The app is not installed.')
    shop.uninstalled = true
    shop.installed = false
    dropAppMetafields(shop)
    for (const [id, operation] of shop.bulkOperations) {
      if (operation.completedAt === null) {
        shop.bulkOperations.set(id, { ...operation, status: 'CANCELED', completedAt: now })
      }
    }
    events.push({ topic: 'app/uninstalled', subject: shop.shop, payload: shopPayload(shop, now) })
    return { installed: false }
  },
})

export const compliance = defineVerb({
  says: "Shopify asks for a shopper's data, or that a shopper or the whole shop be forgotten.",
  body: z.object({ topic: z.enum(['customers/data_request', 'customers/redact', 'shop/redact']) }),
  example: { topic: 'customers/redact' },
  run(change, { topic }) {
    const { shop } = change
    const orders = [...shop.orders.keys()].slice(0, 1).map((id) => BigInt(id))
    const customer = { id: 115310627314723954n, email: 'jon@example.com', phone: '555-555-0123' }
    const about = { shop_id: 548380009, shop_domain: shop.shop }
    const payloads = {
      'customers/data_request': { ...about, orders_requested: orders, customer, data_request: { id: 9999 } },
      'customers/redact': { ...about, customer, orders_to_redact: orders },
      'shop/redact': about,
    }
    announce(change, topic, shop.shop, payloads[topic])
    return { topic }
  },
})

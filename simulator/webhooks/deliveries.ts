// The way from events to the app: cut, signed, sent by a bounded number of connections, tried again until it works.
// Roughly in the order of events; mischief, retries and parallel connections disturb it, as they do in the world.

import { clock } from '../clock.ts'
import type { Journal, KeptRow } from '../journal/journal.ts'
import { keepFigures } from '../journal/keep-shop.ts'
import type { Manifest } from '../manifest.ts'
import { wireTime } from '../store/payloads/wire-time.ts'
import type { ShopEvent, ShopState } from '../store/state.ts'
import { payloadCutter } from './cut-payload.ts'
import { type Delivery, delivery as keptDelivery } from './delivery.ts'
import { decideFate, quiet } from './mischief.ts'
import { createOutbox } from './outbox.ts'
import { createRecentBodies } from './recent-bodies.ts'
import { createSender } from './send.ts'
import { writeJson } from './write-json.ts'

const CONNECTIONS = 32
/** Where deliveries are kept in the journal: no shop has this name. */
export const DELIVERIES = 'deliveries'

/** Topics of what only an optional scope opens; those of a scope that was not granted are not told. */
const scopeOfTopic = (topic: string): string | null => {
  if (topic === 'inventory_shipments/receive_items') return 'read_inventory_shipments_received_items'
  if (topic.startsWith('inventory_shipments/')) return 'read_inventory_shipments'
  return topic.startsWith('inventory_transfers/') ? 'read_inventory_transfers' : null
}

/** What Shopify still says to an app that was removed. */
const farewells = new Set(['app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request'])

export type DeliveriesOptions = {
  readonly manifest: Manifest
  readonly secret: string
  readonly journal: Journal
  appUrl(): string
  findShop(name: string): ShopState | undefined
  /** What the merchant lets the app do. */
  scopesOf(shop: ShopState): readonly string[]
  /** How many are sent at once; 32 when left out. */
  readonly connections?: number | undefined
  /** How long each is on its way at least; 0 when left out. */
  readonly sendsAfterMs?: number | undefined
}

export type Deliveries = ReturnType<typeof createDeliveries>

export function createDeliveries(options: DeliveriesOptions) {
  const { manifest, journal, connections = CONNECTIONS, sendsAfterMs = 0 } = options
  const subscriptions = Map.groupBy(
    manifest.subscriptions.map((each) => ({ ...each, cut: payloadCutter(each.includeFields) })),
    (each) => each.topic,
  )
  const sender = createSender(options.secret, connections)
  const outbox = createOutbox({
    connections,
    send: (delivery) => sender.send(delivery, options.appUrl()),
    mayLeave(delivery) {
      const shop = options.findShop(delivery.shop)
      if (shop?.installed || farewells.has(delivery.topic)) return 'now'
      return !shop || shop.uninstalled ? 'never' : 'later'
    },
    settled(delivery, isLost) {
      const shop = options.findShop(delivery.shop)
      if (shop) {
        shop.webhooks[tallyOf(delivery, isLost)] += 1
        keepFigures(journal, shop)
      }
      journal.mark(DELIVERIES, 'delivery', delivery.id, () => null)
    },
  })
  const recent = createRecentBodies()
  let lastId = 0
  let triggered = 0

  function put(delivery: Delivery): void {
    journal.mark(DELIVERIES, 'delivery', delivery.id, () => JSON.stringify(delivery))
    outbox.put(delivery)
  }

  return {
    /** Sends what the shop's subscriptions want of these events, all caused by one change. */
    emit(shop: ShopState, events: readonly ShopEvent[]): void {
      const eventId = clock.newId()
      for (const event of events) {
        for (const subscription of mayHear(shop, event.topic) ? (subscriptions.get(event.topic) ?? []) : []) {
          const body = writeJson(subscription.cut(event.payload))
          meetFate(shop, {
            shop: shop.shop,
            topic: event.topic,
            uri: subscription.uri,
            name: subscription.name ?? null,
            apiVersion: manifest.apiVersion,
            webhookId: clock.newId(),
            eventId,
            triggeredAt: nextTriggeredAt(),
            body,
            since: clock.now(),
            tries: 0,
          })
        }
      }
    },
    /** Deliveries of the shop that are still on their way. */
    pending: (shop: string): number => outbox.pending(shop),
    /** Resolves when nothing is being sent. */
    quiet: (): Promise<void> => outbox.quiet(),
    /** Something may leave now that could not before: a shop was installed, the app has moved. */
    wake: (): void => outbox.wake(),
    load(rows: Iterable<KeptRow>): void {
      for (const { body } of rows) {
        const kept = keptDelivery.parse(JSON.parse(body))
        lastId = Math.max(lastId, Number(kept.id))
        outbox.put(kept)
      }
    },
    stop(): Promise<void> {
      sender.close()
      return outbox.stop()
    },
  }

  function mayHear(shop: ShopState, topic: string): boolean {
    if (shop.uninstalled && !farewells.has(topic)) return false
    const needed = scopeOfTopic(topic)
    return needed === null || options.scopesOf(shop).includes(needed)
  }

  /** A body with the moment of its change in it counts as one of a kind, as Shopify's documentation promises. */
  function isRepeat(shop: ShopState, { topic, name, uri, body }: Omit<Delivery, 'id' | 'isCopy' | 'dueAt'>): boolean {
    if (body.includes(wireTime(new Date(shop.clock).toISOString(), shop.timezone))) return false
    return recent.isRepeat(shop.shop, `${topic} ${name ?? uri}`, body, shop.clock + shop.passedMs)
  }

  function meetFate(shop: ShopState, sent: Omit<Delivery, 'id' | 'isCopy' | 'dueAt'>): void {
    if (isRepeat(shop, sent)) {
      shop.webhooks.dropped += 1
      return
    }
    const { rates, only, random } = shop.mischief
    const fate = decideFate(only.length === 0 || only.includes(sent.topic) ? rates : quiet, random)
    shop.mischief = { rates, only, random: fate.random }
    if (fate.delays.length === 0) shop.webhooks.lost += 1
    for (const [copy, delay] of fate.delays.entries()) {
      put({ ...sent, id: nextDeliveryId(), isCopy: copy > 0, dueAt: sent.since + sendsAfterMs + delay })
    }
  }

  function nextDeliveryId(): string {
    lastId += 1
    return String(lastId).padStart(12, '0')
  }

  /** Written in nanoseconds, as Shopify does; every delivery has a microsecond of its own. */
  function nextTriggeredAt(): string {
    triggered = Math.max(triggered + 1, clock.now() * 1000)
    const fraction = String(triggered % 1_000_000).padStart(6, '0')
    return `${new Date(triggered / 1000).toISOString().slice(0, 19)}.${fraction}000Z`
  }
}

function tallyOf(delivery: Delivery, isLost: boolean): 'sent' | 'repeated' | 'lost' {
  if (delivery.isCopy) return 'repeated'
  return isLost ? 'lost' : 'sent'
}

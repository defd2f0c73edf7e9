// The stand-in Shopify: its shops, what happens in them, and what the app hears of it. Everything that drives the
// simulator (control addresses, Admin API, storefront) goes through here.

import type { AccessTokens } from './auth/access-tokens.ts'
import type { Grants } from './auth/grants.ts'
import type { AppCredentials } from './auth/session-token.ts'
import { composites } from './composites.ts'
import type { Journal } from './journal/journal.ts'
import { keepShop } from './journal/keep-shop.ts'
import type { Manifest } from './manifest.ts'
import { catalogue } from './retail/catalogue.ts'
import { collectionsOf } from './retail/collections-of.ts'
import { type Change, makeChange } from './store/change.ts'
import { openShop } from './store/open-shop.ts'
import { Refused, Unknown } from './store/refusals.ts'
import type { ShopEvent, ShopKind, ShopState } from './store/state.ts'
import type { Verb } from './store/verb.ts'
import { createProduct } from './store/verbs/items/create-product.ts'
import { createLocation } from './store/verbs/items/locations.ts'
import { verbs } from './store/verbs.ts'
import type { Deliveries } from './webhooks/deliveries.ts'

const EVENTS_REMEMBERED = 200

/** What the control page shows of the last events. */
export type PastEvent = { readonly at: string; readonly topic: string; readonly subject: string }

export type World = ReturnType<typeof createWorld>

export type WorldParts = {
  readonly app: AppCredentials
  readonly manifest: Manifest
  readonly grants: Grants
  readonly tokens: AccessTokens
  readonly deliveries: Deliveries
  readonly journal: Journal
  readonly shops: Map<string, ShopState>
  /** Milliseconds since 1970. */
  clock(): number
  appUrl(): string
  /** Where the simulator itself answers. */
  url(): string
}

export function createWorld(parts: WorldParts) {
  const { shops, journal, deliveries, grants, tokens } = parts
  const past = new Map<string, PastEvent[]>()

  /** Changes a shop: kept as a whole, and its events are sent. Throws `Refused` and leaves no trace. */
  function change<Answer>(shop: ShopState, make: (change: Change) => Answer): Answer {
    const { answer, events } = makeChange(shop, parts.clock, make)
    deliveries.emit(shop, events)
    if (events.some((event) => event.topic === 'app/uninstalled')) {
      tokens.revoke(shop.shop)
      deliveries.wake()
    }
    keepShop(journal, shop)
    remember(shop, events)
    return answer
  }

  function remember(shop: ShopState, events: readonly ShopEvent[]): void {
    const at = new Date(shop.clock).toISOString()
    const seen = [...(past.get(shop.shop) ?? []), ...events.map(({ topic, subject }) => ({ at, topic, subject }))]
    past.set(shop.shop, seen.slice(-EVENTS_REMEMBERED))
  }

  function getShop(name: string): ShopState {
    const shop = shops.get(name)
    if (!shop) throw new Unknown(`There is no shop ${name}.`)
    return shop
  }

  /** Runs a verb by its name. Throws `Refused` (an impossible wish) or `Unknown` (no such shop or verb). */
  function run(shopName: string, verb: string, wish: unknown): unknown {
    const shop = getShop(shopName)
    const single = Object.entries<Verb>(verbs).find(([name]) => name === verb)?.[1]
    if (single) return change(shop, (made) => single.run(made, wish))
    const composite = composites[verb]
    if (!composite) throw new Unknown(`There is no verb ${verb}; GET /control lists them.`)
    return composite.run(
      {
        shop,
        run: (name, inner) => run(shopName, name, inner),
        revokeTokens: () => tokens.revoke(shopName),
        changeScopes(optional) {
          change(shop, (made) => grants.change(made, optional))
          return grants.detail(shop)
        },
      },
      wish,
    )
  }

  return {
    ...parts,
    change,
    run,
    getShop,
    findShop: (name: string): ShopState | undefined => shops.get(name),
    pastEvents: (name: string): readonly PastEvent[] => past.get(name) ?? [],

    /** A new shop with its first location and wares; the app is not opened yet, so nothing is announced. */
    create(wish: { shop: string; kind: ShopKind; plan: ShopState['plan']; install: boolean }): ShopState {
      if (shops.has(wish.shop)) throw new Refused(`There is already a shop ${wish.shop}.`)
      const shop = openShop({ ...wish, createdAt: new Date(parts.clock()).toISOString() })
      shop.uninstalled = !wish.install
      makeChange(shop, parts.clock, (made) => furnish(made, wish.kind))
      shops.set(shop.shop, shop)
      keepShop(journal, shop)
      return shop
    },

    /** The merchant has granted the scopes: from now on the app hears of the shop, once it was opened. */
    granted(shop: ShopState): void {
      shop.uninstalled = false
      keepShop(journal, shop)
    },

    /** The merchant has opened the app: its webhooks may leave. */
    installed(shop: ShopState): void {
      shop.installed = true
      keepShop(journal, shop)
      deliveries.wake()
    },
  }
}

function furnish(made: Change, kind: ShopKind): void {
  createLocation.run(made, { name: firstLocation[kind] })
  if (kind === 'empty') return
  for (const { sku, title, vendor, price, units } of catalogue()) {
    const variants = [{ sku, price, stock: { [firstLocation.retail]: units } }]
    createProduct.run(made, { title, vendor, collections: collectionsOf(title), variants })
  }
}

const firstLocation: Record<ShopKind, string> = { empty: 'Shop location', retail: 'Main warehouse' }

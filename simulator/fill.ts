// A big shop at once: what a merchant has gathered over years before installing the app.

import { z } from 'zod'
import { type Chance, createChance } from './chance.ts'
import type { Composite, CompositeContext } from './composite.ts'
import { Refused } from './store/refusals.ts'
import type { Location } from './store/state.ts'
import { readWish } from './store/verb.ts'

const DAY_MS = 24 * 3_600_000
const LARGEST_PRODUCT = 10
const LARGEST_STOCK = 40
/** So many of all lines ask for one variant in fifty, which runs short of it. */
const POPULAR_LINES = 0.4
const POPULAR_EVERY = 50
const MOST_LINES = 3
const MOST_UNITS = 4
/** Orders an app may read, and orders it may not. */
const RECENT_DAYS = { from: 0, to: 55 }
const OLD_DAYS = { from: 61, to: 400 }

const fillWish = z.object({
  variants: z.int().min(1).max(200_000).default(1_000),
  orders: z.int().min(0).max(200_000).default(100),
  oldOrders: z.int().min(0).max(200_000).default(0),
  seed: z.int().default(1),
})

export const fill: Composite = {
  says: 'Before the app is installed: so many variants with stock, and open orders of the last 55 days, some of them short. `oldOrders` are too old for the app to read. The same seed makes the same shop.',
  example: { variants: 50_000, orders: 20_000, oldOrders: 50, seed: 1 },
  run(context, wish) {
    const { variants, orders, oldOrders, seed } = readWish(fillWish, wish)
    if (!context.shop.uninstalled) {
      throw new Refused('The app is installed and would hear of it all: create the shop with `install: false`.')
    }
    const chance = createChance(seed)
    const wares = addProducts(context, chance, variants, `F${seed}`)
    for (let order = 0; order < oldOrders; order += 1) addOrder(context, chance, wares, OLD_DAYS)
    for (let order = 0; order < orders; order += 1) addOrder(context, chance, wares, RECENT_DAYS)
    return { variants, orders, oldOrders, seed }
  },
}

/** A variant and where it is. */
type Ware = { readonly sku: string; readonly location: string }

function addProducts(context: CompositeContext, chance: Chance, count: number, prefix: string): Ware[] {
  const locations = [...context.shop.locations.values()].filter((location) => location.active)
  const wares: Ware[] = []
  for (let product = 1; wares.length < count; product += 1) {
    const size = Math.min(whole(chance, 1, LARGEST_PRODUCT), count - wares.length)
    const added = Array.from({ length: size }, (_, at) => wareAt(locations, `${prefix}-${product}-${at + 1}`, chance))
    wares.push(...added)
    context.run('create-product', {
      title: `Product ${product}`,
      variants: added.map(({ sku, location }) => ({
        sku,
        price: whole(chance, 1, 90),
        stock: { [location]: whole(chance, 0, LARGEST_STOCK) },
      })),
    })
  }
  return wares
}

function wareAt(locations: readonly Location[], sku: string, chance: Chance): Ware {
  const location = locations[whole(chance, 0, locations.length - 1)]
  if (!location) throw new Refused('The shop has no active location.')
  return { sku, location: location.name }
}

function addOrder(
  context: CompositeContext,
  chance: Chance,
  wares: readonly Ware[],
  days: { from: number; to: number },
) {
  const lines = new Map<string, { sku: string; location: string; units: number }>()
  for (let line = whole(chance, 1, MOST_LINES); line > 0; line -= 1) {
    const ware = wanted(chance, wares)
    if (ware) lines.set(ware.sku, { ...ware, units: whole(chance, 1, MOST_UNITS) })
  }
  const age = (days.from + chance.next() * (days.to - days.from)) * DAY_MS
  context.run('place-order', {
    lines: [...lines.values()],
    at: new Date(Date.parse(context.shop.createdAt) - age).toISOString(),
  })
}

function wanted(chance: Chance, wares: readonly Ware[]): Ware | undefined {
  const isPopular = chance.next() < POPULAR_LINES
  const drawn = whole(chance, 0, wares.length - 1)
  return wares[isPopular ? drawn - (drawn % POPULAR_EVERY) : drawn]
}

/** A whole number, both ends included. */
function whole(chance: Chance, least: number, most: number): number {
  return least + Math.floor(chance.next() * (most - least + 1))
}

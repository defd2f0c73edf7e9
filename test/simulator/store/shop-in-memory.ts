import { type Changed, makeChange } from '../../../simulator/store/change.ts'
import { openShop } from '../../../simulator/store/open-shop.ts'
import { Refused } from '../../../simulator/store/refusals.ts'
import type { ShopState } from '../../../simulator/store/state.ts'
import { verbs } from '../../../simulator/store/verbs.ts'

export type VerbName = keyof typeof verbs

/** A shop without any address: verbs run in it, and what they announce comes back. */
export function aShop(...locations: string[]) {
  const shop = openShop({
    shop: 'shop.myshopify.com',
    kind: 'empty',
    plan: 'standard',
    createdAt: '2026-11-20T08:00:00.000Z',
  })
  let now = Date.parse(shop.createdAt)
  const change = (verb: VerbName, wish: unknown): Changed<unknown> =>
    makeChange(
      shop,
      () => now,
      (made) => verbs[verb].run(made, wish),
    )
  for (const name of locations.length > 0 ? locations : ['Shop location']) change('create-location', { name })

  return {
    shop,
    change,
    /** What the verb announces, by topic. */
    topics: (verb: VerbName, wish: unknown) => change(verb, wish).events.map((event) => event.topic),
    answer: (verb: VerbName, wish: unknown) => change(verb, wish).answer,
    /** Why the verb is refused; null when it is not. */
    refusal: (verb: VerbName, wish: unknown) => refusalOf(() => change(verb, wish)),
    /** The clock moves: on, or back. */
    passes: (seconds: number) => {
      now += seconds * 1000
    },
    stock: (sku: string, location?: string) => stockOf(shop, sku, location),
    line: (order: string, sku: string) => lineOf(shop, order, sku),
  }
}

/** Why it is refused; null when it is not. */
export function refusalOf(attempt: () => unknown): string | null {
  try {
    attempt()
    return null
  } catch (cause) {
    if (cause instanceof Refused) return cause.message
    throw cause
  }
}

export type ShopInMemory = ReturnType<typeof aShop>

/** A mug with five on the first shelf, none on the second. */
export function aMugShop(policy: 'CONTINUE' | 'DENY' = 'CONTINUE') {
  const floor = aShop('Here', 'There')
  floor.change('create-product', {
    title: 'Mug',
    variants: [{ sku: 'MUG', price: '12.50', policy, stock: { Here: 5, There: 0 } }],
  })
  return floor
}

function stockOf(shop: ShopState, sku: string, name?: string) {
  const at = [...shop.locations.values()].find((location) => name === undefined || location.name === name)
  const item = [...shop.items.values()].find((each) => each.sku === sku)
  const level = shop.levels.get(`${item?.id}@${at?.id}`)
  if (!level) throw new Error(`${sku} is not stocked there`)
  const { available, committed } = level
  return { available, committed, onHand: available + committed }
}

function lineOf(shop: ShopState, orderName: string, sku: string) {
  const order = shop.orders.get(shop.index.orderIdByName.get(orderName) ?? '')
  const line = order?.lines.find((each) => each.sku === sku)
  if (!line) throw new Error(`${orderName} has no line of ${sku}`)
  return { units: line.currentQuantity, open: line.fulfillableQuantity }
}

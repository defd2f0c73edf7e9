import type { ShopTruth, SimulatedShop } from '../running/simulated-shop.ts'
import { aMerchant, type Merchant } from './a-merchant.ts'
import type { DaysAhead } from './history.ts'

/** What a history has to do with: the shop, its merchant, and what the merchant decided. */
export type Played = {
  readonly shop: SimulatedShop
  readonly merchant: Merchant
  readonly suppliers: Map<string, { supplierId: string; version: number }>
  readonly ranks: Map<string, number>
  /** The arrivals that a line is pinned to: the ids of ours, and the names of Shopify's own. */
  readonly pins: Map<string, ReadonlySet<string>>
  /** Of all units of a line there, so many are its own, by `lineId at locationId`: those that were sent are the first of them. */
  readonly released: Map<string, number>
  /** Items of which the oracle cannot say who gets what. */
  readonly unclear: Set<string>
  /** Items that are never ordered again. */
  readonly discontinued: Set<string>
  /** The last receipt, and a line of it. */
  receipt: { readonly receiptId: string; readonly supplierOrderLineId: string } | null
  /** The merchant decides something that the oracle of promises does not know of. */
  isToldOtherwise: boolean
  /** Deliveries come late or twice, so that the merchant decides before all news is heard. */
  isHurried: boolean
  /** News is lost, so that only a reconcile finds it. */
  isLossy: boolean
  /** The app is removed, and knows nobody. */
  isAway: boolean
  /** Milliseconds since 1970. */
  leftAt: number
  /** There are orders of Shopify's own, of which some have no webhook. */
  isNative: boolean
}

export function aPlayed(shop: SimulatedShop): Played {
  return {
    shop,
    merchant: aMerchant(shop),
    suppliers: new Map(),
    ranks: new Map(),
    pins: new Map(),
    released: new Map(),
    unclear: new Set(),
    discontinued: new Set(),
    receipt: null,
    isToldOtherwise: false,
    isHurried: false,
    isLossy: false,
    isAway: false,
    leftAt: 0,
    isNative: false,
  }
}

/** Where the shop is, so many days from today. */
export function dayAhead(days: number): string {
  const then = new Date(Date.now() + days * 86_400_000)
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(then)
}

const patienceSeconds = 10

/** All news is heard, and the merchant opens the app where it says that Shopify turned it away. */
export async function settle({ shop, merchant }: Pick<Played, 'shop' | 'merchant'>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await shop.settle(patienceSeconds)
      return
    } catch (error) {
      if (tries === 20) throw error
      const { access } = await merchant.ask<{ access?: { lost: string | null } }>('/api/shop')
      if (access?.lost) await shop.verb('install')
    }
  }
}

/** The due day of a call to the app: nothing where a step names none. */
export function due(days: DaysAhead | undefined): { due?: string | null } {
  return days === undefined ? {} : { due: days === null ? null : dayAhead(days) }
}

/** Also of a shop that refuses, as Shopify would, and of what is not there. */
export async function runVerb(shop: SimulatedShop, verb: string, body: object): Promise<void> {
  try {
    await shop.verb(verb, body)
  } catch (error) {
    if (!(error instanceof Error && / answered (404|422): /.test(error.message))) throw error
  }
}

export async function itemOf(shop: SimulatedShop, sku: string): Promise<string | null> {
  return (await shop.truth()).stock.find((point) => point.sku === sku)?.itemId ?? null
}

export async function placeOf(shop: SimulatedShop, name: string): Promise<string | null> {
  return (await shop.truth()).locations.find((place) => place.name === name)?.locationId ?? null
}

export type Of = { readonly variantId: string } | { readonly supplierId: string }

export async function variantOf(shop: SimulatedShop, sku = ''): Promise<Of | null> {
  const truth = await shop.truth()
  const line = truth.orders.flatMap((order) => order.lines).find((one) => one.sku === sku && one.variantId !== null)
  return line?.variantId == null ? null : { variantId: line.variantId }
}

export function supplierOf({ suppliers }: Played, name: string): Of | null {
  const supplierId = suppliers.get(name)?.supplierId
  return supplierId === undefined ? null : { supplierId }
}

/** The line of the order, counted from 0. */
export function lineOf(truth: ShopTruth, order: string, line: number): string | null {
  return truth.orders.find((one) => one.orderName === order)?.lines[line]?.lineId ?? null
}

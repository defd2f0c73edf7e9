import type { Measurement } from './measurement.ts'
import { backorderList } from './rules/backorder-list.ts'
import { group } from './rules/group.ts'
import { importShop } from './rules/import.ts'
import { keptPromises } from './rules/kept-promises.ts'
import { native } from './rules/native.ts'
import { planner } from './rules/planner.ts'
import { priceList } from './rules/price-list.ts'
import { receive } from './rules/receive.ts'
import { reconcile } from './rules/reconcile.ts'
import { unclaimed } from './rules/unclaimed.ts'
import { whichAreShort } from './rules/which-are-short.ts'
import { storefront } from './storefront.ts'
import { acknowledge } from './webhooks/acknowledge.ts'
import { backlogs } from './webhooks/backlogs.ts'
import { besideOthers } from './webhooks/beside-others.ts'
import { costPerWebhook } from './webhooks/cost-per-webhook.ts'
import { flashSale } from './webhooks/flash-sale.ts'
import { lag } from './webhooks/lag.ts'
import { manyShops } from './webhooks/many-shops.ts'
import { orderEvents } from './webhooks/order-events.ts'
import { quietShops } from './webhooks/quiet-shops.ts'
import { turnsOfManyShops } from './webhooks/turns.ts'

/** In the order of the table. */
export const measurements: readonly Measurement[] = [
  planner,
  acknowledge,
  orderEvents,
  whichAreShort,
  lag,
  flashSale,
  manyShops,
  besideOthers,
  backlogs,
  turnsOfManyShops,
  quietShops,
  costPerWebhook,
  unclaimed,
  reconcile,
  native,
  backorderList,
  importShop,
  priceList,
  group,
  receive,
  storefront,
  keptPromises,
]

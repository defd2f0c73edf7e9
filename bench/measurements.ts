import { acknowledge } from './acknowledge.ts'
import { backlogs } from './backlogs.ts'
import { backorderList } from './backorder-list.ts'
import { besideOthers } from './beside-others.ts'
import { costPerWebhook } from './cost-per-webhook.ts'
import { flashSale } from './flash-sale.ts'
import { group } from './group.ts'
import { importShop } from './import.ts'
import { keptPromises } from './kept-promises.ts'
import { lag } from './lag.ts'
import { manyShops } from './many-shops.ts'
import type { Measurement } from './measurement.ts'
import { native } from './native.ts'
import { orderEvents } from './order-events.ts'
import { planner } from './planner.ts'
import { quietShops } from './quiet-shops.ts'
import { receive } from './receive.ts'
import { reconcile } from './reconcile.ts'
import { storefront } from './storefront.ts'
import { turnsOfManyShops } from './turns.ts'
import { unclaimed } from './unclaimed.ts'
import { whichAreShort } from './which-are-short.ts'

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
  group,
  receive,
  storefront,
  keptPromises,
]

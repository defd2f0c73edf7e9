import { acknowledge } from './acknowledge.ts'
import { backorderList } from './backorder-list.ts'
import { costPerWebhook } from './cost-per-webhook.ts'
import { flashSale } from './flash-sale.ts'
import { group } from './group.ts'
import { importShop } from './import.ts'
import { lag } from './lag.ts'
import type { Measurement } from './measurement.ts'
import { native } from './native.ts'
import { orderEvents } from './order-events.ts'
import { planner } from './planner.ts'
import { receive } from './receive.ts'
import { reconcile } from './reconcile.ts'
import { storefront } from './storefront.ts'
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
  costPerWebhook,
  unclaimed,
  reconcile,
  native,
  backorderList,
  importShop,
  group,
  receive,
  storefront,
]

import { z } from 'zod'
import type { Cause, ItemFact, RoutedOrder, VariantFact } from '../../mirror/rules/shop-facts.ts'
import {
  fulfillmentOrderNode,
  lineNode,
  orderFact,
  orderNode,
  routedLineNode,
  routedLines,
} from '../../mirror/shopify/order-nodes.ts'
import { itemNode, levelNode, readingOf } from '../../mirror/shopify/read-stock.ts'
import { variantFacts, variantNode } from '../../mirror/shopify/read-variants.ts'
import { askForUnknownVariants, recordItems, recordVariants } from '../../mirror/store/items/catalogue.ts'
import { recordOrders } from '../../mirror/store/orders/orders.ts'
import { recordRouting } from '../../mirror/store/orders/routing.ts'
import { findItemsWithPlans, recordScheduled } from '../../mirror/store/orders/scheduled-units.ts'
import { recordStockSnapshot } from '../../mirror/store/stock/stock.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type BulkGroup, rowsOf } from '../../platform/shopify/bulk/bulk-groups.ts'
import type { BulkQueryName } from '../../platform/shopify/operations.ts'
import { idOf } from '../../platform/values/ids.ts'
import { loadStockOf, tellWhatDiffered } from '../reconcile/compare-stock.ts'
import { repairVariants } from '../reconcile/repair-variants.ts'
import {
  askForTouchedRouting,
  askForUnnamedOrders,
  askForUnnamedVariants,
  findOrdersAsOf,
} from '../store/import-races.ts'
import { loadReconcileOf, recordOrdersKnown } from '../store/imports.ts'

/** The rows were true at some moment after `writtenFrom`: what was heard after it wins. */
type Batch = {
  readonly tx: ShopSql
  readonly importId: string
  readonly writtenFrom: string
}

type PartRows = {
  record(batch: Batch, groups: readonly BulkGroup[]): Promise<void>
  /** With the last rows, in the same transaction. */
  end(batch: Batch): Promise<void>
}

const nothing = async () => undefined

/** What becomes of the rows of each part. Rows that come twice change nothing. */
export const importPartRows: Readonly<Record<BulkQueryName, PartRows>> = {
  catalogue: { record: recordCatalogue, end: nothing },
  stock: {
    record: recordStock,
    end: ({ tx, importId }) => askForUnnamedVariants(tx, importId),
  },
  orders: {
    record: recordOpenOrders,
    end: async ({ tx, importId, writtenFrom }) => {
      await askForUnnamedOrders(tx, importId, writtenFrom)
      await recordOrdersKnown(tx, importId, writtenFrom)
      // What is scheduled for later is told by fulfillment orders alone.
      const cause: Cause = { kind: 'reconcile', topic: 'orders/read', triggeredAt: writtenFrom }
      await markItemsDue(tx, new Map((await findItemsWithPlans(tx)).map((item) => [item, [cause]])))
    },
  },
  routing: {
    record: recordRoutingOfOrders,
    end: ({ tx, importId }) => askForTouchedRouting(tx, importId),
  },
}

async function recordCatalogue({ tx, importId, writtenFrom }: Batch, groups: readonly BulkGroup[]): Promise<void> {
  const variants: VariantFact[] = []
  const items = new Map<string, ItemFact>()
  for (const { root } of groups) {
    const { variant, item } = variantFacts(variantNode.parse(root), writtenFrom)
    variants.push(variant)
    items.set(item.itemId, item)
  }
  const reconcileId = await loadReconcileOf(tx, importId)
  // Their items are compared with their stock.
  if (reconcileId !== null) return await repairVariants(tx, reconcileId, variants, writtenFrom)
  await recordItems(tx, [...items.values()])
  await recordVariants(tx, variants)
}

async function recordStock({ tx, importId, writtenFrom }: Batch, groups: readonly BulkGroup[]): Promise<void> {
  const readings = groups.map((group) =>
    readingOf(itemNode.parse(group.root), z.array(levelNode).parse(rowsOf(group, group.root.id))),
  )
  const reconcileId = await loadReconcileOf(tx, importId)
  const before = reconcileId === null ? null : await loadStockOf(tx, readings)
  await recordItems(
    tx,
    readings.map((reading) => ({ ...reading, kind: 'item', heardAt: writtenFrom })),
  )
  await recordStockSnapshot(tx, readings, writtenFrom)
  if (reconcileId === null || before === null) return
  await tellWhatDiffered(tx, { reconcileId, readings, before, writtenFrom })
}

async function recordOpenOrders({ tx, writtenFrom }: Batch, groups: readonly BulkGroup[]): Promise<void> {
  const orders = groups.map((group) =>
    orderFact(orderNode.parse(group.root), z.array(lineNode).parse(rowsOf(group, group.root.id)), writtenFrom),
  )
  const changes = await recordOrders(
    tx,
    orders.map((fact) => ({ fact })),
  )
  const withoutItem = changes.filter((line) => line.itemId === null && line.open > 0)
  await askForUnknownVariants(
    tx,
    withoutItem.map((line) => line.lineId),
  )
}

const routingRoot = z.object({ id: z.string(), updatedAt: z.string() })

async function recordRoutingOfOrders({ tx, writtenFrom }: Batch, groups: readonly BulkGroup[]): Promise<void> {
  const roots = groups.map(({ root }) => routingRoot.parse(root))
  const sameVersion = await findOrdersAsOf(
    tx,
    roots.map((root) => ({ orderId: idOf(root.id), changedAt: root.updatedAt })),
    writtenFrom,
  )
  const routed = groups.map(routedOrder).filter((order) => sameVersion.has(order.orderId))
  await recordRouting(tx, routed, writtenFrom)
  await recordScheduled(tx, routed)
}

function routedOrder(group: BulkGroup): RoutedOrder {
  const lines = rowsOf(group, group.root.id).flatMap((row) =>
    routedLines(fulfillmentOrderNode.parse(row), z.array(routedLineNode).parse(rowsOf(group, row.id))),
  )
  return { orderId: idOf(group.root.id), lines }
}

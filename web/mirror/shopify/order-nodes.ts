import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { idOf } from '../../platform/values/ids.ts'
import type { OrderFact, OrderLineFact, RoutedLine } from '../rules/shop-facts.ts'
import { titleOf } from '../rules/title.ts'
import { toldAmong } from '../rules/told-promise.ts'

// Orders as the Admin API writes them, page by page or in bulk, in our words.

export const orderNode = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  displayFinancialStatus: z.string().nullish(),
})
export const lineNode = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  currentQuantity: z.number().int(),
  unfulfilledQuantity: z.number().int(),
  variant: z.object({ id: z.string() }).nullable(),
  sellingPlan: z.object({ sellingPlanId: z.string().nullable() }).nullish(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
})
export const fulfillmentOrderNode = z.object({
  id: z.string(),
  status: z.string(),
  fulfillAt: z.string().nullish(),
  assignedLocation: z.object({ location: z.object({ id: z.string() }).nullable() }),
})
export const routedLineNode = z.object({
  id: z.string(),
  totalQuantity: z.number().int(),
  remainingQuantity: z.number().int(),
  lineItem: z.object({ id: z.string() }),
})

export function orderFact(
  node: z.infer<typeof orderNode>,
  lines: readonly z.infer<typeof lineNode>[],
  heardAt: string,
): OrderFact {
  return {
    kind: 'order',
    orderId: idOf(node.id),
    name: node.name,
    orderedAt: node.createdAt,
    cancelledAt: node.cancelledAt,
    financialStatus: node.displayFinancialStatus?.toLowerCase() ?? null,
    changedAt: node.updatedAt,
    heardAt,
    lines: lines.map((line) => lineFact(line, node.cancelledAt !== null)),
  }
}

function lineFact(line: z.infer<typeof lineNode>, isCancelled: boolean): OrderLineFact {
  return {
    lineId: idOf(line.id),
    variantId: line.variant ? idOf(line.variant.id) : null,
    sku: line.sku || null,
    title: titleOf(line.title, line.variantTitle),
    units: line.currentQuantity,
    open: isCancelled ? 0 : Math.max(0, line.unfulfilledQuantity),
    told: toldAmong(line.customAttributes.map(({ key, value }) => ({ name: key, value }))),
    hasSellingPlan: line.sellingPlan != null,
  }
}

/** None where the location was deleted: its units are nowhere until somebody moves them. */
export function routedLines(
  node: z.infer<typeof fulfillmentOrderNode>,
  lines: readonly z.infer<typeof routedLineNode>[],
): RoutedLine[] {
  const location = node.assignedLocation.location
  if (location === null) return []
  const isOver = node.status === 'CLOSED' || node.status === 'CANCELLED'
  return lines.map((line) => ({
    fulfillmentOrderLineId: idOf(line.id),
    fulfillmentOrderId: idOf(node.id),
    lineId: idOf(line.lineItem.id),
    locationId: idOf(location.id),
    units: line.totalQuantity,
    remaining: isOver ? 0 : line.remainingQuantity,
    isScheduled: isScheduled(node),
    fulfillAt: node.fulfillAt ?? null,
  }))
}

/**
 * A hold hides whether it was scheduled before, but not its time, which lies ahead of nothing else that is held. Without a
 * time it may be any order, and waits for its units.
 */
function isScheduled({ status, fulfillAt }: z.infer<typeof fulfillmentOrderNode>): boolean {
  if (status === 'SCHEDULED') return true
  return status === 'ON_HOLD' && fulfillAt != null && Date.parse(fulfillAt) > clock.now()
}

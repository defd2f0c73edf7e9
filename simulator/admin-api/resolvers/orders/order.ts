import { gid } from '../../../store/ids.ts'
import { financialStatus } from '../../../store/payloads/order.ts'
import type { FulfillmentOrder, LineProperty, Order, OrderLine } from '../../../store/state.ts'
import { connection, type Paging, paging } from '../connection.ts'
import { metafieldOf } from '../metafield.ts'
import type { Resolvers } from '../resolver.ts'
import { type FulfillmentOfOrder, fulfillmentsOf } from './fulfillment.ts'

export const orderFields: Resolvers<Order> = {
  id: (order) => gid('Order', order.id),
  name: (order) => order.name,
  createdAt: (order) => order.createdAt,
  updatedAt: (order) => order.updatedAt,
  cancelledAt: (order) => order.cancelledAt,
  displayFinancialStatus: (order) => financialStatus(order).toUpperCase(),
  metafield: metafieldOf('Order'),
  lineItems: { takes: paging, resolve: (order, args: Paging, context) => connection(order.lines, args, context) },
  fulfillments: {
    takes: ['first'],
    resolve: (order, { first }: { first?: number | null }): FulfillmentOfOrder[] =>
      fulfillmentsOf(order).slice(0, first ?? undefined),
  },
  fulfillmentOrders: {
    takes: paging,
    resolve: (order, args: Paging, context) => {
      const known = order.fulfillmentOrderIds.map((id) => context.state.fulfillmentOrders.get(id))
      return connection(
        known.filter((one): one is FulfillmentOrder => one !== undefined),
        args,
        context,
      )
    },
  },
}

export const lineItemFields: Resolvers<OrderLine> = {
  id: (line) => gid('LineItem', line.id),
  sku: (line) => line.sku || null,
  title: (line) => line.title,
  variantTitle: (line) => line.variantTitle,
  currentQuantity: (line) => line.currentQuantity,
  unfulfilledQuantity: (line) => line.fulfillableQuantity,
  customAttributes: (line) => line.properties ?? [],
  sellingPlan: (line) => (line.sellingPlanId === undefined ? null : { sellingPlanId: line.sellingPlanId }),
  variant: (line, _args, { state }) => (line.variantId === null ? null : (state.variants.get(line.variantId) ?? null)),
}

export const sellingPlanFields: Resolvers<{ readonly sellingPlanId: string }> = {
  sellingPlanId: ({ sellingPlanId }) => gid('SellingPlan', sellingPlanId),
}

export const attributeFields: Resolvers<LineProperty> = {
  key: ({ name }) => name,
  value: ({ value }) => value,
}

import type { FulfillmentOrder, Order } from '../../store/state.ts'
import type { AdminState } from '../resolvers/resolver.ts'
import { byId, byInstant } from './plain-filters.ts'
import { type Filter, type Filters, type Test, wrong } from './read-search.ts'

const file = 'search/order-filters.ts'

/** How orders are found by the `query` of `orders`. */
export function orderFilters(state: AdminState): Filters<Order> {
  const byName: Record<string, Filter<Order>> = {
    created_at: byInstant((order) => order.createdAt),
    updated_at: byInstant((order) => order.updatedAt),
    id: byId,
    status: (_comparator, value) => named('status', statuses, value),
    fulfillment_status: (_comparator, value) => {
      const shippings = named('fulfillment_status', shippingsAsked, value)
      return (order) => shippings.includes(shippingOf(order, state))
    },
  }
  return { file, byName }
}

const statuses: Readonly<Record<string, Test<Order>>> = {
  any: () => true,
  open: (order) => order.cancelledAt === null && order.closedAt === null,
  closed: (order) => order.closedAt !== null,
  cancelled: (order) => order.cancelledAt !== null,
  not_closed: (order) => order.closedAt === null,
}

type Shipping = 'nothing' | 'some' | 'all' | 'held'

const shippingsAsked: Readonly<Record<string, readonly Shipping[]>> = {
  unshipped: ['nothing'],
  unfulfilled: ['nothing'],
  partial: ['some'],
  fulfilled: ['all'],
  shipped: ['all'],
  on_hold: ['held'],
}

/** What Shopify shows as the order's fulfillment status. An order whose open units are all on hold is on hold. */
function shippingOf(order: Order, state: AdminState): Shipping {
  const lines = order.lines.filter((line) => line.currentQuantity > 0)
  const isShipped = (line: Order['lines'][number]) => line.fulfillableQuantity < line.currentQuantity
  if (lines.length > 0 && lines.every((line) => line.fulfillableQuantity === 0)) return 'all'
  const open = order.fulfillmentOrderIds
    .map((id) => state.fulfillmentOrders.get(id))
    .filter(
      (one): one is FulfillmentOrder => one !== undefined && one.status !== 'CLOSED' && one.status !== 'CANCELLED',
    )
  if (open.length > 0 && open.every((one) => one.status === 'ON_HOLD')) return 'held'
  return lines.some(isShipped) ? 'some' : 'nothing'
}

function named<Known>(filter: string, known: Readonly<Record<string, Known>>, value: string): Known {
  const found = Object.hasOwn(known, value) ? known[value] : undefined
  if (found === undefined) throw wrong(`${filter} knows ${Object.keys(known).join(', ')}, not "${value}"`, file)
  return found
}

import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import { loadLetterhead } from '../../shop/store/letterhead.ts'
import { loadPlace } from '../../shop/store/shop-details.ts'
import type { OrderDocument } from '../documents/order-document.ts'
import { lineTotal, totals } from '../rules/costs.ts'
import { inOrder } from '../rules/expected-days.ts'
import { loadArrivalsOfOrder, loadOrderLines } from '../store/lines.ts'
import { loadAddressesFor } from '../store/messages.ts'
import { loadSupplierOrder } from '../store/record.ts'

/**
 * What the supplier of an order is told, as it is now; null for an order that there is not. `dueOfLines`: as it is once it is
 * ordered with these days for what has none.
 */
export async function loadOrderDocument(
  tx: ShopSql,
  supplierOrderId: string,
  today: string,
  dueOfLines: ReadonlyMap<string, Day | null> = new Map(),
): Promise<OrderDocument | null> {
  const order = await loadSupplierOrder(tx, supplierOrderId, today)
  if (order === null) return null
  const lines = await loadOrderLines(tx, supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, supplierOrderId)
  const letterhead = await loadLetterhead(tx)
  const to = await loadAddressesFor(tx, supplierOrderId)
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const partsOf = ({ supplierOrderLineId }: { readonly supplierOrderLineId: string }) =>
    (arrivalsOf.get(supplierOrderLineId) ?? []).map(({ units, due }) => {
      return { units, due: due ?? dueOfLines.get(supplierOrderLineId) ?? null }
    })
  return {
    number: order.number,
    day: order.orderedOn ?? today,
    language: order.language,
    currency: order.currency,
    shop: { name: letterhead.shop.name ?? tx.shop, address: letterhead.shop.address },
    letterhead,
    supplier: {
      name: order.supplierName,
      contact: order.contact,
      emails: [...(to?.email ? [to.email, ...to.alsoTo] : [])],
    },
    deliverTo: await loadPlace(tx, order.locationId),
    lines: lines
      .filter((line) => line.units > line.cancelled)
      .map((line) => ({
        supplierSku: line.supplierSku,
        sku: line.sku,
        title: line.title,
        units: line.units - line.cancelled,
        cost: line.cost,
        total: lineTotal(line, order.currency),
        parts: inOrder(partsOf(line)),
      })),
    ...totals(lines, order),
    tax: order.tax,
    shipping: order.shipping,
    notes: order.notes,
  }
}

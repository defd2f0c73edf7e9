import type { ShopSql } from '../../platform/db/with-shop.ts'
import { loadLetterhead } from '../../shop/store/shop-details.ts'
import type { OrderDocument } from '../documents/order-document.ts'
import { lineTotal, totals } from '../rules/costs.ts'
import { loadArrivalsOfOrder, loadOrderLines } from '../store/lines.ts'
import { loadSupplierOrder } from '../store/record.ts'

/** What the supplier of an order is told, as it is now; null for an order that there is not. */
export async function loadOrderDocument(
  tx: ShopSql,
  supplierOrderId: string,
  today: string,
): Promise<OrderDocument | null> {
  const order = await loadSupplierOrder(tx, supplierOrderId, today)
  if (order === null) return null
  const lines = await loadOrderLines(tx, supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, supplierOrderId)
  const head = await loadLetterhead(tx, order.locationId)
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  return {
    number: order.number,
    day: (order.orderedAt ?? '').slice(0, 10) || today,
    language: order.language,
    currency: order.currency,
    shop: { name: head.name ?? tx.shop, address: head.address },
    supplier: { name: order.supplierName, contact: order.contact, email: order.email },
    deliverTo: head.deliverTo,
    lines: lines
      .filter((line) => line.units > line.cancelled)
      .map((line) => ({
        supplierSku: line.supplierSku,
        sku: line.sku,
        title: line.title,
        units: line.units - line.cancelled,
        cost: line.cost,
        total: lineTotal(line, order.currency),
        parts: (arrivalsOf.get(line.supplierOrderLineId) ?? []).map(({ units, due }) => ({ units, due })),
      })),
    ...totals(lines, order),
    tax: order.tax,
    shipping: order.shipping,
    notes: order.notes,
  }
}

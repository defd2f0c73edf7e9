import { gid } from '../../platform/values/ids.ts'
import type {
  ProposedLine,
  ProposedOrder,
  RefusedLine,
  ServedBackorder as ServedRow,
  UnneededLine as UnneededRow,
} from '../contract/proposals.ts'
import type { ProposedLineRecord, ServedBackorderRecord } from '../store/proposed-line-list.ts'
import type { ProposedOrderRecord } from '../store/proposed-orders.ts'
import type { UnneededDraftLine } from '../unneeded-lines.ts'

export function contractOrder(record: ProposedOrderRecord): ProposedOrder {
  const { sequence, supplierId, supplierName, locationId, supplierOrderId, number, ...rest } = record
  return {
    ...rest,
    proposedOrderId: sequence,
    supplier: { supplierId, name: supplierName },
    locationId: gid('Location', locationId),
    supplierOrder: supplierOrderId === null || number === null ? null : { supplierOrderId, number },
  }
}

export function contractLine(record: ProposedLineRecord): ProposedLine {
  const { sequence, refusal: _, itemId, locationId: __, locationName: ___, serves, ...rest } = record
  return {
    ...rest,
    proposedLineId: sequence,
    itemId: gid('InventoryItem', itemId),
    serves: serves.map(contractServed),
  }
}

export function contractRefused(record: ProposedLineRecord): RefusedLine {
  const { sequence, version, refusal, itemId, title, sku, imageUrl, locationId, locationName } = record
  return {
    proposedLineId: sequence,
    version,
    itemId: gid('InventoryItem', itemId),
    title,
    sku,
    imageUrl,
    locationId: gid('Location', locationId),
    locationName,
    reason: refusal ?? 'no-supplier',
    needed: record.needed,
    owed: record.owed,
    serves: record.serves.map(contractServed),
    servesTotal: record.servesTotal,
  }
}

export function contractServed({
  backorderId,
  orderId,
  orderName,
  lineId,
  units,
  orderedAt,
}: ServedBackorderRecord): ServedRow {
  return { backorderId, orderId: gid('Order', orderId), orderName, lineId: gid('LineItem', lineId), units, orderedAt }
}

export function contractUnneeded(line: UnneededDraftLine): UnneededRow {
  const { supplierOrderLineId, itemId, title, sku, units, needed, unneeded, removable } = line
  return { supplierOrderLineId, itemId: gid('InventoryItem', itemId), title, sku, units, needed, unneeded, removable }
}

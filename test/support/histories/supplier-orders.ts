import type { Goods } from './a-merchant.ts'
import type { Step } from './history.ts'
import { due, type Played } from './played.ts'

export async function draft({ shop, merchant, suppliers }: Played, step: Extract<Step, { op: 'so' }>): Promise<void> {
  const { stock, locations } = await shop.truth()
  const supplierId = suppliers.get(step.supplier)?.supplierId
  const locationId = locations.find((place) => place.name === step.location)?.locationId
  const items = new Map(stock.map((point) => [point.sku, point.itemId]))
  const lines = step.lines.flatMap(({ sku, units, due: days }) => {
    const itemId = items.get(sku)
    return itemId === undefined ? [] : [{ itemId, units, ...due(days) }]
  })
  if (supplierId === undefined || locationId === undefined || lines.length === 0) return
  await merchant.call('/api/supplier-orders', { supplierId, locationId, lines })
}

export async function changeOrder(
  { merchant }: Played,
  step: Extract<Step, { op: 'order' | 'edit_so' | 'cancel_so' }>,
): Promise<void> {
  const found = await merchant.findOrder(step.number)
  if (found === null) return
  const { supplierOrderId, version } = found
  const path = `/api/supplier-orders/${supplierOrderId}`
  if (step.op === 'order') {
    await merchant.call(`${path}/order`, { version, confirmed: true, due: null, ...due(step.due) })
    return
  }
  if (step.op === 'cancel_so' && step.line === undefined) {
    await merchant.call(`${path}/cancel`, { version })
    return
  }
  const line = (await merchant.linesOf(supplierOrderId))[step.line ?? 0]
  if (line === undefined) return
  const { supplierOrderLineId, outstanding, units } = line
  if (step.op === 'cancel_so') {
    await merchant.call(`${path}/cancel`, { version, lines: [{ supplierOrderLineId, units: step.units ?? 1 }] })
    return
  }
  const left = outstanding + step.units - units
  const arrivals =
    step.due === undefined || left <= 0 ? {} : { arrivals: [{ units: left, due: null, ...due(step.due) }] }
  await merchant.call(`${path}/edit`, {
    version,
    confirmed: true,
    lines: [{ supplierOrderLineId, units: step.units, ...arrivals }],
  })
}

/** The goods that a step says come, as far as the order has such lines. */
export async function goodsOf(
  { merchant }: Played,
  step: Extract<Step, { op: 'receive' }>,
): Promise<{ readonly lines: Goods; readonly locationId: string } | null> {
  const order = await merchant.findOrder(step.number)
  if (order === null) return null
  const ordered = await merchant.linesOf(order.supplierOrderId)
  const lines = step.lines.flatMap(({ line, accepted, rejected = 0, heldBack = 0 }) => {
    const found = ordered[line]
    if (found === undefined) return []
    const { supplierOrderLineId } = found
    const why = rejected > 0 ? { rejectReason: 'broken' } : {}
    return [{ supplierOrderLineId, accepted, rejected, heldBack: Math.min(heldBack, accepted), ...why }]
  })
  return lines.length === 0 ? null : { lines, locationId: order.locationId }
}

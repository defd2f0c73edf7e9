import fc from 'fast-check'
import { sku, step, verb, type Weighted } from './draws.ts'

export function native(to: fc.Arbitrary<string>): Weighted[] {
  const items = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 6 }) }))
  const resized = fc.tuple(fc.record({ sku, units: fc.integer({ min: 0, max: 4 }) }))
  const transfer = fc.constantFrom('#T0001', '#T0001', '#T0002', '#T0003')
  const shipment = fc.constantFrom('#T0001-1', '#T0001-1', '#T0001-2', '#T0002-1', '#T0003-1')
  const purchaseOrder = fc.constantFrom('#PO1', '#PO1', '#PO2')
  const day = fc.constantFrom(null, '2999-12-10', '2999-12-12')
  const came = fc.tuple(
    fc.record({ sku, accepted: fc.integer({ min: 0, max: 2 }), rejected: fc.integer({ min: 0, max: 1 }) }),
  )
  return [
    { weight: 3, arbitrary: verb('create-purchase-order', { items, to, ordered: fc.boolean() }) },
    { weight: 4, arbitrary: verb('create-transfer', { items, to, ready: fc.constantFrom(true, true, false) }) },
    { weight: 1, arbitrary: verb('create-transfer', { items, to, from: to }) },
    { weight: 2, arbitrary: verb('create-transfer', { items, to, purchaseOrder }) },
    { weight: 1, arbitrary: verb('edit-purchase-order', { purchaseOrder, items: resized }) },
    { weight: 1, arbitrary: verb('order-purchase-order', { purchaseOrder }) },
    { weight: 1, arbitrary: verb('archive-purchase-order', { purchaseOrder }) },
    { weight: 1, arbitrary: verb('mark-transfer-ready', { transfer }) },
    { weight: 1, arbitrary: verb('edit-transfer', { transfer, items: resized }) },
    { weight: 1, arbitrary: verb('cancel-transfer', { transfer }) },
    {
      weight: 4,
      arbitrary: verb('create-shipment', { transfer, arrivesAt: day, inTransit: fc.constantFrom(true, true, false) }),
    },
    { weight: 1, arbitrary: verb('track-shipment', { shipment, arrivesAt: day }) },
    { weight: 1, arbitrary: verb('edit-shipment', { shipment, items: resized }) },
    { weight: 1, arbitrary: verb('delete-shipment', { shipment }) },
    { weight: 2, arbitrary: verb('receive-shipment', { shipment }) },
    { weight: 3, arbitrary: verb('receive-shipment', { shipment, items: came }) },
    { weight: 1, arbitrary: step('read_native', {}) },
  ]
}

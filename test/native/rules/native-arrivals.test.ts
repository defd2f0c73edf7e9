import { describe, expect, test } from 'vitest'
import {
  type NativePurchaseOrder,
  type NativeShipment,
  type NativeTransfer,
  nativeArrivals,
} from '../../../web/native/rules/native-arrivals.ts'

const day = '2026-12-04'
const mugs = (units: number) => [{ itemId: 'mug', units }]

function aTransfer(said: Partial<NativeTransfer> = {}): NativeTransfer {
  return {
    documentId: 't',
    status: 'IN_PROGRESS',
    destinationId: 'here',
    lines: mugs(10),
    typedDue: null,
    isLeftOut: false,
    isFromOutside: true,
    shipments: [],
    ...said,
  }
}

function aShipment(units: number, open: number, said: Partial<NativeShipment> = {}): NativeShipment {
  const lines = [{ itemId: 'mug', units, open }]
  return { shipmentId: 's', name: '#T1-1', status: 'IN_TRANSIT', arrivesOn: day, lines, ...said }
}

function anOrder(said: Partial<NativePurchaseOrder> = {}): NativePurchaseOrder {
  return {
    documentId: 'o',
    status: 'ORDERED',
    destinationId: 'here',
    lines: mugs(20),
    typedDue: null,
    isLeftOut: false,
    isArchived: false,
    transferIds: ['t'],
    ...said,
  }
}

/** Units, day, and what they come with. */
function told(transfers: readonly NativeTransfer[], orders: readonly NativePurchaseOrder[] = []) {
  return nativeArrivals(transfers, orders).map(({ kind, shipment, units, due }) => [kind, shipment, units, due])
}

describe('a transfer from outside', () => {
  test('comes on the day of its shipments, and without a day as far as it is on none', () => {
    expect(told([aTransfer({ shipments: [aShipment(4, 4)] })])).toEqual([
      ['transfer', 's', 4, day],
      ['transfer', '', 6, null],
    ])
  })

  test('shrinks by what was accepted, rejected or cancelled', () => {
    const partly = aShipment(4, 1, { status: 'PARTIALLY_RECEIVED' })
    expect(told([aTransfer({ shipments: [partly] })])).toEqual([
      ['transfer', 's', 1, day],
      ['transfer', '', 6, null],
    ])
    const wholly = aShipment(10, 0, { status: 'RECEIVED' })
    expect(told([aTransfer({ shipments: [wholly] })])).toEqual([])
  })

  test('brings nothing as a draft, once it is over, or where its location is gone', () => {
    for (const status of ['DRAFT', 'CANCELED', 'TRANSFERRED', '']) expect(told([aTransfer({ status })])).toEqual([])
    expect(told([aTransfer({ destinationId: null })])).toEqual([])
  })

  test('comes all the same in a state that is new to us', () => {
    expect(told([aTransfer({ status: 'OTHER', shipments: [aShipment(10, 10, { status: 'OTHER' })] })])).toEqual([
      ['transfer', 's', 10, day],
    ])
  })

  test('has the day that was typed, until a shipment has one of its own', () => {
    const typedDue = '2026-12-20'
    const shipments = [aShipment(4, 4), aShipment(2, 2, { shipmentId: 's2', arrivesOn: null })]
    expect(told([aTransfer({ typedDue, shipments })])).toEqual([
      ['transfer', 's', 4, day],
      ['transfer', 's2', 2, typedDue],
      ['transfer', '', 4, typedDue],
    ])
  })
})

test('a transfer between two locations is still to come as far as it travels', () => {
  const left = aShipment(4, 3, { status: 'PARTIALLY_RECEIVED' })
  const packed = aShipment(2, 2, { shipmentId: 's2', status: 'DRAFT' })
  expect(told([aTransfer({ isFromOutside: false, shipments: [left, packed] })])).toEqual([['transfer', 's', 3, day]])
})

describe('a purchase order', () => {
  test('counts what is on its transfers once', () => {
    expect(told([aTransfer({ shipments: [aShipment(4, 4)] })], [anOrder()])).toEqual([
      ['transfer', 's', 4, day],
      ['transfer', '', 6, null],
      ['purchase-order', '', 10, null],
    ])
  })

  test('has what came with a transfer as come, and what a cancelled one did not bring as still to come', () => {
    expect(told([aTransfer({ status: 'TRANSFERRED' })], [anOrder()])).toEqual([['purchase-order', '', 10, null]])
    expect(told([aTransfer({ status: 'CANCELED' })], [anOrder()])).toEqual([['purchase-order', '', 20, null]])
    expect(told([aTransfer({ status: 'DRAFT' })], [anOrder()])).toEqual([['purchase-order', '', 20, null]])
  })

  test('lends the day that was typed for it to its transfers', () => {
    const typedDue = '2026-12-20'
    expect(told([aTransfer({ status: 'READY_TO_SHIP' })], [anOrder({ typedDue })])).toEqual([
      ['transfer', '', 10, typedDue],
      ['purchase-order', '', 10, typedDue],
    ])
  })

  test('brings nothing once the merchant left it out, with its transfers, nor does a transfer that was left out', () => {
    const transfer = aTransfer({ status: 'READY_TO_SHIP' })
    expect(told([transfer], [anOrder({ isLeftOut: true })])).toEqual([])
    expect(told([{ ...transfer, isLeftOut: true }], [anOrder()])).toEqual([['purchase-order', '', 10, null]])
  })

  test('brings nothing as a draft, or once it is archived', () => {
    expect(told([], [anOrder({ status: 'DRAFT' }), anOrder({ isArchived: true })])).toEqual([])
  })

  test('adds up lines of one item, and is never below zero', () => {
    const more = anOrder({ lines: [...mugs(3), ...mugs(4)] })
    expect(told([aTransfer({ status: 'TRANSFERRED' })], [more])).toEqual([])
    expect(told([], [more])).toEqual([['purchase-order', '', 7, null]])
    const oneMore = anOrder({ lines: mugs(11) })
    expect(told([aTransfer({ status: 'TRANSFERRED' })], [oneMore])).toEqual([['purchase-order', '', 1, null]])
  })
})

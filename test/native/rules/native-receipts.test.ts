import { describe, expect, test } from 'vitest'
import { cameNatively, type RecordedArrival } from '../../../web/native/rules/native-receipts.ts'

const toCome = (units: number, said: Partial<RecordedArrival> = {}): RecordedArrival => ({
  ...{
    arrival: '1',
    kind: 'transfer',
    documentId: 't',
    shipment: 's',
    item: 'mug',
    location: 'here',
    units,
    due: null,
  },
  ...said,
})

function aTransfer(accepted: number | undefined, shipmentId = 's') {
  const line = { itemId: 'mug', units: 8, open: 8 - (accepted ?? 0), ...(accepted === undefined ? {} : { accepted }) }
  const shipment = { shipmentId, name: '#T1-1', status: 'IN_TRANSIT', arrivesAt: null, lines: [line] }
  return { kind: 'transfer', documentId: 't', transferIds: [], shipments: [shipment] } as const
}

const nothingShipped = { kind: 'transfer', documentId: 't', transferIds: [], shipments: [] } as const
const anOrder = { kind: 'purchase-order', documentId: 'o', transferIds: ['t'], shipments: [] } as const

describe('what came of the arrivals of native documents', () => {
  test('is what was accepted since they were read before', () => {
    expect(cameNatively([aTransfer(1)], [aTransfer(6)], [toCome(7)])).toEqual([toCome(5)])
  })

  test('is nothing when nothing more was accepted', () => {
    expect(cameNatively([aTransfer(6)], [aTransfer(6)], [toCome(2)])).toEqual([])
  })

  test('is no more than was to come', () => {
    expect(cameNatively([aTransfer(0)], [aTransfer(6)], [toCome(2)])).toEqual([toCome(2)])
  })

  test('is of what was on no shipment, where the shipment is heard of with its receipt', () => {
    const arrivals = [toCome(3, { shipment: 'another' }), toCome(8, { arrival: '2', shipment: '' })]
    expect(cameNatively([nothingShipped], [aTransfer(4)], arrivals)).toEqual([
      toCome(4, { arrival: '2', shipment: '' }),
    ])
  })

  test('is of what was on no transfer of the purchase order, where the transfer is heard of with its receipt', () => {
    const ordered = toCome(20, { kind: 'purchase-order', documentId: 'o', shipment: '' })
    expect(cameNatively([anOrder], [aTransfer(4)], [ordered])).toEqual([{ ...ordered, units: 4 }])
  })

  const both = (accepted: number | undefined, other: number) => {
    const shipments = [aTransfer(accepted), aTransfer(other, 's2')].flatMap((one) => one.shipments)
    return [{ ...nothingShipped, shipments }]
  }

  test('is of an arrival what came of all its shipments, and no more than was to come', () => {
    const ofBoth = (units: number) => toCome(units, { shipment: '' })
    expect(cameNatively(both(0, 0), both(3, 4), [ofBoth(10)])).toEqual([ofBoth(7)])
    expect(cameNatively(both(0, 0), both(3, 4), [ofBoth(5)])).toEqual([ofBoth(5)])
    expect(cameNatively(both(0, 0), both(1, 0), [ofBoth(5)])).toEqual([ofBoth(1)])
  })

  test('is first of what was on the shipment, and the rest of what was on none', () => {
    const arrivals = [toCome(8, { arrival: '2', shipment: '' }), toCome(3)]
    expect(cameNatively([aTransfer(0)], [aTransfer(4)], arrivals)).toEqual([
      toCome(1, { arrival: '2', shipment: '' }),
      toCome(3),
    ])
  })

  test('is nothing of other documents', () => {
    const others = [
      toCome(8, { documentId: 'another', shipment: '' }),
      toCome(8, { arrival: '2', kind: 'purchase-order', documentId: 't', shipment: '' }),
      toCome(8, { arrival: '3', kind: 'purchase-order', documentId: 'another', shipment: '' }),
      toCome(8, { arrival: '4', kind: 'transfer', documentId: 'o', shipment: '' }),
    ]
    expect(cameNatively([anOrder, aTransfer(0)], [anOrder, aTransfer(4)], others)).toEqual([])
  })

  test('is unknown of a shipment that was read before anybody asked what was accepted', () => {
    expect(cameNatively([aTransfer(undefined)], [aTransfer(4)], [toCome(8)])).toEqual([])
    const ofBoth = toCome(8, { shipment: '' })
    expect(cameNatively(both(undefined, 0), both(4, 3), [ofBoth])).toEqual([{ ...ofBoth, units: 3 }])
  })
})

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

  test('is unknown of a shipment that was read before anybody asked what was accepted', () => {
    expect(cameNatively([aTransfer(undefined)], [aTransfer(4)], [toCome(8)])).toEqual([])
  })
})

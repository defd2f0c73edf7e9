import { expect, it } from 'vitest'
import { type ChangedArrival, whereGoodsWent } from '../../../web/domain/native/moved-goods.ts'

const order = { kind: 'purchase-order', documentId: '7', transferIds: ['1', '2'] } as const
const transfers = ['1', '2', '3'].map((documentId) => ({ kind: 'transfer', documentId, transferIds: [] }) as const)
const documents = [order, ...transfers]

function changed(arrival: string, of: Partial<ChangedArrival>): ChangedArrival {
  return { arrival, kind: 'transfer', documentId: '1', item: 'lamp', location: 'here', before: 0, after: 0, ...of }
}

it('finds goods of a purchase order on a transfer of it, and those of a transfer on its shipment', () => {
  const bought = changed('1', { kind: 'purchase-order', documentId: '7', before: 5 })
  const onTransfer = changed('2', { after: 5 })
  expect([...whereGoodsWent([bought, onTransfer], documents)]).toEqual([['1', '2']])
  const packed = changed('3', { after: 5 })
  expect([...whereGoodsWent([changed('2', { before: 5 }), packed], documents)]).toEqual([['2', '3']])
})

it('takes the first of several that bring more of them than before', () => {
  const changes = [
    changed('4', { before: 3, after: 2 }),
    changed('5', { before: 1, after: 3 }),
    changed('6', { after: 2 }),
  ]
  expect(whereGoodsWent([changed('2', { before: 4 }), ...changes], documents).get('2')).toBe('5')
})

it('finds none of goods that came, of another item, at another place, or with other documents', () => {
  const gone = changed('2', { before: 4 })
  for (const other of [
    changed('3', { before: 4, after: 2 }),
    changed('3', { after: 4, item: 'rope' }),
    changed('3', { after: 4, location: 'there' }),
    changed('3', { after: 4, documentId: '3' }),
    changed('3', { after: 4, kind: 'purchase-order', documentId: '1' }),
  ]) {
    expect([...whereGoodsWent([gone, other], documents)]).toEqual([])
  }
})

import { expect, it } from 'vitest'
import { type ChangedArrival, whereGoodsWent } from '../../../web/native/rules/moved-goods.ts'

const order = { kind: 'purchase-order', documentId: '7', transferIds: ['1', '2'] } as const
const transfers = ['1', '2', '3'].map((documentId) => ({ kind: 'transfer', documentId, transferIds: [] }) as const)
const documents = [order, ...transfers]

function changed(arrival: string, of: Partial<ChangedArrival>): ChangedArrival {
  return { arrival, kind: 'transfer', documentId: '1', item: 'lamp', location: 'here', before: 0, after: 0, ...of }
}

const wentTo = (changes: readonly ChangedArrival[], came: readonly (readonly [string, number])[] = []) =>
  Object.fromEntries(whereGoodsWent(changes, documents, new Map(came)))

it('finds goods of a purchase order on a transfer of it, and those of a transfer on its shipment', () => {
  const bought = changed('1', { kind: 'purchase-order', documentId: '7', before: 5 })
  const onTransfer = changed('2', { after: 5 })
  expect(wentTo([bought, onTransfer])).toEqual({ 1: ['2'] })
  const packed = changed('3', { after: 5 })
  expect(wentTo([changed('2', { before: 5 }), packed])).toEqual({ 2: ['3'] })
})

it('finds goods of which some moved where they went, and the rest where it was', () => {
  const bought = changed('1', { kind: 'purchase-order', documentId: '7', before: 10, after: 4 })
  expect(wentTo([bought, changed('2', { after: 6 })])).toEqual({ 1: ['2', '1'] })
  const unpacked = changed('3', { before: 5, after: 2 })
  expect(wentTo([unpacked, changed('2', { before: 1, after: 4 })])).toEqual({ 3: ['2', '3'] })
})

it('finds none of what stays as it is, nor on it, and the last unit as any other', () => {
  const unchanged = changed('3', { before: 4, after: 4 })
  expect(wentTo([unchanged, changed('2', { before: 4 })])).toEqual({ 2: [] })
  expect(wentTo([changed('2', { before: 1 }), changed('4', { after: 1 })])).toEqual({ 2: ['4'] })
})

it('takes all that bring more of them than before', () => {
  const changes = [
    changed('4', { before: 3, after: 2 }),
    changed('5', { before: 1, after: 3 }),
    changed('6', { after: 2 }),
  ]
  expect(wentTo([changed('2', { before: 4 }), ...changes])).toMatchObject({ 2: ['5', '6'] })
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
    expect(wentTo([gone, other])).toMatchObject({ 2: [] })
  }
  const more = changed('3', { after: 1 })
  expect(wentTo([gone, more], [['2', 4]])).toEqual({ 2: [] })
  expect(wentTo([changed('2', { before: 4, after: 1 }), more], [['2', 3]])).toEqual({ 2: ['2'] })
})

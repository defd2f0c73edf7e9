import { describe, expect, test } from 'vitest'
import {
  type KnownLine,
  lacksReason,
  type ReceiptRefusal,
  refusalOfReceipt,
  type SaidLine,
} from '../../../web/receiving/rules/receive-refusal.ts'

const line = (more: Partial<SaidLine> = {}): SaidLine => {
  return {
    ...{ supplierOrderLineId: '1', accepted: 6, rejected: 0, rejectReason: null, heldBack: 0, cameBefore: 0 },
    ...more,
  }
}
const known = (more: Partial<KnownLine> = {}): KnownLine => {
  return { supplierOrderLineId: '1', locationId: 'shop', state: 'ordered', came: 0, ...more }
}
const refusal = (said: readonly SaidLine[], lines: readonly KnownLine[] = [known()]) =>
  refusalOfReceipt(said, new Map(lines.map((one) => [one.supplierOrderLineId, one])))

describe('what somebody says has come', () => {
  test('is taken: of an order on its way, beyond what was ordered, or of one that is complete', () => {
    expect(refusal([line()])).toBeNull()
    expect(refusal([line({ cameBefore: 6 })], [known({ state: 'received', came: 6 })])).toBeNull()
    expect(refusal([line({ rejected: 1, rejectReason: 'damaged', heldBack: 6 })])).toBeNull()
    expect(refusal([line({ cameBefore: null })], [known({ came: 4 })])).toBeNull()
  })

  test.each<[ReceiptRefusal, SaidLine[], KnownLine[]]>([
    ['line-twice', [line(), line()], [known()]],
    ['unknown-line', [line({ supplierOrderLineId: '2' })], [known()]],
    ['not-ordered-yet', [line()], [known({ state: 'draft' })]],
    ['is-closed', [line()], [known({ state: 'closed' })]],
    ['is-cancelled', [line()], [known({ state: 'cancelled' })]],
    [
      'several-locations',
      [line(), line({ supplierOrderLineId: '2' })],
      [known(), known({ supplierOrderLineId: '2', locationId: 'cellar' })],
    ],
    ['nothing-came', [line({ accepted: 0 })], [known()]],
    ['held-back-beyond-accepted', [line({ heldBack: 7 })], [known()]],
    ['received-meanwhile', [line()], [known({ came: 6 })]],
  ])('is refused: %s', (reason, said, lines) => {
    expect(refusal(said, lines)).toBe(reason)
  })

  const both = (more: Partial<SaidLine>, known2: Partial<KnownLine> = {}, one: Partial<KnownLine> = {}) =>
    refusal(
      [line(), line({ supplierOrderLineId: '2', ...more })],
      [known(one), known({ supplierOrderLineId: '2', ...known2 })],
    )

  test.each<[ReceiptRefusal | null, Partial<SaidLine>, Partial<KnownLine>]>([
    [null, {}, {}],
    [null, { accepted: 0 }, {}],
    [null, { accepted: 0, rejected: 2 }, { isGone: true }],
    ['closed-location', {}, { isClosed: true }],
    ['no-longer-sold', { accepted: 1 }, { isGone: true }],
    ['held-back-beyond-accepted', { heldBack: 7 }, {}],
    ['received-meanwhile', {}, { came: 6 }],
  ])('is refused wholly where one line of two is: %s', (reason, said, lines) => {
    expect(both(said, lines)).toBe(reason)
  })

  test('is refused for the first reason of two', () => {
    expect(both({}, { state: 'closed' }, { state: 'draft' })).toBe('not-ordered-yet')
    expect(both({}, { state: 'draft' }, { state: 'closed' })).toBe('is-closed')
  })

  test('has come where as many were rejected as were accepted', () => {
    expect(refusal([line({ accepted: 3, rejected: 3, rejectReason: 'damaged' })])).toBeNull()
    expect(refusal([line({ accepted: 0, rejected: 1, rejectReason: 'damaged' })])).toBeNull()
  })

  test('lacks a reason for what was rejected', () => {
    expect(lacksReason([line(), line({ rejected: 1, rejectReason: ' ' })])).toBe(true)
    expect(lacksReason([line(), line({ rejected: 1, rejectReason: 'damaged' })])).toBe(false)
    expect(refusal([line({ rejected: 1 })])).toBeNull()
  })
})

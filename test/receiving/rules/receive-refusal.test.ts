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

  test('lacks a reason for what was rejected', () => {
    expect(lacksReason([line(), line({ rejected: 1, rejectReason: ' ' })])).toBe(true)
    expect(lacksReason([line(), line({ rejected: 1, rejectReason: 'damaged' })])).toBe(false)
    expect(refusal([line({ rejected: 1 })])).toBeNull()
  })
})

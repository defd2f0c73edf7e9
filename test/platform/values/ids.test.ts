import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareIds, gid, idOf } from '../../../web/platform/values/ids.ts'

describe('ids', () => {
  it('are global at the edges and plain inside', () => {
    expect(gid('Order', '820982911946154508')).toBe('gid://shopify/Order/820982911946154508')
    expect(idOf('gid://shopify/Order/820982911946154508')).toBe('820982911946154508')
    expect(idOf('gid://shopify/InventoryLevel/523463154?inventory_item_id=30322695')).toBe('523463154')
    expect(idOf('820982911946154508')).toBe('820982911946154508')
  })

  it.each([
    ['9', '10'],
    ['9007199254740992', '9007199254740993'],
    ['99999999999999999999', '100000000000000000000'],
    ['07', '7'],
    ['7', '08'],
    ['10', 'A'],
    ['A10', 'A9'],
    ['#5', '4'],
    ['', '0'],
    ['10', '1a'],
    ['9', '1a'],
  ])('put %s before %s', (first, second) => {
    expect(compareIds(first, second)).toBeLessThan(0)
    expect(compareIds(second, first)).toBeGreaterThan(0)
    expect(compareIds(first, first)).toBe(0)
  })

  it('have one order, whichever two are compared first', () => {
    const id = fc.oneof(fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', '#'), maxLength: 3 }), fc.string())
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(compareIds(a, b))).toBe(0 - Math.sign(compareIds(b, a)))
        expect(compareIds(a, b) === 0).toBe(a === b)
        if (compareIds(a, b) < 0 && compareIds(b, c) < 0) expect(compareIds(a, c)).toBeLessThan(0)
      }),
      { numRuns: 5000 },
    )
  })
})

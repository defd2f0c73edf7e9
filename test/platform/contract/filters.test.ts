import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backorderListInput } from '../../../web/backorders/contract/backorders.ts'
import { formatCursor, listCursor, type Position, shopifyId } from '../../../web/platform/contract/filters.ts'

describe('a cursor', () => {
  const position: fc.Arbitrary<Position> = fc.record({
    direction: fc.constantFrom('after' as const, 'before' as const),
    orderedAtMicros: fc.bigInt({ min: 0n, max: 8_999_999_999_999_999n }).map(String),
    backorderId: fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }).map(String),
  })

  test('leads back to the place it was made of', () => {
    fc.assert(
      fc.property(position, (place) => {
        expect(listCursor.parse(formatCursor(place))).toEqual(place)
      }),
    )
  })

  test('is nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { success, data } = listCursor.safeParse(text)
        if (success) expect(formatCursor(data)).toBe(text)
      }),
    )
  })
})

test.each([
  ['gid://shopify/Order/820982911946154508', '820982911946154508'],
  ['820982911946154508', '820982911946154508'],
  ['gid://shopify/Product/1', null],
  ['gid://shopify/Order/', null],
  ['gid://shopify/Order/1?x=1', null],
  ['1\n', null],
])('%j names the order %s', (given, id) => {
  expect(shopifyId('Order').safeParse(given).data ?? null).toBe(id)
})

test('an input without anything is the first fifty of all', () => {
  expect(backorderListInput.parse({})).toEqual({ limit: 50 })
})

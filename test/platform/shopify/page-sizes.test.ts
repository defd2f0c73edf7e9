import { describe, expect, test } from 'vitest'
import { createPageSizes, type Shape } from '../../../web/platform/shopify/page-sizes.ts'

const items: Shape = { operation: 'read-stock', variables: { levels: 1 }, points: 6 }
const orders: Shape = { operation: 'search-orders', variables: { lines: 20, routed: true }, points: 18 }
const ids = (count: number) => ({ levels: 1, ids: Array.from({ length: count }, () => 'an id') })
const first = (count: number) => ({ ...orders.variables, first: count, query: 'open', after: null })

describe('how much is asked for at once', () => {
  test('is a guess before any answer, with room to a thousand points', () => {
    expect(createPageSizes().fitting(items)).toBe(150)
  })

  test('follows what answers cost, up to the longest list that Shopify takes', () => {
    const sizes = createPageSizes()
    sizes.learn('read-stock', ids(100), 1000)
    expect(sizes.fitting(items)).toBe(90)
    sizes.learn('search-orders', first(50), 352)
    expect(sizes.fitting(orders)).toBe(127)
    sizes.learn('search-orders', first(127), 452)
    expect(sizes.fitting(orders)).toBe(250)
  })

  test('is not learned from the few things that are left over at the end', () => {
    const sizes = createPageSizes()
    sizes.learn('search-orders', first(250), 552)
    sizes.learn('search-orders', first(2), 52)
    expect(sizes.fitting(orders)).toBe(250)
  })

  test('is half as much where that was too dear, whatever answers say later', () => {
    const sizes = createPageSizes()
    sizes.halve('read-stock', ids(150))
    expect(sizes.fitting(items)).toBe(75)
    sizes.learn('read-stock', ids(75), 10)
    expect(sizes.fitting(items)).toBe(75)
    sizes.halve('read-stock', ids(1))
    expect(sizes.fitting(items)).toBe(1)
  })

  test('is known for each kind of query by itself', () => {
    const sizes = createPageSizes()
    sizes.halve('read-stock', ids(2))
    expect(sizes.fitting({ ...items, variables: { levels: 2 } })).toBe(150)
    expect(sizes.fitting({ ...items, operation: 'read-variants' })).toBe(150)
  })
})

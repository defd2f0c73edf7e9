import fc from 'fast-check'
import type { Step } from '../history.ts'
import { sku, verb, type Weighted } from './draws.ts'

export const deleting: Weighted[] = [
  { weight: 2, arbitrary: verb('delete-product', { sku }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('N', 'A', 'B')
      .map((name): Step => ({ op: 'product', title: name, variants: [{ sku: name, stock: { 'Shop location': 0 } }] })),
  },
]

const others = fc.constantFrom('A', 'B', 'C', 'D')

/** Products and variants get other names, are sold without stock no longer or again, and are more or fewer. */
export const changing: Weighted[] = [
  { weight: 4, arbitrary: verb('change-variant', { sku, policy: fc.constantFrom('DENY', 'DENY', 'CONTINUE') }) },
  { weight: 1, arbitrary: verb('change-variant', { sku, title: fc.constantFrom('Blue', 'Red') }) },
  { weight: 2, arbitrary: verb('change-variant', { sku: others, newSku: others }) },
  { weight: 1, arbitrary: verb('change-product', { sku: others, title: fc.constantFrom('Lamp', 'Lantern') }) },
  { weight: 1, arbitrary: verb('change-product', { sku: others, online: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: verb('change-product', { sku, add: fc.constantFrom('D', 'A').map((name) => [{ sku: name }]) }),
  },
  { weight: 1, arbitrary: verb('change-product', { sku, remove: others.map((name) => [name]) }) },
]

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

import fc from 'fast-check'
import type { Step } from '../history.ts'

// What the ways of a shop are drawn from.

export const skus = ['A', 'B', 'C']
export const suppliers = ['S1', 'S2']

export const few = fc.integer({ min: 1, max: 5 })
export const sku = fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C')
/** Of the first nine, the last ones less often. */
export const order = fc
  .oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 5, max: 9 }))
  .map((at) => `#${1000 + at}`)
export const number = fc.constantFrom(1, 1, 1, 2, 2, 3)
export const line = fc.integer({ min: 0, max: 1 })
export const ahead = fc.constantFrom(null, 3, 9, 9, 16)
export const aSupplier = fc.constantFrom(...suppliers)

type Body = Readonly<Record<string, unknown>>
export type Weighted = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }

export function verb(
  name: string,
  body: fc.Arbitrary<Body> | Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Step> {
  const bodies = (body instanceof fc.Arbitrary ? body : fc.record(body)) as fc.Arbitrary<Body>
  return bodies.map((said) => ({ op: 'verb', verb: name, body: said }))
}

export function step<Op extends Step['op']>(op: Op, said: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> {
  return fc.record(said).map((given) => ({ op, ...given }) as Step)
}

export const oneOf = (name: string, said: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ [name]: fc.tuple(fc.record(said)) })

export function linesAt(location: fc.Arbitrary<string>) {
  const one = fc.record({ sku, units: few, location })
  const custom = fc.record({ title: fc.constant('Engraving'), units: few, location })
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(one) },
    { weight: 5, arbitrary: fc.tuple(one, one) },
    { weight: 1, arbitrary: fc.tuple(one, custom) },
  )
}

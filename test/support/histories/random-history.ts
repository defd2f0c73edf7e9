import fc from 'fast-check'
import type { History, Step } from './history.ts'
import { buying, deciding, holdingBack, pinning } from './ways/buying.ts'
import { receivedOnly, unclaimed } from './ways/counting.ts'
import { linesAt, skus, suppliers, verb, type Weighted } from './ways/draws.ts'
import { everyday } from './ways/everyday.ts'
import { later, unpaid } from './ways/later.ts'
import { appearing, closing, lateLocation, moving } from './ways/locations.ts'
import { native } from './ways/native.ts'
import { leaving, losing, losingSome, mischief } from './ways/news.ts'
import { changing, deleting } from './ways/products.ts'
import { telling } from './ways/telling.ts'

const places = ['Shop location', 'Second', 'Store'] as const

/** What may happen besides orders, stock and shipments. */
const happenings = {
  buying,
  wishes: () => deciding,
  pinning: () => pinning,
  'holding-back': holdingBack,
  'several-locations': moving,
  native,
  deleting: () => deleting,
  closing,
  unclaimed,
  'received-only': receivedOnly,
  unpaid,
  later,
  changing: () => changing,
  appearing,
  'losing-some': () => losingSome,
  losing: () => losing,
  leaving: () => leaving,
  telling: () => telling,
} satisfies Record<string, (location: fc.Arbitrary<string>) => Weighted[]>

export type Way = keyof typeof happenings
export const ways = Object.keys(happenings) as readonly Way[]

/**
 * Histories of a shop in which these may happen, each with `least` of them at least, or half of them. Not biased towards small ones, because one
 * history is drawn of a seed.
 */
export function randomHistory(
  allowed: readonly Way[] = ways,
  longest = 30,
  least = Math.ceil(allowed.length / 2),
): fc.Arbitrary<History> {
  const some = fc.subarray([...allowed], { minLength: least })
  const history = fc.tuple(some, fc.boolean()).chain(([chosen, isMischievous]) => {
    const hasPlaces = chosen.includes('several-locations') || chosen.includes('closing')
    const known = hasPlaces ? places : places.slice(0, 1)
    const location = fc.constantFrom(...known, ...(chosen.includes('appearing') ? [lateLocation] : []))
    const all = [...everyday(location), ...chosen.flatMap((way) => happenings[way](location))]
    const steps = fc.array(fc.oneof(...all), { minLength: 4, maxLength: longest, size: 'max' })
    return fc.tuple(beginning(known, isMischievous), steps).map(([first, then]) => [...first, ...then])
  })
  return fc.noBias(history)
}

/** Locations, wares and suppliers, and that a few have ordered more than there is, before anything else happens. */
function beginning(known: readonly string[], isMischievous: boolean): fc.Arbitrary<History> {
  const stock = fc.record(Object.fromEntries(known.map((name) => [name, fc.integer({ min: 0, max: 3 })])))
  const orders = fc.array(verb('place-order', { lines: linesAt(fc.constantFrom(...known)) }), {
    minLength: 2,
    maxLength: 3,
  })
  return fc
    .tuple(fc.tuple(stock, stock, stock), orders, fc.constantFrom(...bought), fc.nat(999))
    .map(([stocks, placed, buys, seed]) => [
      ...known.slice(1).map((name): Step => {
        return { op: 'verb', verb: 'create-location', body: { name, fulfillsOnlineOrders: name !== 'Store' } }
      }),
      ...skus.map((name, at): Step => ({ op: 'product', title: name, variants: [{ sku: name, stock: stocks[at] }] })),
      ...suppliers.map((name): Step => ({ op: 'supplier', name, leadTimeDays: null })),
      ...placed,
      ...buys,
      ...(isMischievous ? [mischief(0, seed)] : []),
    ])
}

const entries = ['A', 'B'].map((name): Step => {
  return { op: 'entry', supplier: 'S1', sku: name, packSize: 1, minimumQuantity: 1, leadTimeDays: null }
})
/** Nothing was bought yet, or something is on its way, or about to be ordered. */
const bought: readonly History[] = [
  [],
  entries,
  [...entries, { op: 'propose' }],
  [...entries, { op: 'propose' }, { op: 'order', number: 1, due: 9 }],
  [...entries, { op: 'propose' }, { op: 'order', number: 1, due: 9 }],
]

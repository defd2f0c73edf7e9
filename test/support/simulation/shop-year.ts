import type { Failpoint } from '../../../web/platform/failpoints.ts'
import { type Dice, dice } from '../../journeys/random/dice.ts'
import type { Step } from '../histories/history.ts'

/**
 * A step of a shop-year. Orders are named by who places them (`as: 'o7'`) and supplier orders by their number among those that the
 * year drafts, so that a year from which steps were taken still means the same.
 */
export type YearStep =
  | (Step & { readonly as?: string })
  | { readonly op: 'days'; readonly days: number }
  /** The worker dies when it passes there, the so manieth time from now on. */
  | { readonly op: 'kill'; readonly at: Failpoint; readonly times: number }

export type Year = readonly YearStep[]

const skus = ['A', 'B', 'C', 'D']
const suppliers = ['S1', 'S2']
const deadly = [
  ...(['before-record-commit', 'after-record', 'after-stock', 'before-plan-commit', 'after-plan'] as const),
  ...(['before-adjust', 'after-adjust', 'after-receipt', 'before-wish-commit', 'after-promises'] as const),
] satisfies Failpoint[]

/** What the year has brought so far, as far as one can know without playing it. */
type Known = {
  readonly places: readonly string[]
  orders: number
  drafts: number
  inTrouble: boolean
  readonly units: Map<number, number>
}

type Event = (chance: Dice, known: Known) => readonly YearStep[]

/** The year of a shop: the same for the same seed. */
export function shopYear(seed: number, days = 365): Year {
  const chance = dice(seed)
  const places = chance.below(2) === 0 ? ['Shop location'] : ['Shop location', 'Second']
  const known: Known = { places, orders: 0, drafts: 0, inTrouble: false, units: new Map() }
  const year: YearStep[] = [...beginning(chance, places)]
  let untilCheck = 10
  for (let day = 0; day < days; ) {
    for (let left = 1 + chance.below(3); left > 0; left--) year.push(...chosen(chance)(chance, known))
    const pass = Math.min(1 + chance.below(5), days - day)
    day += pass
    untilCheck -= pass
    year.push({ op: 'days', days: pass })
    if (untilCheck > 0) continue
    year.push(...troubleEnds(known), { op: 'check' })
    untilCheck = 21
  }
  return [...year, ...troubleEnds(known), { op: 'check' }]
}

function beginning(chance: Dice, places: readonly string[]): YearStep[] {
  return [
    ...places.slice(1).map((name): YearStep => ({ op: 'verb', verb: 'create-location', body: { name } })),
    ...skus.map((sku): YearStep => {
      const stock = Object.fromEntries(places.map((name) => [name, chance.below(5)]))
      return { op: 'product', title: sku, variants: [{ sku, price: '3.00', policy: 'CONTINUE', stock }] }
    }),
    ...suppliers.map((name): YearStep => ({ op: 'supplier', name, leadTimeDays: null })),
    ...skus.map((sku, at): YearStep => {
      const entry = { packSize: 1 + (at % 2), minimumQuantity: 1, leadTimeDays: null }
      return { op: 'entry', supplier: suppliers[at % 2] ?? 'S1', sku, ...entry }
    }),
  ]
}

function verb(name: string, body: Readonly<Record<string, unknown>>): YearStep {
  return { op: 'verb', verb: name, body }
}

/** The newest orders have more to come, the last of all the most: while its news is on its way. */
function order(chance: Dice, { orders }: Known): string {
  return `o${Math.max(1, orders - (chance.below(2) === 0 ? 0 : chance.below(14)))}`
}

function supplierOrder(chance: Dice, { drafts }: Known): number {
  return Math.max(1, drafts - chance.below(4))
}

const placed: Event = (chance, known) => {
  known.orders += 1
  const lines = Array.from({ length: 1 + chance.below(2) }, () => {
    return { sku: chance.among(skus), units: 1 + chance.below(4), location: chance.among(known.places) }
  })
  return [{ ...verb('place-order', { lines }), as: `o${known.orders}` } as YearStep]
}

const some = (chance: Dice) => [{ sku: chance.among(skus), units: 1 + chance.below(2) }]

/** Ordered at once, to come after some days. */
const bought: Event = (chance, known) => {
  known.drafts += 1
  const units = 2 + chance.below(9)
  known.units.set(known.drafts, units)
  const lines = [{ sku: chance.among(skus), units }]
  return [
    {
      op: 'so',
      as: String(known.drafts),
      supplier: chance.among(suppliers),
      location: chance.among(known.places),
      lines,
    },
    { op: 'order', number: known.drafts, due: chance.among([null, 3, 7, 14, 20]) },
  ]
}

/** It comes later, or earlier, or more or less of it. */
const slipped: Event = (chance, known) => {
  const number = supplierOrder(chance, known)
  const units = Math.max(1, (known.units.get(number) ?? 4) + chance.among([0, 0, 0, 2, -2]))
  return [{ op: 'edit_so', number, line: 0, units, due: chance.among([null, 2, 9, 16, 30]) }]
}

const received: Event = (chance, known) => {
  const number = supplierOrder(chance, known)
  const rejected = chance.below(6) === 0 ? 1 : 0
  const accepted = chance.among([1, 2, known.units.get(number) ?? 3])
  return [{ op: 'receive', number, lines: [{ line: 0, accepted, rejected, heldBack: 0 }] }]
}

const trouble: Event = (chance, known) => {
  if (known.inTrouble) return troubleEnds(known)
  known.inTrouble = true
  const seed = chance.below(1000)
  const webhooks = { duplicate: 0.3, late: 0.3, reorder: 0.4, lose: 0 }
  if (chance.below(2) === 0) return [verb('mischief', { ...webhooks, seed })]
  return [
    verb('faults', {
      admin: { status500: chance.among([0.1, 0.6]), html: 0.05, throttle: chance.among([0.1, 0.5]) },
      webhooks,
      seed,
    }),
  ]
}

function troubleEnds(known: Known): readonly YearStep[] {
  if (!known.inTrouble) return []
  known.inTrouble = false
  return [verb('faults', {}), verb('mischief', {})]
}

const events: readonly (readonly [weight: number, event: Event])[] = [
  [38, placed],
  [12, (chance, known) => [verb('fulfil', { order: order(chance, known) })]],
  [4, (chance, known) => [verb('fulfil', { order: order(chance, known), lines: some(chance) })]],
  [1, (chance, known) => [verb('cancel-fulfilment', { order: order(chance, known) })]],
  [5, (chance, known) => [verb('edit-order', { order: order(chance, known), lines: some(chance) })]],
  [3, (chance, known) => [verb('cancel-order', { order: order(chance, known), restock: chance.below(2) === 0 })]],
  [2, (chance, known) => [verb('refund', { order: order(chance, known), lines: some(chance), restock: 'cancel' })]],
  [
    1,
    (chance, known) => [
      verb('hold', { order: order(chance, known) }),
      verb('release', { order: order(chance, known) }),
    ],
  ],
  [
    1,
    (chance, known) => [
      verb('move', { order: order(chance, known), sku: chance.among(skus), location: chance.among(known.places) }),
    ],
  ],
  [
    2,
    (chance, known) => [
      verb('sell-in-store', { sku: chance.among(skus), units: 1, location: chance.among(known.places) }),
    ],
  ],
  [
    2,
    (chance, known) => [
      verb('set-stock', {
        sku: chance.among(skus),
        location: chance.among(known.places),
        available: chance.below(6) - 2,
      }),
    ],
  ],
  [
    3,
    (chance, known) => [
      verb('adjust-stock', {
        sku: chance.among(skus),
        location: chance.among(known.places),
        delta: chance.below(5) - 1,
      }),
    ],
  ],
  [9, bought],
  [6, slipped],
  [9, received],
  [
    1,
    (chance, known) => [{ op: 'cancel_so', number: supplierOrder(chance, known), line: 0, units: 1 + chance.below(2) }],
  ],
  [1, (chance) => [{ op: 'correct', units: chance.among([-1, 1]) }]],
  [1, (chance, known) => [{ op: 'wish', order: order(chance, known), line: 0, rank: chance.below(3) }]],
  [6, trouble],
  [7, (chance) => [{ op: 'kill', at: chance.among(deadly), times: 1 + chance.below(4) }]],
]
const all = events.reduce((sum, [weight]) => sum + weight, 0)

function chosen(chance: Dice): Event {
  let left = chance.below(all)
  for (const [weight, event] of events) {
    if (left < weight) return event
    left -= weight
  }
  return placed
}

// Random shops for the laws. Ids, days, moments and units come from small sets, so that lines share shelves, orders share
// moments, pins meet full arrivals, and pins point at arrivals of other places.
import fc from 'fast-check'
import type { Arrival, Demand, Facts, Policy, Shelf, Source } from '../../../../web/planning/rules/facts.ts'

export const TODAY = '2026-11-25'

/** Mostly the first two, so that demands meet. */
const item = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('9', '10') },
  { weight: 1, arbitrary: fc.constant('mug') },
)
const location = fc.oneof({ weight: 5, arbitrary: fc.constant('1') }, { weight: 1, arbitrary: fc.constant('02') })
const order = fc.constantFrom('9', '10', '9007199254740992', '9007199254740993')
const arrivalId = fc.constantFrom('8', '9', '10', '11', '12', '13')
const due = fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25', '2026-11-27', '2026-11-28', '2026-12-04', null)

const laterDays = ['2026-11-26', '2026-11-27', '2026-12-04', '2026-12-09']

/** What is still to come on its day is told with that day; what is overdue with a later one, or none. */
function expectation(day: string | null, told: string | null): Pick<Arrival, 'expectedOn'> {
  return day === null || day >= TODAY ? {} : { expectedOn: told }
}

/** Four moments in nine notations. */
const orderedAt = fc.constantFrom(
  '2026-11-22T09:00:00Z',
  '2026-11-22T04:00:00-05:00',
  '2026-11-22T14:30:00+05:30',
  '2026-11-22T09:00:00.5Z',
  '2026-11-22T09:00:00.500Z',
  '2026-11-23T00:30:00+01:00',
  '2026-11-22T23:30:00Z',
  '2026-11-23T08:00:00Z',
  '2026-11-23T09:00:00+01:00',
)

/** Every other row is of a place that owes, so that rows of one place net each other out. */
const shelf: fc.Arbitrary<Shelf> = fc.oneof(
  fc.record({ item, location, units: fc.nat(6) }),
  fc.record({ item, location, units: fc.constantFrom(0, 0, 2), owed: fc.nat(6) }),
)

const arrivals: fc.Arbitrary<Arrival[]> = fc.uniqueArray(
  fc
    .record({ arrival: arrivalId, item, location, units: fc.nat(6), due, told: fc.constantFrom(null, ...laterDays) })
    .map(({ told, ...arrival }) => ({ ...arrival, ...expectation(arrival.due, told) })),
  { maxLength: 5, selector: ({ arrival }) => arrival },
)

const sources: fc.Arbitrary<Source[]> = fc.uniqueArray(
  fc.record(
    {
      item,
      supply: fc.constantFrom('stocked' as const, 'made-to-order' as const, 'discontinued' as const),
      leadTimeDays: fc.option(fc.nat(20)),
      maxBackorder: fc.oneof(fc.nat(20), fc.constant('incoming' as const), fc.constant(null)),
    },
    { requiredKeys: ['item', 'supply', 'leadTimeDays'] },
  ),
  { maxLength: 3, selector: (source) => source.item },
)

type Wish = { readonly pins: boolean; readonly releases: boolean; readonly onePlacePerOrder: boolean }

/** `onePlacePerOrder`: all lines of an order have one rank and one moment. */
export function facts(wish: Partial<Wish> = {}): fc.Arbitrary<Facts> {
  const { pins = true, releases = true, onePlacePerOrder = false } = wish
  const demand = fc.record(
    {
      order,
      item,
      location,
      units: fc.nat(4),
      orderedAt,
      rank: fc.integer({ min: -1, max: 1 }),
      ...(pins ? { pin: arrivalId, alsoPinned: fc.array(arrivalId, { maxLength: 2 }) } : {}),
      ...(releases ? { released: fc.nat(2) } : {}),
    },
    { requiredKeys: ['order', 'item', 'location', 'units', 'orderedAt'] },
  )
  return fc
    .record({
      shelves: fc.array(shelf, { maxLength: 6 }),
      demands: fc.array(demand, { maxLength: 8 }),
      arrivals,
      sources,
    })
    .map(({ demands, ...others }) => ({ ...others, demands: numbered(onePlacePerOrder ? aligned(demands) : demands) }))
}

type Unnumbered = Omit<Demand, 'line'>

/** Line ids 8, 9, 10 and so on: their order as text is not their order as numbers. */
function numbered(demands: readonly Unnumbered[]): Demand[] {
  return demands.map((demand, at) => ({ ...demand, line: String(8 + at) }))
}

function aligned(demands: readonly Unnumbered[]): Unnumbered[] {
  return demands.map((demand) => {
    const first = demands.find((other) => other.order === demand.order) ?? demand
    return { ...demand, orderedAt: first.orderedAt, rank: first.rank ?? 0 }
  })
}

export const policies: fc.Arbitrary<Policy> = fc.record(
  {
    queue: fc.constantFrom('oldest-first' as const, 'complete-orders-first' as const),
    partialLines: fc.boolean(),
    handlingDays: fc.nat(9),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  },
  { requiredKeys: ['queue', 'partialLines', 'handlingDays'] },
)

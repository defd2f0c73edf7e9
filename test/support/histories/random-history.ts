import fc from 'fast-check'
import type { History, Step } from './history.ts'

const places = ['Shop location', 'Second', 'Store'] as const
const skus = ['A', 'B', 'C']
const suppliers = ['S1', 'S2']

const few = fc.integer({ min: 1, max: 5 })
const sku = fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C')
/** Of the first nine, the last ones less often. */
const order = fc
  .oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 5, max: 9 }))
  .map((at) => `#${1000 + at}`)
const number = fc.constantFrom(1, 1, 1, 2, 2, 3)
const line = fc.integer({ min: 0, max: 1 })
const ahead = fc.constantFrom(null, 3, 9, 9, 16)
const aSupplier = fc.constantFrom(...suppliers)

type Body = Readonly<Record<string, unknown>>
type Weighted = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }

function verb(name: string, body: fc.Arbitrary<Body> | Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> {
  const bodies = (body instanceof fc.Arbitrary ? body : fc.record(body)) as fc.Arbitrary<Body>
  return bodies.map((said) => ({ op: 'verb', verb: name, body: said }))
}

function step<Op extends Step['op']>(op: Op, said: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> {
  return fc.record(said).map((given) => ({ op, ...given }) as Step)
}

const oneOf = (name: string, said: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ [name]: fc.tuple(fc.record(said)) })

function linesAt(location: fc.Arbitrary<string>) {
  const one = fc.record({ sku, units: few, location })
  const custom = fc.record({ title: fc.constant('Engraving'), units: few, location })
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(one) },
    { weight: 5, arbitrary: fc.tuple(one, one) },
    { weight: 1, arbitrary: fc.tuple(one, custom) },
  )
}

function mischief(lose: number, seed: number): Step {
  return { op: 'verb', verb: 'mischief', body: { duplicate: 0.2, late: 0.2, reorder: 0.3, lose, seed } }
}

function everyday(location: fc.Arbitrary<string>): Weighted[] {
  const lines = linesAt(location)
  const some = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 2 }) }))
  return [
    { weight: 14, arbitrary: verb('place-order', { lines }) },
    {
      weight: 3,
      arbitrary: verb('edit-order', {
        order,
        lines: fc.tuple(fc.record({ sku, units: fc.integer({ min: 0, max: 6 }) })),
      }),
    },
    { weight: 2, arbitrary: verb('cancel-order', { order, restock: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: verb('refund', { order, lines: some, restock: fc.constantFrom('no_restock', 'cancel', 'return') }),
    },
    { weight: 3, arbitrary: verb('fulfil', { order }) },
    { weight: 3, arbitrary: verb('fulfil', { order, lines: some }) },
    { weight: 2, arbitrary: verb('cancel-fulfilment', { order }) },
    { weight: 1, arbitrary: verb('hold', { order }) },
    { weight: 1, arbitrary: verb('hold', { order, lines: some }) },
    { weight: 1, arbitrary: verb('release', { order }) },
    { weight: 1, arbitrary: verb('split', { order, lines: some }) },
    { weight: 1, arbitrary: verb('merge', { order }) },
    { weight: 1, arbitrary: verb('delete-order', { order }) },
    { weight: 2, arbitrary: verb('sell-in-store', { sku, units: few, location }) },
    { weight: 3, arbitrary: verb('set-stock', { sku, location, available: fc.integer({ min: -4, max: 7 }) }) },
    { weight: 3, arbitrary: verb('adjust-stock', { sku, location, delta: fc.integer({ min: -2, max: 6 }) }) },
    { weight: 2, arbitrary: fc.constant<Step>({ op: 'check' }) },
  ]
}

function moving(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 3, arbitrary: verb('move', { order, sku, location }) },
    { weight: 2, arbitrary: verb('move', { order, sku, location, units: fc.integer({ min: 1, max: 2 }) }) },
    { weight: 1, arbitrary: verb('merge', { order, location }) },
    { weight: 1, arbitrary: verb('disconnect-location', { sku, location }) },
    {
      weight: 1,
      arbitrary: verb(
        'edit-order',
        oneOf('lines', { sku, units: few, location }).chain((said) => order.map((name) => ({ ...said, order: name }))),
      ),
    },
  ]
}

function buying(location: fc.Arbitrary<string>): Weighted[] {
  const wanted = fc.uniqueArray(fc.record({ sku, units: fc.integer({ min: 1, max: 8 }), due: ahead }), {
    minLength: 1,
    maxLength: 2,
    selector: (one) => one.sku,
  })
  const goods = fc.tuple(
    fc.record({
      line,
      accepted: fc.integer({ min: 1, max: 6 }),
      rejected: fc.constantFrom(0, 0, 1),
      heldBack: fc.constant(0),
    }),
  )
  return [
    { weight: 10, arbitrary: step('so', { supplier: aSupplier, location, lines: wanted }) },
    { weight: 12, arbitrary: step('order', { number, due: fc.constantFrom(null, 3, 9, 9, -2) }) },
    { weight: 2, arbitrary: step('edit_so', { number, line, units: fc.integer({ min: 1, max: 9 }), due: ahead }) },
    { weight: 1, arbitrary: step('cancel_so', { number }) },
    { weight: 1, arbitrary: step('cancel_so', { number, line, units: few }) },
    { weight: 5, arbitrary: step('propose', {}) },
    { weight: 9, arbitrary: step('receive', { number, lines: goods }) },
    { weight: 1, arbitrary: step('correct', { units: fc.constantFrom(-2, -1, 1) }) },
    { weight: 1, arbitrary: step('archive', { name: aSupplier, archived: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: step('entry', {
        ...{ supplier: aSupplier, sku, packSize: fc.constantFrom(1, 1, 4), minimumQuantity: fc.constantFrom(1, 1, 3) },
        leadTimeDays: fc.constant(null),
      }),
    },
  ]
}

const deciding: Weighted[] = [
  { weight: 3, arbitrary: step('wish', { order, line, rank: fc.integer({ min: -1, max: 2 }) }) },
  { weight: 3, arbitrary: step('wish', { order, line, pin: fc.oneof(number, fc.constant(null)) }) },
  {
    weight: 2,
    arbitrary: step('receive', {
      number,
      lines: fc.tuple(fc.record({ line, accepted: few })),
      wish: fc.record({ order, line, rank: fc.integer({ min: 0, max: 2 }) }),
    }),
  },
]

function holdingBack(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 3, arbitrary: step('hold_back', { sku, location, units: fc.integer({ min: 0, max: 4 }) }) },
    {
      weight: 3,
      arbitrary: step('receive', {
        number,
        lines: fc.tuple(fc.record({ line, accepted: few, heldBack: fc.integer({ min: 0, max: 3 }) })),
      }),
    },
  ]
}

function native(to: fc.Arbitrary<string>): Weighted[] {
  const items = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 6 }) }))
  const resized = fc.tuple(fc.record({ sku, units: fc.integer({ min: 0, max: 4 }) }))
  const transfer = fc.constantFrom('#T0001', '#T0001', '#T0002', '#T0003')
  const shipment = fc.constantFrom('#T0001-1', '#T0001-1', '#T0001-2', '#T0002-1', '#T0003-1')
  const purchaseOrder = fc.constantFrom('#PO1', '#PO1', '#PO2')
  const day = fc.constantFrom(null, '2999-12-10', '2999-12-12')
  const came = fc.tuple(
    fc.record({ sku, accepted: fc.integer({ min: 0, max: 2 }), rejected: fc.integer({ min: 0, max: 1 }) }),
  )
  return [
    { weight: 3, arbitrary: verb('create-purchase-order', { items, to, ordered: fc.boolean() }) },
    { weight: 4, arbitrary: verb('create-transfer', { items, to, ready: fc.constantFrom(true, true, false) }) },
    { weight: 1, arbitrary: verb('create-transfer', { items, to, from: to }) },
    { weight: 2, arbitrary: verb('create-transfer', { items, to, purchaseOrder }) },
    { weight: 1, arbitrary: verb('edit-purchase-order', { purchaseOrder, items: resized }) },
    { weight: 1, arbitrary: verb('order-purchase-order', { purchaseOrder }) },
    { weight: 1, arbitrary: verb('archive-purchase-order', { purchaseOrder }) },
    { weight: 1, arbitrary: verb('mark-transfer-ready', { transfer }) },
    { weight: 1, arbitrary: verb('edit-transfer', { transfer, items: resized }) },
    { weight: 1, arbitrary: verb('cancel-transfer', { transfer }) },
    {
      weight: 4,
      arbitrary: verb('create-shipment', { transfer, arrivesAt: day, inTransit: fc.constantFrom(true, true, false) }),
    },
    { weight: 1, arbitrary: verb('track-shipment', { shipment, arrivesAt: day }) },
    { weight: 1, arbitrary: verb('edit-shipment', { shipment, items: resized }) },
    { weight: 1, arbitrary: verb('delete-shipment', { shipment }) },
    { weight: 2, arbitrary: verb('receive-shipment', { shipment }) },
    { weight: 3, arbitrary: verb('receive-shipment', { shipment, items: came }) },
    { weight: 1, arbitrary: step('read_native', {}) },
  ]
}

const deleting: Weighted[] = [
  { weight: 2, arbitrary: verb('delete-product', { sku }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('N', 'A', 'B')
      .map((name): Step => ({ op: 'product', title: name, variants: [{ sku: name, stock: { 'Shop location': 0 } }] })),
  },
]

function closing(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 2, arbitrary: verb('deactivate-location', { location }) },
    { weight: 2, arbitrary: verb('activate-location', { location }) },
    { weight: 1, arbitrary: verb('delete-location', { location }) },
    { weight: 1, arbitrary: verb('change-location', { location, fulfillsOnlineOrders: fc.boolean() }) },
  ]
}

function unclaimed(location: fc.Arbitrary<string>): Weighted[] {
  return [
    {
      weight: 3,
      arbitrary: verb('place-order', {
        lines: fc.tuple(fc.record({ sku, units: few, location })),
        claim: fc.constant(false),
      }),
    },
    { weight: 2, arbitrary: verb('track-item', { sku, tracked: fc.boolean() }) },
    { weight: 1, arbitrary: step('rules', { countsUnclaimed: fc.boolean() }) },
  ]
}

/** Somebody else writes what is available, whatever waits, and the merchant counts what was received, or not any more. */
function receivedOnly(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 4, arbitrary: step('counts', { location, counts: fc.constantFrom('received', 'received', 'shopify') }) },
    {
      weight: 6,
      arbitrary: verb('report-stock', {
        ...{ sku, location, counted: fc.integer({ min: 0, max: 9 }), mindsOrders: fc.constantFrom(false, false, true) },
      }),
    },
  ]
}

const losing: Weighted[] = [
  { weight: 1, arbitrary: fc.constant<Step>({ op: 'reconcile' }) },
  { weight: 2, arbitrary: fc.nat(999).map((seed) => mischief(0.3, seed)) },
]

const leaving: Weighted[] = [
  { weight: 2, arbitrary: verb('uninstall', fc.constant({})) },
  { weight: 3, arbitrary: verb('install', fc.constant({})) },
]

const telling: Weighted[] = [
  { weight: 1, arbitrary: step('messages', { on: fc.boolean() }) },
  { weight: 2, arbitrary: step('override', { sku, day: fc.constantFrom(null, 9), hide: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: step('override', { supplier: aSupplier, day: fc.constantFrom(null, 9), hide: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: step('rule', {
      sku,
      supply: fc.constantFrom('stocked', 'made-to-order', 'discontinued'),
      maxBackorder: fc.constantFrom(null, 5, 'incoming'),
    }),
  },
]

/** What may happen besides orders, stock and shipments. */
const happenings = {
  buying,
  wishes: () => deciding,
  'holding-back': holdingBack,
  'several-locations': moving,
  native,
  deleting: () => deleting,
  closing,
  unclaimed,
  'received-only': receivedOnly,
  losing: () => losing,
  leaving: () => leaving,
  telling: () => telling,
} satisfies Record<string, (location: fc.Arbitrary<string>) => Weighted[]>

export type Way = keyof typeof happenings
export const ways = Object.keys(happenings) as readonly Way[]

/**
 * Histories of a shop in which these may happen, each with half of them at least. Not biased towards small ones, because one
 * history is drawn of a seed.
 */
export function randomHistory(allowed: readonly Way[] = ways, longest = 30): fc.Arbitrary<History> {
  const some = fc.subarray([...allowed], { minLength: Math.ceil(allowed.length / 2) })
  const history = fc.tuple(some, fc.boolean()).chain(([chosen, isMischievous]) => {
    const hasPlaces = chosen.includes('several-locations') || chosen.includes('closing')
    const known = hasPlaces ? places : places.slice(0, 1)
    const location = fc.constantFrom(...known)
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

import type { Toll } from '../../platform/http/toll.ts'
import type { contract } from '../contract.ts'

/** What a call takes in a shop of some 20,000 waiting lines; null: some milliseconds, which are not counted. */
export type CallCost = Toll | null

type Costs<Routes> = { readonly [Area in keyof Routes]: { readonly [Procedure in keyof Routes[Area]]: CallCost } }

/** A unit is about a tenth of a second of a core. */
const brief = { gate: 'brief', units: 1 } as const
const drawn = { gate: 'brief', units: 5 } as const
const heavy = { gate: 'heavy', units: 20 } as const

/** Of a CSV file that is streamed. */
export const exportCost: Toll = { gate: 'brief', units: 10 }

/**
 * Every procedure of the contract. Plain reads by an index, of a page or of one thing, and writes of one row are free; they
 * have a gate all the same. What works out who gets what, changes many rows, adds up tables, or makes or reads a file is not.
 */
export const costs = {
  backorders: { list: null, find: null },
  orders: { find: null, unplaced: null, scheduled: null },
  deliveries: { parked: null, retry: brief, discard: brief },
  imports: { current: null, start: null },
  // The lane works a rebuild and a reconcile out, in its turns: these begin it.
  rebuild: { find: null, preview: null, apply: brief },
  reconcile: { find: null, start: null },
  dataRequests: { list: null, file: drawn, setAnswered: null },
  suppliers: { list: null, find: null, create: null, edit: brief, archive: brief, restore: brief, delete: brief },
  catalogue: { list: null, put: null, assign: brief, remove: brief },
  items: { list: null, vendors: brief, find: null, setRule: null },
  csvUploads: { begin: brief, add: brief, check: heavy, rows: null, confirm: heavy, cancel: brief },
  supplierOrders: {
    list: null,
    find: null,
    lines: null,
    served: null,
    create: brief,
    edit: brief,
    previewEdit: brief,
    order: brief,
    undoOrder: brief,
    cancel: brief,
    previewCancel: brief,
    close: brief,
    letter: brief,
    send: drawn,
    document: drawn,
    sample: drawn,
    messageDocument: null,
  },
  nativeOrders: { list: null, read: null, setDue: brief, leaveOut: brief, sameGoods: null, join: brief },
  receipts: {
    openLines: null,
    propose: brief,
    confirm: brief,
    list: null,
    find: null,
    correct: brief,
    settle: brief,
  },
  wishes: { set: brief },
  heldBack: { list: null, set: brief },
  pickList: { find: null, document: drawn },
  proposals: {
    make: brief,
    find: null,
    lines: null,
    refusals: null,
    serves: null,
    edit: brief,
    create: brief,
    discard: brief,
    unneeded: brief,
    takeOut: brief,
  },
  storefront: {
    overview: null,
    variants: null,
    overrides: null,
    override: null,
    texts: null,
    writeTexts: null,
    messages: null,
    switchMessages: null,
  },
  shop: { find: null, locations: null, setCounts: brief, previewCounts: brief, rules: null, setRules: null },
  letterhead: { find: null, write: null, putLogo: drawn, removeLogo: null },
} as const satisfies Costs<typeof contract>

const gates: ReadonlyMap<string, CallCost> = new Map(
  Object.entries(costs).flatMap(([area, procedures]) =>
    Object.entries(procedures).map(([procedure, cost]): [string, CallCost] => [`${area}.${procedure}`, cost]),
  ),
)

/** Of a procedure by its path in the contract. One that the table does not name is taken for expensive. */
export function callCostOf(path: readonly string[]): CallCost {
  const cost = gates.get(path.join('.'))
  return cost === undefined ? brief : cost
}

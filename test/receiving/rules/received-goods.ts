// Goods that come to a small shop: facts are written with only what a test is about.
import type { Demand } from '../../../web/planning/rules/facts.ts'
import type { LineArrival, Received, ReceivingFacts, ServedDemand } from '../../../web/receiving/rules/receive.ts'

/** An order line that has so many of its units already. */
export function served(covered: number, demand: Demand): ServedDemand {
  return { ...demand, covered }
}

/** Units of the mug came of a supplier order line. */
export function came(supplierOrderLine: string, accepted: number, more: Partial<Received> = {}): Received {
  return { supplierOrderLine, item: 'mug', accepted, rejected: 0, heldBack: 0, ...more }
}

/** Units of a supplier order line are still to come. */
export function expects(supplierOrderLine: string, arrival: string, units: number, due: string | null): LineArrival {
  return { supplierOrderLine, arrival, item: 'mug', location: 'shop', units, due }
}

type Goods = {
  readonly received: readonly Received[]
  readonly demands?: readonly (Demand & { readonly covered?: number })[]
  readonly arrivals?: readonly LineArrival[]
  readonly owed?: Readonly<Record<string, number>>
}

export function receiving({ received, demands = [], arrivals = [], owed = {} }: Goods): ReceivingFacts {
  const open = demands.map((demand) => ({ covered: 0, ...demand }))
  return { location: 'shop', received, demands: open, arrivals, owed: new Map(Object.entries(owed)) }
}

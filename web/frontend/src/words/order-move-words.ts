import type { SupplierOrderDetail, SupplierOrderMove } from '../../../contract/supplier-orders.ts'

const refusals: Readonly<Record<string, string>> = {
  'not-ordered-yet': 'It is not ordered yet.',
  'already-ordered': 'It is ordered already.',
  'units-to-come': 'Units are still to come: receive or cancel them first.',
  'nothing-to-come': 'Nothing is still to come.',
  'has-come': 'All of it has come.',
  'some-came': 'Some of it has come.',
  'is-closed': 'It is closed.',
  'is-cancelled': 'It is cancelled.',
}

/** Why something cannot be done with the order now; null where it can. */
export function refusalWords({ moves }: Pick<SupplierOrderDetail, 'moves'>, move: SupplierOrderMove): string | null {
  const refusal = moves.find((each) => each.move === move)?.refusal ?? null
  return refusal === null ? null : (refusals[refusal] ?? refusal)
}

export function canMove({ moves }: Pick<SupplierOrderDetail, 'moves'>, move: SupplierOrderMove): boolean {
  return moves.some((each) => each.move === move && each.refusal === null)
}

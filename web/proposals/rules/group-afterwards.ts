// From a proposal to drafts. Time has passed: of the 10 units that a line was proposed for, 4 were cancelled or somebody
// else's draft has them by now. What is left is bought, each unit for somebody who still needs it.
import { type Packing, type Stand, unitsToAdd } from './group-quantity.ts'

/** Units for an order line, or whatever names it. */
type Share = { readonly backorder: string; readonly units: number }

export type ProposedQuantity = {
  readonly needed: number
  readonly units: number
  /** The merchant chose the number of units. */
  readonly isEdited: boolean
  readonly serves: readonly Share[]
}

export type Purchase = {
  /** Units to put on the draft, and what they and the draft's spare units are for. */
  readonly units: number
  readonly serves: readonly Share[]
  readonly noLongerNeeded: number
}

/** `stillToOrder` says how much an order line lacks now. */
export function purchase(
  proposed: ProposedQuantity,
  stillToOrder: (backorder: string) => number,
  onDraft: Stand,
  packing: Packing,
): Purchase {
  const wanted = proposed.serves.map((served) => ({
    ...served,
    units: Math.min(served.units, Math.max(0, stillToOrder(served.backorder))),
  }))
  const needed = wanted.reduce((total, served) => total + served.units, 0)
  const units = unitsAfterwards(proposed, needed, onDraft, packing)
  const spare = Math.max(0, onDraft.units - onDraft.needed)
  return { units, serves: firstUnits(wanted, units + spare), noLongerNeeded: proposed.needed - needed }
}

/**
 * What nobody edited is worked out anew. An edited quantity keeps what the merchant put above the need, and where it was
 * put below the need no more than that is bought. Of what nobody needs any more nothing is bought.
 */
function unitsAfterwards(proposed: ProposedQuantity, needed: number, onDraft: Stand, packing: Packing): number {
  if (needed <= 0) return 0
  if (!proposed.isEdited) return unitsToAdd(needed, onDraft, packing)
  if (proposed.units < proposed.needed) return Math.min(proposed.units, needed)
  return proposed.units - proposed.needed + needed
}

/** Where fewer are bought than are needed, those that come first in the queue are served. */
function firstUnits(wanted: readonly Share[], units: number): Share[] {
  let left = units
  return wanted.flatMap((served) => {
    const given = Math.min(served.units, left)
    left -= given
    return given > 0 ? [{ ...served, units: given }] : []
  })
}

// How much is bought. 5 are needed: with a minimum of 1 and packs of 4 that is 8, with a minimum of 10 and packs of 4 it
// is 12. Nothing needed, nothing bought.

/** A line of a supplier order has no more: with more of them it could be neither changed nor received. */
export const mostUnits = 1_000_000

export type Packing = { readonly minimumQuantity: number; readonly packSize: number }

/** The least units that are enough, reach the minimum, and break no pack. */
export function leastUnits(needed: number, { minimumQuantity, packSize }: Packing): number {
  if (needed <= 0) return 0
  return Math.ceil(Math.max(needed, minimumQuantity) / packSize) * packSize
}

/** Units of an item on an order, and those of them that order lines need. */
export type Stand = { readonly units: number; readonly needed: number }

/**
 * What must be added to an order for `needed` more. Units that it has beyond its need are used first: a draft of 8 for
 * 5 takes up 3 more without growing.
 */
export function unitsToAdd(needed: number, onDraft: Stand, packing: Packing): number {
  if (needed <= 0) return 0
  return Math.max(0, leastUnits(onDraft.needed + needed, packing) - onDraft.units)
}

/** Units on the order afterwards that nobody needs. */
export function surplusOf(added: Stand, onDraft: Stand): number {
  return Math.max(0, onDraft.units + added.units - onDraft.needed - added.needed)
}

/** Whether a number of units can be bought at all: none, or at least the minimum in whole packs. */
export function fitsPacks(units: number, { minimumQuantity, packSize }: Packing): boolean {
  return units === 0 || (units >= minimumQuantity && units % packSize === 0)
}

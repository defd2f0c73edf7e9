import type { Demand } from './facts.ts'

/** The arrivals that are to serve a demand first: goods that it is pinned to may come with several. */
export function pinsOf({ pin, alsoPinned = [] }: Pick<Demand, 'pin' | 'alsoPinned'>): readonly string[] {
  return pin === undefined ? [] : [pin, ...alsoPinned]
}

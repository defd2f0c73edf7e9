export type Chance = { state(): number; next(): number }

/** Mulberry32: small, fast, and the same everywhere. `next` is 0 up to but not 1; the state is what to go on from. */
export function createChance(seed: number): Chance {
  let state = seed | 0
  return {
    state: () => state,
    next: () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}

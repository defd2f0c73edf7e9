import { megabytes } from './statistics.ts'

/** One row of the table. What has no goal is told for its own sake. */
export type Figure = {
  readonly what: string
  readonly measured: string
  readonly floor: string | null
  readonly ratio: string | null
  readonly goal: string | null
  readonly isMet: boolean | null
}

export type BenchDatabase = { readonly url: string; drop(): Promise<void> }

/** What a measurement works with. */
export type Bench = {
  /** 1 is a full run; a tenth of everything is 0.1. */
  readonly share: number
  /** A migrated, empty database of its own. `url` is the owner's. */
  freshDatabase(): Promise<BenchDatabase>
  say(sentence: string): void
}

export type Measurement = {
  readonly name: string
  /** How it is measured, for people who doubt the figures. */
  readonly how: string
  measure(bench: Bench): Promise<Figure[]>
}

/** So many of a full run's `count`, and never none. */
export function portion(bench: Bench, count: number): number {
  return Math.max(1, Math.round(count * bench.share))
}

/** A figure whose goal is a ratio to the floor measured in the same run. */
export function againstFloor(
  what: string,
  figures: { measured: string; floor: string; ratio: number; atLeast?: number; atMost?: number },
): Figure {
  const { measured, floor, ratio, atLeast, atMost } = figures
  const goal = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
  const isMet = ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Number.POSITIVE_INFINITY)
  return { what, measured, floor, ratio: ratio.toFixed(2), goal, isMet }
}

/** A figure without a floor and without a goal. */
export function plainFigure(what: string, measured: string): Figure {
  return { what, measured, floor: null, ratio: null, goal: null, isMet: null }
}

const mostMemory = 400_000_000

/** The most that the app ever held, in bytes; without a goal where the system does not tell. */
export function peakMemoryFigure(what: string, bytes: number | null): Figure {
  const figure = plainFigure(`peak memory of the app ${what}`, megabytes(bytes))
  return bytes === null ? figure : { ...figure, goal: `at most ${megabytes(mostMemory)}`, isMet: bytes <= mostMemory }
}

import { clock } from '../clock.ts'
/** What a lane does from a worker's claim until it gives the lane back. */
export type Turn = {
  /** Others are to have theirs: what is begun is brought to an end, and nothing new is begun. */
  readonly isOver: () => boolean
}

/** Long enough to make bulk work pay, short enough that many busy lanes come round within seconds. */
const turnMs = 1_000

export function beginTurn(stopping: AbortSignal, now = clock.elapsed): Turn {
  const until = now() + turnMs
  return { isOver: () => stopping.aborted || now() >= until }
}

/** For who has all the time: ends when there is nothing to do. */
export const endlessTurn: Turn = { isOver: () => false }

import type { Logger } from 'pino'
import { clock } from '../clock.ts'
import {
  claimTurns,
  type EndedTurn,
  endTurns,
  type LaneKind,
  type LaneTurn,
  laneKinds,
  releaseLanes,
} from './lane-turns.ts'
import { connectWorker, elect, workerLockSpace } from './worker-connection.ts'

/** What came of a turn: in how many milliseconds the lane wants the next, null for when it is nudged; and what it failed with. */
export type TurnEnd = { readonly waitMs: number | null; readonly error: string | null }

/** Runs what waits for somebody else: meanwhile the turn leaves its slot to others. */
export type Lend = <T>(waiting: () => Promise<T>) => Promise<T>

export type LaneWork = {
  /** How many lanes of this kind are at work at once, in this process: they share its processor and its connections. */
  readonly slots: number
  /** How many have a turn at once, those included that wait for somebody else: they take memory alone. */
  readonly turns: number
  /** Never throws. */
  readonly takeTurn: (shop: string, lend: Lend) => Promise<TurnEnd>
}

/** `usedMs` until `since`, from when on it uses its slot, or has lent it. */
type Held = LaneTurn & { waitsFor: number; usedMs: number; since: number }

/** For nudges whose notification was lost, and for lanes whose time comes. */
const pollMs = 500
const releaseEveryMs = 5_000
/** What waits longer is found by polling soon enough. */
const shortWaitMs = 2_000

/**
 * Gives lanes that are due their turns, each lane to one worker at a time. Several processes may do so at once. A lane that was
 * claimed and is not ended, because its worker died or never heard of it, is given back within seconds.
 */
export function runTurns(ownerUrl: string, work: Readonly<Record<LaneKind, LaneWork>>, log: Logger) {
  const worker = clock.newId()
  const connection = connectWorker(ownerUrl, worker, askIn)
  const at = new Map<string, Held>()
  const ended: EndedTurn[] = []
  const waking = new Set<NodeJS.Timeout>()
  let isStopping = false
  let asking: Promise<void> | null = null
  let isAskedAgain = false
  let idle: PromiseWithResolvers<void> | null = null

  /** One question at a time: what comes meanwhile is one more question. */
  function ask(): void {
    isAskedAgain = true
    asking ??= askUntilQuiet()
      .catch((error: unknown) => log.warn({ err: error }, 'the worker cannot ask for lanes; it is tried again'))
      .finally(() => {
        asking = null
        if (isAskedAgain) ask()
      })
  }

  async function askUntilQuiet(): Promise<void> {
    while (isAskedAgain) {
      isAskedAgain = false
      await tellEnded()
      if (isStopping) continue
      for (const turn of await claimTurns(connection, worker, freeSlots())) begin(turn)
    }
  }

  /** Told again until it was heard; till then they count as held. */
  async function tellEnded(): Promise<void> {
    const some = ended.slice()
    if (some.length > 0) await endTurns(connection, worker, some)
    ended.splice(0, some.length)
    for (const turn of some) at.delete(keyOf(turn))
  }

  function freeSlots(): Map<LaneKind, number> {
    return new Map(laneKinds.map((kind) => [kind, freeOf(kind)] as const).filter(([, free]) => free > 0))
  }

  function freeOf(kind: LaneKind): number {
    const held = [...at.values()].filter((each) => each.kind === kind)
    const working = held.filter(({ waitsFor }) => waitsFor === 0)
    return Math.min(work[kind].slots - working.length, work[kind].turns - held.length)
  }

  function lendSlotOf(held: Held): Lend {
    return async (waiting) => {
      const wasWanted = freeOf(held.kind) <= 0
      if (held.waitsFor === 0) held.usedMs += clock.elapsed() - held.since
      held.waitsFor += 1
      if (wasWanted) ask()
      try {
        return await waiting()
      } finally {
        held.waitsFor -= 1
        if (held.waitsFor === 0) held.since = clock.elapsed()
      }
    }
  }

  function begin(turn: LaneTurn): void {
    // Others took this worker for dead: the end of the turn that runs is the end of both.
    if (at.has(keyOf(turn))) return
    const held: Held = { ...turn, waitsFor: 0, usedMs: 0, since: clock.elapsed() }
    at.set(keyOf(turn), held)
    void work[turn.kind].takeTurn(turn.shop, lendSlotOf(held)).then((end) => {
      ended.push({ ...turn, ...end, usedMs: held.usedMs + clock.elapsed() - held.since })
      if (ended.length === at.size) idle?.resolve()
      ask()
      if (end.waitMs !== null && end.waitMs > 0 && end.waitMs <= shortWaitMs) askIn(end.waitMs)
    })
  }

  function askIn(ms: number): void {
    if (ms <= 0) {
      ask()
      return
    }
    const timer = clock.after(ms, () => {
      waking.delete(timer)
      ask()
    })
    waking.add(timer)
  }

  function release(): void {
    releaseLanes(connection, workerLockSpace, worker, [...at.values()]).catch((error: unknown) =>
      log.warn({ err: error }, 'lanes of workers that are gone could not be given back; it is tried again'),
    )
  }

  const polling = clock.every(pollMs, ask)
  const releasing = clock.every(releaseEveryMs, release)
  release()
  ask()

  return {
    /** Of all workers of the installation one is, as long as it lives: it does what is to be done once. */
    async isElected(): Promise<boolean> {
      const [row] = await connection.query<{ elected: boolean }>(elect, [])
      return row?.elected === true
    },
    /** No turn begins any more; those that run are waited for. What cannot be told of them is given back by other workers. */
    async stop(): Promise<void> {
      isStopping = true
      for (const timer of [polling, releasing]) clearInterval(timer)
      for (const timer of waking) clearTimeout(timer)
      await asking
      idle = Promise.withResolvers()
      if (ended.length === at.size) idle.resolve()
      await idle.promise
      await asking
      await tellEnded().catch(() => undefined)
      await connection.close()
    },
  }
}

function keyOf({ shop, kind }: LaneTurn): string {
  return `${kind} ${shop}`
}

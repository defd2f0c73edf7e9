import { TooBusy } from '../errors.ts'
import type { Metrics } from '../metrics.ts'

/** `brief`: up to a second, most of it in the database or another thread. `heavy`: seconds, for a file. */
export type GateKind = 'brief' | 'heavy'

export type GateLimits = {
  /** Shops that are served at once, one call of each. */
  readonly shopsAtOnce: number
  /** Calls of one shop that may wait besides, and how long. */
  readonly waitingPerShop: number
  readonly waitMs: number
}

/** What waits takes no connection and no time of others; what runs takes a connection of ten. */
const usual: Readonly<Record<GateKind, GateLimits>> = {
  brief: { shopsAtOnce: 3, waitingPerShop: 64, waitMs: 60_000 },
  heavy: { shopsAtOnce: 2, waitingPerShop: 32, waitMs: 60_000 },
}

type Passing = {
  /** Who stops waiting for the answer does not wait here either. */
  readonly signal?: AbortSignal | undefined
  /** Of work that others have begun to receive the outcome of: it may wait for its turn for as long as it takes. */
  readonly isBegun?: boolean
}

/**
 * Does the work when it is the shop's turn. Shops take turns, whoever of them asks most: what stands before a shop's only
 * call is one call of each of the others. Throws `TooBusy` where the shop has too many waiting, or this one waited too long.
 */
export type Gate = <T>(shop: string, work: () => Promise<T>, passing?: Passing) => Promise<T>

export type Gates = Readonly<Record<GateKind, Gate>>

/** The gates of a process: everything expensive goes through one of them. */
export function createGates(metrics?: Metrics['gate']): Gates {
  return { brief: createGate('brief', usual.brief, metrics), heavy: createGate('heavy', usual.heavy, metrics) }
}

export function createGate(kind: GateKind, limits: GateLimits, metrics?: Metrics['gate']): Gate {
  /** The shops that wait, the next to have its turn first. */
  const queues = new Map<string, (() => void)[]>()
  const served = new Set<string>()

  function admit(): void {
    for (const [shop, [first, ...others]] of queues) {
      if (served.size >= limits.shopsAtOnce) return
      if (first === undefined || served.has(shop)) continue
      queues.delete(shop)
      if (others.length > 0) queues.set(shop, others)
      served.add(shop)
      first()
    }
  }

  function turnOf(shop: string, { signal, isBegun = false }: Passing): Promise<void> {
    const waiting = queues.get(shop) ?? []
    if (!isBegun && waiting.length >= limits.waitingPerShop) throw refusal(`${waiting.length} calls wait`)
    const ends = [...(signal ? [signal] : []), ...(isBegun ? [] : [AbortSignal.timeout(limits.waitMs)])]
    const ended = AbortSignal.any(ends)
    return new Promise((entered, left) => {
      const enter = () => {
        ended.removeEventListener('abort', leave)
        metrics?.waiting.dec({ kind })
        entered()
      }
      const leave = () => {
        const others = (queues.get(shop) ?? []).filter((one) => one !== enter)
        if (others.length > 0) queues.set(shop, others)
        else queues.delete(shop)
        metrics?.waiting.dec({ kind })
        left(refusal('it waited too long, or nobody waits for it'))
      }
      metrics?.waiting.inc({ kind })
      queues.set(shop, [...waiting, enter])
      if (ended.aborted) leave()
      else ended.addEventListener('abort', leave, { once: true })
      admit()
    })
  }

  function refusal(why: string): TooBusy {
    metrics?.refused.inc({ kind })
    return new TooBusy(`no ${kind} work now: ${why}`)
  }

  return async (shop, work, passing = {}) => {
    await turnOf(shop, passing)
    metrics?.running.inc({ kind })
    try {
      return await work()
    } finally {
      metrics?.running.dec({ kind })
      served.delete(shop)
      admit()
    }
  }
}

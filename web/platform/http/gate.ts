import { clock } from '../clock.ts'
import { TooBusy } from '../errors.ts'
import type { Metrics } from '../metrics.ts'

/**
 * `plain`: some milliseconds of the database. `brief`: up to a second, most of it in the database or another thread. `heavy`:
 * seconds, for a file. `storefront`: shoppers. `operator`: figures of whoever runs the app. `opening`: a token is got from Shopify, or tried there.
 */
export type GateKind = 'plain' | 'brief' | 'heavy' | 'storefront' | 'operator' | 'opening'

export type GateLimits = {
  /** Calls that are served at once. */
  readonly atOnce: number
  /** How many of these places only a shop takes that has none: with all of them a shop is served one call at a time. */
  readonly forOthers: number
  /** Calls of one shop that may wait besides, and how long. */
  readonly waitingPerShop: number
  readonly waitMs: number
}

/**
 * What waits takes no connection and no time of others; what runs takes one connection at a time, but for an opening, which
 * mostly waits for Shopify.
 */
export const gateLimits: Readonly<Record<GateKind, GateLimits>> = {
  plain: { atOnce: 6, forOthers: 3, waitingPerShop: 128, waitMs: 30_000 },
  brief: { atOnce: 3, forOthers: 3, waitingPerShop: 64, waitMs: 60_000 },
  heavy: { atOnce: 2, forOthers: 2, waitingPerShop: 32, waitMs: 60_000 },
  storefront: { atOnce: 4, forOthers: 2, waitingPerShop: 64, waitMs: 10_000 },
  operator: { atOnce: 2, forOthers: 2, waitingPerShop: 16, waitMs: 1_000 },
  opening: { atOnce: 32, forOthers: 32, waitingPerShop: 64, waitMs: 30_000 },
}
/** Each call that waits is some memory: where many shops wait, the one that asks for the most makes room. */
export const waitingAtMost = 2_048

/** As many as pass the gates at once, and some for what none of them counts: whether the database answers, and the tokens that openings bring. */
export const requestConnections =
  Object.entries(gateLimits).reduce((sum, [kind, { atOnce }]) => sum + (kind === 'opening' ? 0 : atOnce), 0) + 3

type Passing = {
  /** Who stops waiting for the answer does not wait here either. */
  readonly signal?: AbortSignal | undefined
  /** Of work that has begun already: it may wait for its turn for as long as it takes. */
  readonly isBegun?: boolean
}

/**
 * Does the work when it is the shop's turn. Shops take turns, whoever of them asks most, and none takes the places that are
 * kept for others. Throws `TooBusy` where the shop has too many waiting, or this one waited too long.
 */
export type Gate = <T>(shop: string, work: () => Promise<T>, passing?: Passing) => Promise<T>

export type Gates = Readonly<Record<GateKind, Gate>>

/** The gates of a process: whatever a request asks of the database goes through one of them. */
export function createGates(metrics?: Metrics['gate']): Gates {
  const gate = (kind: GateKind) => createGate(kind, gateLimits[kind], metrics)
  return {
    plain: gate('plain'),
    brief: gate('brief'),
    heavy: gate('heavy'),
    storefront: gate('storefront'),
    operator: gate('operator'),
    opening: gate('opening'),
  }
}

type Waiting = { readonly isBegun: boolean; enter(): void; leave(why: string): void }

export function createGate(kind: GateKind, limits: GateLimits, metrics?: Metrics['gate']): Gate {
  /** The calls that wait, by shop: the shop that has its turn next is first. */
  const queues = new Map<string, Waiting[]>()
  /** The calls that are served, by shop. */
  const served = new Map<string, number>()
  const counts = { waiting: 0, served: 0 }

  function hasPlace(shop: string): boolean {
    return counts.served < limits.atOnce - (served.has(shop) ? limits.forOthers : 0)
  }

  function take(shop: string): void {
    counts.served += 1
    served.set(shop, (served.get(shop) ?? 0) + 1)
  }

  function giveBack(shop: string): void {
    const left = (served.get(shop) ?? 0) - 1
    counts.served -= 1
    if (left > 0) served.set(shop, left)
    else served.delete(shop)
    for (const [next, [first]] of queues) {
      if (counts.served >= limits.atOnce) return
      if (hasPlace(next)) first?.enter()
    }
  }

  /** The shop's next call is behind one of each other shop. */
  function passTurn(shop: string): void {
    const others = queues.get(shop)
    if (others === undefined) return
    queues.delete(shop)
    queues.set(shop, others)
  }

  function makeRoom(shop: string): void {
    const own = queues.get(shop)?.length ?? 0
    if (own >= limits.waitingPerShop) throw refusal(`${own} calls wait`)
    if (counts.waiting < waitingAtMost) return
    const longest = [...queues.values()].reduce((one, other) => (other.length > one.length ? other : one), [])
    const last = longest.findLast(({ isBegun }) => !isBegun)
    if (last === undefined || longest.length <= own) throw refusal('too many shops wait')
    last.leave('it made room for another shop')
  }

  /** Takes a place when there is one. */
  function turnOf(shop: string, { signal, isBegun = false }: Passing): Promise<void> {
    if (!isBegun) makeRoom(shop)
    return new Promise((entered, left) => {
      const timer = isBegun ? undefined : clock.after(limits.waitMs, () => one.leave('it waited too long'))
      const hungUp = () => one.leave('nobody waits for it')
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', hungUp)
        const others = (queues.get(shop) ?? []).filter((other) => other !== one)
        if (others.length === 0) queues.delete(shop)
        else queues.set(shop, others)
        counts.waiting -= 1
        metrics?.waiting.dec({ kind })
      }
      const one: Waiting = {
        isBegun,
        enter() {
          end()
          passTurn(shop)
          take(shop)
          entered()
        },
        leave(why) {
          end()
          left(refusal(why))
        },
      }
      queues.set(shop, [...(queues.get(shop) ?? []), one])
      counts.waiting += 1
      metrics?.waiting.inc({ kind })
      signal?.addEventListener('abort', hungUp)
    })
  }

  function refusal(why: string): TooBusy {
    metrics?.refused.inc({ kind })
    return new TooBusy(`no ${kind} work now: ${why}`)
  }

  return async (shop, work, passing = {}) => {
    if (passing.signal?.aborted) throw refusal('nobody waits for it')
    // Nobody who could take it waits for a place that is free.
    if (hasPlace(shop)) take(shop)
    else await turnOf(shop, passing)
    metrics?.running.inc({ kind })
    try {
      return await work()
    } finally {
      metrics?.running.dec({ kind })
      giveBack(shop)
    }
  }
}

// Deliveries that wait to be sent. A failed one comes back after a growing pause; when nobody listens at the app's
// address everything waits together, so that an app that is down for a minute costs nobody a try.

import { clock } from '../clock.ts'
import type { Delivery } from './delivery.ts'
import type { Outcome } from './send.ts'

const FIRST_RETRY_MS = 200
const LONGEST_RETRY_MS = 5_000
const LONGEST_ABSENCE_PAUSE_MS = 2_000
/** A delivery is given up after so many tries, but never before it has been tried for so long. */
const TRIES = 8
const GIVE_UP_AFTER_MS = 15 * 60_000

export type OutboxOptions = {
  readonly connections: number
  send(delivery: Delivery): Promise<Outcome>
  /** Not yet while the app is not installed, never once it was removed. */
  mayLeave(delivery: Delivery): 'now' | 'later' | 'never'
  /** Told once for each delivery: it was acknowledged, or it is lost. */
  settled(delivery: Delivery, isLost: boolean): void
}

export function createOutbox(options: OutboxOptions) {
  let ready: Delivery[] = []
  let next = 0
  const held = new Map<string, Delivery[]>()
  const pending = new Map<string, number>()
  const callsOff = new Set<() => void>()
  const sending = new Set<Promise<void>>()
  let absencePause = 0
  let isPaused = false
  let isStopped = false

  function put(delivery: Delivery): void {
    pending.set(delivery.shop, (pending.get(delivery.shop) ?? 0) + 1)
    later(delivery, delivery.dueAt - clock.now())
  }

  function later(delivery: Delivery, delay: number): void {
    if (delay <= 0) queue(delivery)
    else after(delay, () => queue(delivery))
  }

  function after(delay: number, act: () => void): void {
    const callOff = clock.after(delay, () => {
      callsOff.delete(callOff)
      act()
    })
    callsOff.add(callOff)
  }

  function queue(delivery: Delivery): void {
    const leave = options.mayLeave(delivery)
    if (leave === 'never') settle(delivery, true)
    else if (leave === 'later') hold(delivery)
    else {
      ready.push(delivery)
      pump()
    }
  }

  function hold(delivery: Delivery): void {
    const waiting = held.get(delivery.shop)
    if (waiting) waiting.push(delivery)
    else held.set(delivery.shop, [delivery])
  }

  function pump(): void {
    // After an absence one delivery probes before the others follow.
    const allowed = absencePause > 0 ? 1 : options.connections
    while (!isStopped && !isPaused && sending.size < allowed) {
      const delivery = ready[next]
      if (!delivery) return
      next += 1
      if (next > 1_000 && next * 2 > ready.length) {
        ready = ready.slice(next)
        next = 0
      }
      if (options.mayLeave(delivery) === 'never') {
        settle(delivery, true)
        continue
      }
      const trying = attempt(delivery).finally(() => {
        sending.delete(trying)
        pump()
      })
      sending.add(trying)
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const outcome = await options.send(delivery)
    if (isStopped) return
    if (outcome === 'away') return standBack(delivery)
    absencePause = 0
    if (outcome === 'delivered') return settle(delivery, false)
    delivery.tries += 1
    if (delivery.tries >= TRIES && clock.now() - delivery.since > GIVE_UP_AFTER_MS) return settle(delivery, true)
    later(delivery, Math.min(FIRST_RETRY_MS * 2 ** (delivery.tries - 1), LONGEST_RETRY_MS))
  }

  function standBack(delivery: Delivery): void {
    ready.splice(next, 0, delivery)
    if (isPaused) return
    isPaused = true
    absencePause = Math.min(Math.max(FIRST_RETRY_MS, absencePause * 2), LONGEST_ABSENCE_PAUSE_MS)
    after(absencePause, resume)
  }

  function resume(): void {
    isPaused = false
    pump()
  }

  function settle(delivery: Delivery, isLost: boolean): void {
    pending.set(delivery.shop, (pending.get(delivery.shop) ?? 1) - 1)
    options.settled(delivery, isLost)
  }

  return {
    put,
    pending: (shop: string): number => pending.get(shop) ?? 0,
    /** Looks again at what could not leave. */
    wake(): void {
      const waiting = [...held.values()].flat()
      held.clear()
      for (const delivery of waiting) queue(delivery)
    },
    /** Resolves when no try is under way. */
    async quiet(): Promise<void> {
      while (sending.size > 0) await Promise.all(sending)
    },
    /** Resolves when no try is under way any more. What was not acknowledged stays kept. */
    async stop(): Promise<void> {
      isStopped = true
      for (const callOff of callsOff) callOff()
      await Promise.all(sending)
    },
  }
}

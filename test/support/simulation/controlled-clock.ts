import { setImmediate as immediately } from 'node:timers/promises'
import { type Clock as PlatformClock, goBy as platformGoesBy } from '../../../simulator/clock.ts'
import { type Clock, goBy } from '../../../web/platform/clock.ts'

/** When a shop-year begins: a Monday morning. */
const beginsAt = Date.UTC(2026, 0, 5, 14)

type Timer = { readonly at: number; readonly number: number; readonly work: () => void }

export type ControlledClock = {
  now(): number
  /** Time passes; what was to be done by then is not done of itself. */
  pass(ms: number): Promise<void>
  passUntil(ms: number): Promise<void>
  /** When something is to be done by the platform next; null: nothing is. */
  next(): number | null
  /** Does what is to be done next, before its time where that has not come. */
  doNext(): Promise<void>
  /** Everything anew, as at the beginning. `tell` hears what time it is before anybody else does. */
  begin(tell: (now: number) => Promise<void>): Promise<void>
}

const MachineDate = Date
/** What waits for nothing but other code: as soon as can be. What waits longer waits for somebody who is silent, and here nobody is. */
const soonMs = 50
const neverMs = 2 ** 31 - 1

/**
 * Takes time, timers and ids of app, platform and libraries over, for as long as the process lives. Time passes only where it
 * is let: by the driver, and by who sleeps, for it is the only one who does something then.
 */
export function takeClocksOver(): ControlledClock {
  let now = beginsAt
  let ids = 0
  let numbers = 0
  let timers: Timer[] = []
  let tell: (at: number) => Promise<void> = async () => undefined

  async function passUntil(at: number): Promise<void> {
    if (at <= now) return
    now = at
    await tell(now)
  }
  function newId(): string {
    ids += 1
    return `00000000-0000-4000-8000-${ids.toString(16).padStart(12, '0')}`
  }
  function next(): Timer | undefined {
    return timers.reduce<Timer | undefined>(
      (first, one) => (first === undefined || isBefore(one, first) ? one : first),
      undefined,
    )
  }
  function after(ms: number, work: () => void): () => void {
    numbers += 1
    const timer = { at: now + Math.max(ms, 0), number: numbers, work }
    timers.push(timer)
    return () => {
      timers = timers.filter((one) => one !== timer)
    }
  }

  const app: Clock = {
    now: () => now,
    elapsed: () => now - beginsAt,
    sleep: (ms) => passUntil(now + ms),
    after: (ms, work) => setTimeout(work, ms <= soonMs ? 0 : neverMs).unref(),
    every: () => setTimeout(() => undefined, 0),
    newId,
  }
  const platform: PlatformClock = {
    now: () => now,
    sleep: (ms) => new Promise((done) => void after(ms, done)),
    after,
    newId,
  }
  goBy(app)
  platformGoesBy(platform)
  // Libraries ask it: for tokens that expire, for one.
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given: [], made) => Reflect.construct(target, given.length > 0 ? given : [now], made),
    get: (target, name, receiver) => (name === 'now' ? app.now : Reflect.get(target, name, receiver)),
  })

  return {
    now: () => now,
    pass: (ms) => passUntil(now + ms),
    passUntil,
    next: () => next()?.at ?? null,
    async doNext() {
      const timer = next()
      if (timer === undefined) return
      timers = timers.filter((one) => one !== timer)
      await passUntil(timer.at)
      timer.work()
      await immediately()
    },
    async begin(telling) {
      tell = telling
      now = beginsAt
      ids = 0
      numbers = 0
      timers = []
      await tell(now)
    },
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.number < other.number)
}

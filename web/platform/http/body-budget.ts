/** `coming` until all of it is there, `waiting` until something is done with it, and `used` from then on. */
type Stage = 'coming' | 'waiting' | 'used'

/** A body, as far as others who need room are concerned. */
export type Holder = {
  /** Whose room it takes: of a call of the API its shop's, proved by the session token. */
  readonly sender: string
  stage: Stage
  /** Bytes of memory. */
  held: number
  /** Gives up all that it holds. */
  crowdOut(): void
}

export type BodyBudget = {
  /** Has a body hold more, if there is room for that or others make it. Whoever asks may be the one that has to leave. */
  take(one: Holder, bytes: number): boolean
  /** From now on it holds no more than this, and nothing where it is 0. */
  keep(one: Holder, bytes: number): void
}

/**
 * What all bodies of one kind hold together is `most` bytes. Where there is no room for what comes, the sender that holds most
 * makes it: with the body that has been coming for longest, as a real one is there within milliseconds, and with what came last
 * of what waits. What is used is needed. So what one sender holds back never keeps another one out.
 */
export function createBodyBudget(most: number, tell: (held: number) => void): BodyBudget {
  /** Who holds something, in the order in which they began. */
  const holders = new Set<Holder>()
  let sum = 0

  function nextToLeave(): Holder | undefined {
    const sums = new Map<string, number>()
    for (const { sender, held } of holders) sums.set(sender, (sums.get(sender) ?? 0) + held)
    const movable = [...holders].filter(({ stage }) => stage !== 'used')
    const [greatest] = movable.toSorted((a, b) => (sums.get(b.sender) ?? 0) - (sums.get(a.sender) ?? 0))
    const theirs = movable.filter(({ sender }) => sender === greatest?.sender)
    return theirs.find(({ stage }) => stage === 'coming') ?? theirs.at(-1)
  }

  function count(one: Holder, bytes: number): void {
    sum += bytes
    one.held += bytes
    if (one.held > 0) holders.add(one)
    else holders.delete(one)
    tell(sum)
  }

  return {
    take(one, bytes) {
      while (sum + bytes > most) {
        const next = nextToLeave()
        if (next === undefined) return false
        next.crowdOut()
        if (next === one) return false
      }
      count(one, bytes)
      return true
    },
    keep: (one, bytes) => count(one, bytes - one.held),
  }
}

import type { IncomingMessage } from 'node:http'
import { clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import { createBodyBudget, type Holder } from './body-budget.ts'

export type BodyBounds = {
  /** Bytes of one body. */
  readonly longest: number
  /** Bytes of all bodies that are on their way, or wait until something is done with them. */
  readonly budget: number
  /** Until a body must be there. */
  readonly patienceMs: number
}

/** Why a body is not read to its end: longer or slower than it may be, in the way of others, or its sender hung up. */
export type Unread = 'too-large' | 'too-slow' | 'crowded-out' | 'broken-off'

/** A body that is there. It counts as held until it is let go. */
export type Body = {
  readonly bytes: Buffer
  /** Aborted when it makes room for others, which it does only until it is used. */
  readonly crowdedOut: AbortSignal
  /** Something is done with it from now on. False where it was crowded out. */
  use(): boolean
  letGo(): void
}

export type ReadBody = (req: IncomingMessage, sender?: string) => Promise<Body | Unread>

type Parts = { readonly surface: 'api' | 'webhooks'; readonly metrics?: Metrics['bodies'] | undefined }

const blockBytes = 64 * 1024
/** Bodies of more than a block that are read at one time of a sender, and how long each has its place at least. Most have less. */
const largeAtOnce = 8
const placeMs = 1_000

type Reading = Holder & { readonly began: number }

/** Reads bodies within bounds that hold for all of them together: see `body-budget.ts` for who makes room. */
export function createBodyReader({ longest, budget, patienceMs }: BodyBounds, { surface, metrics }: Parts): ReadBody {
  const held = createBodyBudget(budget, (bytes) => metrics?.held.set({ surface }, bytes))
  /** Those of more than a block, in the order in which they began. */
  const large = new Set<Reading>()
  /** Blocks are used again: what is thrown away waits for the garbage collector, and is memory until then. */
  const spare: Buffer[] = []

  /** Whether one more large body may begin: what is read in vain is garbage, and that is memory for a while as well. */
  function hasPlace(sender: string): boolean {
    const theirs = [...large].filter((one) => one.sender === sender)
    const [oldest] = theirs
    if (oldest === undefined || theirs.length < largeAtOnce) return true
    if (clock.elapsed() - oldest.began < placeMs) return false
    oldest.crowdOut()
    return true
  }

  function recycle(blocks: readonly Buffer[]): void {
    spare.push(...blocks.filter(({ length }) => length === blockBytes))
  }

  function read(req: IncomingMessage, sender: string): Promise<Body | Unread> {
    const declared = Number(req.headers['content-length'] ?? longest)
    if (declared > longest) return Promise.resolve('too-large')
    const isLarge = declared > blockBytes
    if (isLarge && !hasPlace(sender)) return Promise.resolve('crowded-out')
    const { promise, resolve } = Promise.withResolvers<Body | Unread>()
    const blocks: Buffer[] = []
    let length = 0
    let free = 0
    const one: Reading = {
      began: clock.elapsed(),
      sender,
      stage: 'coming',
      held: 0,
      crowdOut: () => end('crowded-out'),
    }
    const timer = clock.after(patienceMs, () => end('too-slow'))
    if (isLarge) large.add(one)
    let isOver = false

    function end(outcome: Buffer | Unread): void {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      large.delete(one)
      req.off('data', take)
      if (!req.complete) req.pause()
      const isRead = typeof outcome !== 'string'
      const over = blocks.splice(0)
      recycle(isRead ? over.filter(({ buffer }) => buffer !== outcome.buffer) : over)
      held.keep(one, isRead ? outcome.length : 0)
      resolve(isRead ? bodyOf(one, outcome) : outcome)
    }

    // Copied into blocks: of a body that comes byte by byte each piece would cost a hundred times what it holds.
    function take(chunk: Buffer): void {
      length += chunk.length
      if (length > longest) end('too-large')
      for (let taken = 0; taken < chunk.length && !isOver; ) {
        if (free === 0) addBlock()
        const last = blocks.at(-1)
        if (last === undefined) return
        const copied = chunk.copy(last, last.length - free, taken)
        taken += copied
        free -= copied
      }
    }

    function addBlock(): void {
      const size = Math.min(blockBytes, Math.max(declared, 1))
      if (!held.take(one, size)) {
        end('crowded-out')
        return
      }
      blocks.push((size === blockBytes ? spare.pop() : undefined) ?? Buffer.allocUnsafeSlow(size))
      free = size
    }

    req.on('data', take)
    req.once('end', () => {
      const [first = nothing, ...others] = blocks
      if (!isOver) end(others.length === 0 ? first.subarray(0, length) : Buffer.concat(blocks, length))
    })
    req.once('error', () => end('broken-off'))
    req.once('close', () => end('broken-off'))
    return promise
  }

  function bodyOf(one: Reading, bytes: Buffer): Body {
    const crowded = new AbortController()
    const letGo = () => held.keep(one, 0)
    one.stage = 'waiting'
    one.crowdOut = () => {
      letGo()
      crowded.abort()
    }
    return {
      bytes,
      crowdedOut: crowded.signal,
      use() {
        one.stage = 'used'
        return !crowded.signal.aborted
      },
      letGo,
    }
  }

  return async (req, sender = '') => {
    const body = await read(req, sender)
    if (typeof body === 'string') metrics?.unread.inc({ surface, reason: body })
    return body
  }
}

const nothing = Buffer.alloc(0)

/** So long a sender may go on sending what nobody reads: he hears the answer, and is cut off then. */
const lingerMs = 2_000

/** What is left of a body that was turned away is thrown away as it comes, and not for long. */
export function leaveUnread(req: IncomingMessage): void {
  req.resume()
  if (req.complete) return
  const timer = clock.after(lingerMs, () => req.socket.destroy())
  req.once('close', () => clearTimeout(timer))
}

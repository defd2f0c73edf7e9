import type { IncomingMessage } from 'node:http'
import { clock } from '../clock.ts'

type Bounds = {
  /** Bytes of one body. */
  readonly longest: number
  /** Bytes of all bodies that are on their way. */
  readonly budget: number
  /** Until a body must be there. */
  readonly patienceMs: number
}

/** Why a body is not read to its end: longer or slower than it may be, in the way of others, or its sender hung up. */
export type Unread = 'too-large' | 'too-slow' | 'crowded-out' | 'broken-off'

const blockBytes = 64 * 1024
/** Bodies of more than a block that are read at one time, and how long each has its place at least. Orders of a hundred lines have less. */
const largeAtOnce = 8
const placeMs = 1_000

type Reading = { readonly began: number; readonly isLarge: boolean; held: number; end(outcome: Unread): void }

/**
 * Reads bodies within bounds that hold for all of them together. Where there is no room for what comes, the body that has been
 * on its way for longest makes room: a real one is there within milliseconds, so one that is held back never keeps others out.
 */
export function createBodyReader({ longest, budget, patienceMs }: Bounds) {
  /** In the order in which they began. */
  const reading = new Set<Reading>()
  let held = 0
  /** Blocks are used again: what is thrown away waits for the garbage collector, and is memory until then. */
  const spare: Buffer[] = []

  function makeRoom(bytes: number): void {
    for (const oldest of reading) {
      if (held + bytes <= budget) return
      oldest.end('crowded-out')
    }
  }

  /** Whether one more large body may begin: what is read in vain is garbage, and that is memory for a while as well. */
  function hasPlace(): boolean {
    const large = [...reading].filter(({ isLarge }) => isLarge)
    const [oldest] = large
    if (oldest === undefined || large.length < largeAtOnce) return true
    if (clock.elapsed() - oldest.began < placeMs) return false
    oldest.end('crowded-out')
    return true
  }

  return function readBody(req: IncomingMessage): Promise<Buffer | Unread> {
    const declared = Number(req.headers['content-length'] ?? longest)
    if (declared > longest) return Promise.resolve('too-large')
    const isLarge = declared > blockBytes
    if (isLarge && !hasPlace()) return Promise.resolve('crowded-out')
    const { promise, resolve } = Promise.withResolvers<Buffer | Unread>()
    const blocks: Buffer[] = []
    let length = 0
    let free = 0
    const one: Reading = { began: clock.elapsed(), isLarge, held: 0, end }
    const timer = clock.after(patienceMs, () => end('too-slow'))
    reading.add(one)

    function end(outcome: Buffer | Unread): void {
      if (!reading.delete(one)) return
      clearTimeout(timer)
      held -= one.held
      for (const block of blocks.splice(0))
        if (block.length === blockBytes && block.buffer !== keptOf(outcome)) spare.push(block)
      req.off('data', take)
      if (!req.complete) req.pause()
      resolve(outcome)
    }

    // Copied into blocks: of a body that comes byte by byte each piece would cost a hundred times what it holds.
    function take(chunk: Buffer): void {
      length += chunk.length
      if (length > longest) end('too-large')
      for (let taken = 0; taken < chunk.length && reading.has(one); ) {
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
      makeRoom(size)
      if (!reading.has(one)) return
      held += size
      one.held += size
      blocks.push((size === blockBytes ? spare.pop() : undefined) ?? Buffer.allocUnsafeSlow(size))
      free = size
    }

    req.on('data', take)
    req.once('end', () =>
      end(blocks.length === 1 ? (blocks[0]?.subarray(0, length) ?? nothing) : Buffer.concat(blocks, length)),
    )
    req.once('error', () => end('broken-off'))
    req.once('close', () => end('broken-off'))
    return promise
  }
}

const nothing = Buffer.alloc(0)

function keptOf(outcome: Buffer | Unread): ArrayBufferLike | null {
  return typeof outcome === 'string' ? null : outcome.buffer
}

/** So long a sender may go on sending what nobody reads: he hears the answer, and is cut off then. */
const lingerMs = 2_000

/** What is left of a body that was turned away is thrown away as it comes, and not for long. */
export function leaveUnread(req: IncomingMessage): void {
  req.resume()
  if (req.complete) return
  const timer = clock.after(lingerMs, () => req.socket.destroy())
  req.once('close', () => clearTimeout(timer))
}

import { clock } from '../clock.ts'
import type { Transport } from '../shopify/transport.ts'
import type { Lend } from './run-turns.ts'

/** What comes sooner is not worth the beginning of another turn. */
const lateMs = 20

/** While an answer is waited for, or a piece of one that is late, the turn leaves its slot to others. */
export function lendingTransport(transport: Transport, lend: Lend): Transport {
  return async (...call) => {
    const answer = await lend(() => transport(...call))
    if (answer.body === null) return answer
    const { status, statusText, headers } = answer
    return new Response(piecesOf(answer.body, lend), { status, statusText, headers })
  }
}

function piecesOf(body: ReadableStream<Uint8Array>, lend: Lend): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream(
    {
      pull: async (controller) => {
        const piece = reader.read()
        const { done, value } = (await isLate(piece)) ? await lend(() => piece) : await piece
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // A piece that nobody asked for yet would have the slot lent while the turn is at work.
    { highWaterMark: 0 },
  )
}

async function isLate(piece: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = clock.after(lateMs, () => resolve(true))
  const isThere = () => resolve(false)
  piece.then(isThere, isThere)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}

import { ShopifyBusy } from '../errors.ts'
import { usualPatience } from './patience.ts'

const retryAfterMs = 5_000

export type Transport = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * The one way out to Shopify. With a stand-in, a call to `https://{shop}/…` goes to `{standIn}/{shop}/…` and nothing
 * else changes. Node's fetch keeps connections alive by itself. Throws `ShopifyBusy` when no answer came in time.
 */
export function createTransport(standInOrigin: string | null, timeoutMs = usualPatience.answer): Transport {
  return async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    const target = input instanceof Request ? input : redirected(new URL(input), standInOrigin)
    try {
      return await fetch(target, { ...init, signal })
    } catch (cause) {
      throw new ShopifyBusy('Shopify did not answer', { retryAfterMs, cause })
    }
  }
}

/**
 * An answer without its rows of a file is far below this: Shopify bounds a query by its cost, a page by 250 things, and the longest value of one by
 * 2 MB. It is held in memory as a whole.
 */
const longestAnswer = 32 * 1024 * 1024

export class AnswerTooLong extends ShopifyBusy {}

/** Reads an answer to its end, of which no more than so many bytes are held. Throws `AnswerTooLong`. */
export async function readAnswer(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > longestAnswer)
      throw new AnswerTooLong(`the answer is longer than ${longestAnswer} bytes`, { retryAfterMs })
    pieces.push(piece)
  }
  return new TextDecoder().decode(Buffer.concat(pieces))
}

/** For those who read answers themselves: each is there as a whole. */
export function withWholeAnswers(transport: Transport): Transport {
  return async (input, init) => {
    const answer = await transport(input, init)
    if (answer.body === null) return answer
    const { status, statusText, headers } = answer
    return new Response(await readAnswer(answer), { status, statusText, headers })
  }
}

function redirected(url: URL, standInOrigin: string | null): URL {
  if (standInOrigin === null || !url.hostname.endsWith('.myshopify.com')) return url
  return new URL(`${standInOrigin}/${url.hostname}${url.pathname}${url.search}`)
}

import { ShopifyBusy } from '../../errors.ts'
import type { Transport } from '../transport.ts'

const retryAfterMs = 2_000
const lineEnd = 10
/** A line is a thing with the fields that we ask for, some kB; the longest value of one that Shopify keeps has 2 MB. */
const longestLine = 8 * 1024 * 1024

/** A line of the file, and where the next one begins. */
export type BulkLine = { readonly text: string; readonly end: number }

/** The address holds the file no more: an operation's rows are kept for a week. */
export class BulkRowsGone extends Error {}

/**
 * The lines of a bulk operation's file from a byte on, one at a time: it is never held as a whole. Stop asking and the
 * connection is closed. Throws `BulkRowsGone`, and `ShopifyBusy` where it breaks off, ends before it has so many `bytes`, or a line is
 * longer than one can be.
 */
export async function* readBulkLines(
  transport: Transport,
  url: string,
  from: number,
  bytes: number | null,
): AsyncGenerator<BulkLine> {
  const { body, start } = await open(transport, url, from)
  let position = start
  let pieces: Uint8Array[] = []
  let held = 0
  for await (const chunk of chunksOf(body)) {
    let lineStart = 0
    for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, lineStart)) {
      pieces.push(chunk.subarray(lineStart, at))
      const line = Buffer.concat(pieces)
      pieces = []
      held = 0
      lineStart = at + 1
      position += line.length + 1
      if (position > from && line.length > 0) yield { text: line.toString('utf8'), end: position }
    }
    if (lineStart < chunk.length) pieces.push(chunk.subarray(lineStart))
    held += chunk.length - lineStart
    if (held > longestLine) throw new ShopifyBusy(`a row is longer than ${longestLine} bytes`, { retryAfterMs })
  }
  const last = Buffer.concat(pieces)
  // Half a row is none.
  if (bytes !== null && position + last.length < bytes) throw new ShopifyBusy('the rows ended early', { retryAfterMs })
  if (last.length > 0) yield { text: last.toString('utf8'), end: position + last.length }
}

async function open(transport: Transport, url: string, from: number) {
  const response = await transport(url, from > 0 ? { headers: { range: `bytes=${from}-` } } : {})
  const { status, body } = response
  if (status === 416) return { body: null, start: from }
  if (status === 429 || status >= 500) throw new ShopifyBusy(`the rows answered ${status}`, { retryAfterMs })
  if (!response.ok) throw new BulkRowsGone(`the rows answered ${status}`)
  // Who does not know ranges sends everything: what is known already is passed over.
  return { body, start: status === 206 ? from : 0 }
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return
  try {
    for await (const chunk of body) yield chunk
  } catch (cause) {
    throw new ShopifyBusy('the rows broke off', { retryAfterMs, cause })
  }
}

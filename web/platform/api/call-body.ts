import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CommonORPCErrorCode } from '@orpc/client'
import { ORPCError } from '@orpc/server'
import { TooBusy } from '../errors.ts'
import { type Body, leaveUnread, type ReadBody, type Unread } from '../http/read-body.ts'

/** What a call says in its body. It is held until the call was answered. */
export type CallBody = {
  /** Reads it, if there is one: not before it is known who sends it and what is called. Throws what the sender is to be told. */
  read(): Promise<unknown>
  /** Aborted where it had to make room for others, which may be until the call is begun. Undefined where there is none. */
  readonly crowdedOut: AbortSignal | undefined
  /** The call is worked on from now on. Throws `TooBusy` where its body made room for others. */
  begin(): void
}

type Refusal = readonly [code: CommonORPCErrorCode, message: string]

const nothingDone = 'Nothing was changed.'
const refusals: Readonly<Record<Unread, Refusal>> = {
  'too-large': ['PAYLOAD_TOO_LARGE', `This is more than one call may say. ${nothingDone}`],
  'too-slow': ['TIMEOUT', `This took too long to be sent. ${nothingDone} Try again.`],
  'crowded-out': ['TOO_MANY_REQUESTS', `Too much is sent for this shop at once. ${nothingDone} Try again in a moment.`],
  'broken-off': ['CLIENT_CLOSED_REQUEST', `This was not sent to its end. ${nothingDone}`],
}
const packed: Refusal = ['UNSUPPORTED_MEDIA_TYPE', 'content-encoding: a body is sent as it is, and not compressed']
const otherType: Refusal = ['UNSUPPORTED_MEDIA_TYPE', 'content-type: a body is JSON, application/json']

export function callBody(readBody: ReadBody, shop: string, req: IncomingMessage, res: ServerResponse): CallBody {
  let body: Body | undefined

  function refuse([code, message]: Refusal): never {
    leaveUnread(req)
    throw new ORPCError(code, { message })
  }

  return {
    async read() {
      const { headers } = req
      if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'])) return undefined
      if ((headers['content-encoding'] || 'identity') !== 'identity') refuse(packed)
      if (!isJson(headers['content-type'])) refuse(otherType)
      const read = await readBody(req, shop)
      if (typeof read === 'string') refuse(refusals[read])
      body = read
      if (res.closed) read.letGo()
      else res.once('close', read.letGo)
      return parsed(read.bytes)
    },
    get crowdedOut() {
      return body?.crowdedOut
    },
    begin() {
      if (body?.use() === false) throw new TooBusy('the body of the call made room for others')
    },
  }
}

function isJson(contentType = 'application/json'): boolean {
  return /^application\/json *(;|$)/i.test(contentType)
}

function parsed(bytes: Buffer): unknown {
  const text = new TextDecoder().decode(bytes)
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ORPCError('BAD_REQUEST', { message: `The body is no JSON: ${why}`, cause })
  }
}

import { type ClientRequest, request } from 'node:http'
import { text } from 'node:stream/consumers'

type Reply = { readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }

/** A request under way. Whoever begins it also destroys it. */
export type Begun = {
  readonly request: ClientRequest
  /** Null where the connection ends without one. */
  readonly reply: Promise<Reply | null>
}

type Said = { readonly path: string; readonly headers: Record<string, string>; readonly pieces: (string | Buffer)[] }

/** Begins to POST something to an app on this machine. Nothing is sent beyond the pieces until the request is ended. */
export function beginToSend(port: number, { path, headers, pieces }: Said): Begun {
  const { promise, resolve } = Promise.withResolvers<Reply | null>()
  const begun = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: { connection: 'keep-alive', ...headers },
    agent: false,
  })
  let isAnswered = false
  begun.on('response', async (response) => {
    isAnswered = true
    const body = await text(response).catch(() => '')
    resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
  })
  begun.on('error', () => undefined)
  begun.once('close', () => isAnswered || resolve(null))
  begun.flushHeaders()
  for (const piece of pieces) begun.write(piece)
  return { request: begun, reply: promise }
}

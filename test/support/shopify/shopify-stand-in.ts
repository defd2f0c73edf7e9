import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Recorded = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
}
type Reply = { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
type Answer = Reply | 'hang up' | 'say nothing' | 'stop halfway' | 'never end' | (() => Promise<Reply>)

export type ShopifyStandIn = {
  readonly origin: string
  readonly adminCalls: Recorded[]
  readonly tokenCalls: Recorded[]
  /** Queues answers of the Admin API, in order. A call without one fails. */
  answer(...answers: Answer[]): void
  /** What is queued is not answered any more. */
  forgetAnswers(): void
  /** Answers the token endpoint this way instead of giving tokens. */
  answerTokens(answer: Answer | null): void
  stop(): Promise<void>
}

/** As little of Shopify as these tests need: an Admin API that says what it is told, and a token endpoint with memory. */
export async function startShopifyStandIn(): Promise<ShopifyStandIn> {
  const adminCalls: Recorded[] = []
  const tokenCalls: Recorded[] = []
  const queue: Answer[] = []
  let tokenAnswer: Answer | null = null
  const tokens = createTokens()

  const server = createServer((request, response) => {
    void respond(request).then((answer) => send(response, answer))
  })

  async function respond(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? ''
    const body = JSON.parse(await text(request)) as Record<string, unknown>
    const isTokenCall = path.endsWith('/admin/oauth/access_token')
    const calls = isTokenCall ? tokenCalls : adminCalls
    calls.push({ path, headers: request.headers, body })
    const answer = isTokenCall ? tokenAnswer : (queue.shift() ?? { status: 500, body: 'no answer was queued' })
    const given = typeof answer === 'function' ? await answer() : answer
    return given ?? tokens.grant(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}/shopify`,
    adminCalls,
    tokenCalls,
    answer: (...answers) => queue.push(...answers),
    forgetAnswers: () => void queue.splice(0),
    answerTokens: (answer) => {
      tokenAnswer = answer
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As much as whoever asked takes. */
export function sendForEver(response: ServerResponse): void {
  const piece = 'x'.repeat(256 * 1024)
  const more = () => {
    while (!response.destroyed && response.write(piece));
  }
  response.writeHead(200, { 'content-type': 'application/json' }).on('drain', more).write('{"data":"')
  more()
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'say nothing') return
  if (answer === 'stop halfway') {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":')
    return
  }
  if (answer === 'never end') {
    sendForEver(response)
    return
  }
  if (answer === 'hang up' || typeof answer === 'function') {
    response.destroy()
    return
  }
  const { status = 200, headers = {}, body } = answer
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

// Each refresh token works once, as Shopify has it.
function createTokens() {
  let issued = 0
  const usable = new Set<unknown>(['refresh-0'])
  return {
    grant({ grant_type: grantType, refresh_token: refreshToken }: Record<string, unknown>): Reply {
      if (grantType === 'refresh_token' && !usable.delete(refreshToken)) {
        return { status: 400, body: { error: 'invalid_grant' } }
      }
      issued += 1
      usable.add(`refresh-${issued}`)
      const scope = 'read_orders,read_products'
      const life = { expires_in: 3600, refresh_token_expires_in: 7_776_000 }
      return { body: { access_token: `token-${issued}`, scope, refresh_token: `refresh-${issued}`, ...life } }
    },
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { readonly headers: IncomingMessage['headers']; readonly body: string }

/** An app that only listens: it keeps what it hears, and answers as it is told. */
export async function aListeningApp(port = 0) {
  const heard: Heard[] = []
  const opened: URL[] = []
  const told = {
    /** The status of the answer to a webhook. */
    status: (_heard: Heard): number => 200,
    opening: 200,
    readiness: (): unknown => ({ ready: true, due: 0, parked: 0 }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://app')
    if (address.pathname === '/health/ready') return end(response, 200, JSON.stringify(told.readiness()))
    if (request.method === 'GET') {
      opened.push(address)
      return end(response, told.opening, '<!doctype html>')
    }
    const delivery = { headers: request.headers, body: await bodyOf(request) }
    const status = told.status(delivery)
    if (status === 200) heard.push(delivery)
    end(response, status, '')
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.address() as AddressInfo).port
  return {
    heard,
    opened,
    told,
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    topics: () => heard.map((each) => each.headers['x-shopify-topic']),
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type ListeningApp = Awaited<ReturnType<typeof aListeningApp>>

function end(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

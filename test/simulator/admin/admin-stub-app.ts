import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Simulator, startSimulator } from '../../../simulator/start.ts'

export type StubApp = { url: string; simulator: Simulator; stop(): Promise<void> }

const page = (admin: string) => `<!doctype html><html><head>
  <meta name="shopify-api-key" content="key"><script src="${admin}/app-bridge.js"></script></head><body>
  <ui-nav-menu><a href="/" rel="home">Home</a><a href="/suppliers">Suppliers</a></ui-nav-menu>
  <ui-save-bar id="bar"><button variant="primary">Save</button><button>Discard</button></ui-save-bar>
  <p id="out"></p><script src="/app.js"></script></body></html>`

const script = `
  const out = document.querySelector('#out')
  fetch('/api/who').then((reply) => reply.text()).then((who) => { out.textContent = who })
  document.querySelector('#bar [variant]').addEventListener('click', () => {
    out.textContent = 'saved'
    shopify.saveBar.hide('bar')
  })
  addEventListener('popstate', () => { out.textContent = location.pathname })`

/** The least of an app that the simulator will install: it takes webhooks, and shows one framed page under a strict CSP. */
export async function startStubApp(): Promise<StubApp> {
  let admin = ''
  const answer = (req: IncomingMessage, res: ServerResponse) => {
    const { pathname } = new URL(req.url ?? '/', 'http://app')
    if (pathname === '/api/who') return res.end(req.headers.authorization?.slice(0, 10) ?? 'nobody')
    if (pathname === '/app.js') return res.setHeader('content-type', 'text/javascript').end(script)
    if (pathname === '/webhooks') return req.resume().on('end', () => res.end())
    const policy = `default-src 'none'; script-src 'self' ${admin}; connect-src 'self'; frame-ancestors ${admin}`
    return res.setHeader('content-type', 'text/html').setHeader('content-security-policy', policy).end(page(admin))
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const simulator = await startSimulator({
    port: 0,
    appUrl: url,
    clientId: 'key',
    clientSecret: 'secret',
    dataDir: null,
    quiet: true,
  })
  admin = simulator.url
  return {
    url,
    simulator,
    stop: async () => {
      await simulator.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Runs a verb and fails loudly when it is refused. */
export async function run(simulator: Simulator, shop: string, verb: string, body: unknown): Promise<unknown> {
  const reply = await fetch(`${simulator.url}/control/${shop}/${verb}`, { method: 'POST', body: JSON.stringify(body) })
  const answer: unknown = await reply.json()
  if (!reply.ok) throw new Error(`${verb} was refused: ${JSON.stringify(answer)}`)
  return answer
}

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StubApp, startStubApp } from './admin-stub-app.ts'

const shop = 'mugs.myshopify.com'
let app: StubApp

beforeAll(async () => {
  app = await startStubApp()
  await app.simulator.createShop({ shop, kind: 'empty' })
})
afterAll(() => app.stop())

async function frameAddress(path: string): Promise<URL> {
  const html = await (await fetch(`${app.simulator.url}/admin/${shop}${path}`)).text()
  return new URL((/data-src="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'))
}

describe('the admin', () => {
  it('frames the app with a session token and a signed query', async () => {
    const address = await frameAddress('')
    expect(address.origin).toBe(app.url)
    const { hmac, ...query } = Object.fromEntries(address.searchParams)
    expect(query).toMatchObject({ embedded: '1', shop, locale: 'en', id_token: expect.stringMatching(/^ey/) })
    expect(Buffer.from(query['host'] ?? '', 'base64url').toString()).toBe('admin.shopify.com/store/mugs')
    const sorted = new URLSearchParams(query)
    sorted.sort()
    expect(hmac).toBe(createHmac('sha256', 'secret').update(sorted.toString()).digest('hex'))
  })

  it('hands a deep link through, and stays at the app whatever the link says', async () => {
    const deep = await frameAddress('/app/backorders/12?tab=ledger')
    expect(deep.pathname).toBe('/backorders/12')
    expect(deep.searchParams.get('tab')).toBe('ledger')
    expect((await frameAddress('/app//elsewhere.example')).origin).toBe(app.url)
  })

  it('loads nothing from elsewhere and knows only its shops', async () => {
    const reply = await fetch(`${app.simulator.url}/admin/${shop}`)
    expect(reply.headers.get('content-security-policy')).toContain(`frame-src ${app.url};`)
    expect(await reply.text()).not.toMatch(/ (src|href)="https?:/)
    expect((await fetch(`${app.simulator.url}/admin/other.myshopify.com`)).status).toBe(404)
  })

  it('moves from localhost to the address that the app lets frame it', async () => {
    const address = `${app.simulator.url.replace('127.0.0.1', 'localhost')}/admin/${shop}/app/backorders?state=open`
    const reply = await fetch(address, { redirect: 'manual' })
    expect(reply.headers.get('location')).toBe(`${app.simulator.url}/admin/${shop}/app/backorders?state=open`)
  })

  it('serves App Bridge as one script that another origin may load', async () => {
    const reply = await fetch(`${app.simulator.url}/app-bridge.js`)
    expect(reply.headers.get('content-type')).toContain('javascript')
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const script = await reply.text()
    expect(script).toContain('window.shopify =')
    expect(script).toContain("define('ui-nav-menu'")
  })
})

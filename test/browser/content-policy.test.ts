import { createServer, type Server } from 'node:http'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServices } from '../../web/app/create-services.ts'
import { createApp } from '../../web/app/http/app.ts'
import { createInbox, type Inbox } from '../../web/mirror/store/inbox/inbox.ts'
import type { Services } from '../../web/platform/services.ts'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { launchChromium } from '../support/chromium.ts'
import { asOwner } from '../support/database/database.ts'
import { builtDashboard } from '../support/running/built-dashboard.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'

const shop = 'framed.myshopify.com'
const shopifyCdn = 'https://cdn.shopify.com/**'

let floor: ShopFloor
let services: Services
let inbox: Inbox
let server: Server
let browser: Browser
let page: Page
const complaints: string[] = []

// The app as it is, with its own headers, framed by the admin on another origin.
beforeAll(async () => {
  const dist = await builtDashboard()
  floor = await aShopFloor()
  services = createServices(floor.config, floor.database.url)
  inbox = createInbox(services.db.appUrl)
  server = createServer(createApp(services, inbox, { dist }))
  await new Promise<void>((listening) => {
    server.listen(floor.config.port, '127.0.0.1', listening)
  })
  await floor.simulator.createShop({ shop, kind: 'empty' })
  // No worker runs here: as if it had imported what there is.
  await asOwner(floor.database.url, 'update import set finished_at = now()')
  await record(floor.database.url, [aBackorder({ shop, orderName: '#1004' })])
  browser = await launchChromium()
  page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.addInitScript({ content: tellViolations })
  // Shopify's typeface: no test asks the internet for it.
  await page.route(shopifyCdn, (route) => route.fulfill({ status: 200, contentType: 'text/css', body: '' }))
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  await inbox.close()
  await services.db.close()
  await floor.close()
})

// What runs in the page is text: these files are checked as programs of Node.
const tellViolations = `
  addEventListener('securitypolicyviolation', (event) => {
    console.error('refused by the policy: ' + event.violatedDirective + ' ' + event.blockedURI)
  })`

async function openInAdmin(): Promise<Frame> {
  await page.goto(`${floor.simulator.url}/admin/${shop}`)
  const frame = await (await page.locator('iframe#app').elementHandle())?.contentFrame()
  if (!frame) throw new Error('the admin shows no app')
  await frame.getByRole('heading', { name: 'Backorders' }).waitFor()
  return frame
}

describe('the dashboard inside the admin', () => {
  it('runs wholly under its policy: every view, and nothing is refused or complained of', async () => {
    const frame = await openInAdmin()
    await frame.getByRole('link', { name: '#1004' }).click()
    await frame.getByRole('heading', { name: 'What happened' }).waitFor()
    await frame.getByRole('link', { name: 'Backorders' }).click()
    await frame.getByRole('textbox', { name: 'Search backorders' }).fill('nothing like it')
    await frame.getByText(/^No backorders found for/).waitFor()
    expect(complaints).toEqual([])
  })

  it('tells what of it is in the theme, leads into the theme editor, and knows better when it is back', async () => {
    const home = await openInAdmin()
    await home.getByText('Shoppers are told on product pages, in the cart and on product cards.').waitFor()
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Storefront', exact: true }).click()
    await home.getByText('Word for word as on your product pages').waitFor()
    await home.getByRole('link', { name: 'Look at it: Line in the cart' }).click()
    await page.waitForURL(/\/themes\/current\/editor\?template=cart&context=apps$/)
    await page.getByRole('button', { name: 'Take out' }).first().click()
    await page.getByRole('link', { name: 'Leave' }).click()
    const back = page.frameLocator('iframe#app')
    await back.getByRole('link', { name: 'Switch on: Line in the cart' }).click()
    await page.waitForURL(/activateAppId=.+cart-promise$/)
    await page.getByRole('button', { name: 'Put in' }).click()
    await page.getByRole('link', { name: 'Leave' }).click()
    await back.getByRole('link', { name: 'Look at it: Line in the cart' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('is told when a scope is missing or access is lost, calmly, above the numbers', async () => {
    await asOwner(floor.database.url, `update shop set scopes = replace(scopes, 'read_fulfillments', 'x')`)
    const frame = await openInAdmin()
    await frame.getByText('Backline may not see everything in your shop').waitFor()
    await frame.getByText(/Shipments are seen late\. .*read_fulfillments/).waitFor()
    await asOwner(floor.database.url, `update shop set attention = 'the shop is frozen'`)
    await frame.getByText('Backline is waiting for access to your shop').waitFor()
    await frame.getByRole('link', { name: '#1004' }).waitFor()
    await asOwner(floor.database.url, 'update shop set attention = null, scopes = $1', [''])
    expect(complaints).toEqual([])
  })

  it('refuses to run what somebody else put into it', async () => {
    const frame = await openInAdmin()
    await frame.evaluate(
      `document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))`,
    )
    await frame.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 2">')`)
    await frame.evaluate(
      `document.head.append(Object.assign(document.createElement('script'), { src: 'https://evil.example.com/x.js' }))`,
    )
    expect(await frame.evaluate('window.ran')).toBeUndefined()
    expect(complaints.splice(0).filter((text) => /script-src/.test(text)).length).toBeGreaterThanOrEqual(2)
  })

  it('shows in no other frame', async () => {
    const stranger = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html')
      res.end(`<iframe src="${floor.appUrl}/?shop=${shop}"></iframe>`)
    })
    await new Promise<void>((listening) => {
      stranger.listen(0, '127.0.0.1', listening)
    })
    const address = stranger.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await page.goto(`http://127.0.0.1:${port}`)
    await page.waitForLoadState('networkidle')
    const framed = page.frames().find((frame) => frame !== page.mainFrame())
    expect(await framed?.evaluate('document.title')).not.toMatch(/Backline/)
    expect(complaints.splice(0).join()).toMatch(/frame-ancestors/)
    await new Promise((closed) => {
      stranger.closeAllConnections()
      stranger.close(closed)
    })
  })
})

describe('every answer of the app', () => {
  it.each(['/', '/api/shop', '/api/openapi.json', '/health/live', '/nothing/here.js'])(
    '%s forbids guessing what it is',
    async (path) => {
      const { headers } = await fetch(floor.appUrl + path, { headers: { accept: 'text/html' } })
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  it.each(['/api/shop', '/api/openapi.json', '/health/live'])(
    '%s is data: it runs nothing and is framed by nobody',
    async (path) => {
      const { headers } = await fetch(floor.appUrl + path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; ?frame-ancestors 'none'$/)
    },
  )
})

import type { Page } from 'playwright-core'
import { createDatabase } from '../../../web/platform/db/client.ts'
import { launchChromium } from '../../support/chromium.ts'
import { asOwner, freshDatabase } from '../../support/database/database.ts'
import { builtDashboard } from '../../support/running/built-dashboard.ts'
import { serveDashboard } from './a-dashboard.ts'

export const screens = [
  { name: 'a laptop', width: 1280, height: 800 },
  { name: 'a phone', width: 390, height: 844 },
] as const

export type Screen = { readonly width: number; readonly height: number }

/**
 * Keeps in `window.moved` what moved after it was shown. A page that is not all read after a second is shown all the same;
 * here it never is, for a busy machine takes that long. What runs in the page is text: these files are checked as programs
 * of Node.
 */
export const watchMoves = `
  window.moved = []
  const patience = new CSSStyleSheet()
  patience.replaceSync('[class*="settling"] { animation: none }')
  document.adoptedStyleSheets = [patience]
  new PerformanceObserver((list) => {
    const sources = list.getEntries().flatMap(({ sources }) => sources)
    window.moved.push(...sources.map(({ node, previousRect, currentRect }) =>
      JSON.stringify([previousRect, currentRect]) + ' ' + (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 200)))
  }).observe({ type: 'layout-shift', buffered: true })`

type Wish = {
  readonly screen?: Screen | undefined
  /** Runs in the page before anything else. */
  readonly script?: string
  /** Its clock can be put forward, so that what a page does after a while is not waited for. */
  readonly hasClock?: boolean
}

export type OpenPage = {
  readonly page: Page
  /** What the page got wrong by its own account, as it comes in. */
  readonly complaints: readonly string[]
}

/** A merchant of a new shop with a browser, before the built dashboard and a real API, on a database of its own. */
export async function aMerchant(shop: string) {
  const database = await freshDatabase()
  const db = createDatabase(database.url)
  await asOwner(database.url, 'insert into shop (shop_id) values ($1)', [shop])
  const dashboard = await serveDashboard({ db, dist: await builtDashboard(), shop })
  const browser = await launchChromium()
  return {
    databaseUrl: database.url,
    dashboard,
    /** In a window of its own, with nothing kept from earlier ones. */
    async open(path: string, { screen = screens[0], script, hasClock = false }: Wish = {}): Promise<OpenPage> {
      const { width, height } = screen
      const page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC' })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy|Warning:/.test(message.text())) complaints.push(message.text())
      })
      if (script !== undefined) await page.addInitScript({ content: script })
      if (hasClock) await page.clock.install()
      await page.goto(dashboard.url + path)
      return { page, complaints }
    },
    async close() {
      await browser.close()
      await dashboard.close()
      await db.close()
      await database.drop()
    },
  }
}

export type Merchant = Awaited<ReturnType<typeof aMerchant>>

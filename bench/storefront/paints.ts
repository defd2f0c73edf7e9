import type { Browser } from 'playwright-core'

/**
 * What a shopper waits for and what moves under the finger: milliseconds, and the sum of shifts. The theme's header is left
 * out: it stands above all blocks, and a slow phone may paint it before it has all of it.
 */
export type Paints = {
  readonly firstPaint: number
  readonly largestPaint: number
  readonly blocked: number
  readonly shifts: number
}

/** As Lighthouse thinks of a phone: 1.6 Mbit/s, 150 ms to the shop and back, and a core of a quarter of the speed. */
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
const slowdown = 4

const observe = `
  window.seen = { firstPaint: 0, largestPaint: 0, blocked: 0, shifts: 0 }
  const see = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  see('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.firstPaint = startTime })
  see('largest-contentful-paint', ({ startTime }) => { seen.largestPaint = startTime })
  see('longtask', ({ duration }) => { seen.blocked += Math.max(0, duration - 50) })
  const isAbove = ({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest('header')
  see('layout-shift', ({ hadRecentInput, value, sources }) => {
    if (!hadRecentInput && !(sources.length && sources.every(isAbove))) seen.shifts += value
  })`

/** One load of a page by a browser that has never seen it. */
export async function paintsOf(browser: Browser, url: string): Promise<Paints> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, deviceScaleFactor: 2 })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', network)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.addInitScript(observe)
    await page.goto(url, { waitUntil: 'networkidle' })
    return await page.evaluate<Paints>('seen')
  } finally {
    await context.close()
  }
}

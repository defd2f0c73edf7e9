import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { runBench } from '../../bench/run-bench.ts'
import { paintsOf } from '../../bench/storefront/paints.ts'
import { score } from '../../bench/storefront/score.ts'
import { storefront } from '../../bench/storefront.ts'
import { findChromium } from '../support/chromium.ts'
import { freshDatabase } from '../support/database/database.ts'

it('loads a product page with the blocks and without, and tells what they cost and weigh', async () => {
  const postgres = { url: inject('postgresUrl'), freshDatabase }
  const report = await runBench({ measurements: [storefront], share: 0.1, postgres, say: () => undefined })
  const figures = report.results[0]?.figures ?? []
  const told = (start: string) => figures.find(({ what }) => what.startsWith(start))
  expect(told('Lighthouse-style score')).toMatchObject({
    measured: expect.stringMatching(/^\d+$/),
    goal: 'at most 10 points lost',
    floor: expect.stringMatching(/^\d+ without our blocks$/),
  })
  expect(told('what moves while it loads')).toMatchObject({ isMet: true })
  expect(told('largest contentful paint')?.floor).toMatch(/^\d.* without our blocks$/)
  const weights = figures.filter(({ what }) => what.startsWith('weight of'))
  expect(weights).toHaveLength(5)
  expect(weights.filter(({ isMet }) => isMet !== true)).toEqual([])
})

it('counts what moves below the header of a theme, and not what moves in it', async () => {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const shop = await startGrowingPages()
  try {
    expect((await paintsOf(browser, `${shop.url}/main`)).shifts).toBeGreaterThan(0)
    expect((await paintsOf(browser, `${shop.url}/header`)).shifts).toBe(0)
  } finally {
    await browser.close()
    await shop.stop()
  }
})

it('scores as Lighthouse does: 90 for a good page, 50 for a middling one, 100 for one that is there at once', () => {
  expect(score({ firstPaint: 1800, largestPaint: 2500, blocked: 200, shifts: 0.1 })).toBeCloseTo(90, 1)
  expect(score({ firstPaint: 3000, largestPaint: 4000, blocked: 600, shifts: 0.25 })).toBeCloseTo(50, 1)
  expect(score({ firstPaint: 1, largestPaint: 1, blocked: 0, shifts: 0 })).toBeCloseTo(100, 1)
})

/** Pages of which a part grows once it is painted, and that are complete when the browser tells so. */
async function startGrowingPages() {
  const page = (part: string) => `<!doctype html>
    <style>header { height: 200px; overflow: hidden }</style>
    <header><p>Shop</p><p>Cart</p></header><main><p>Mug</p><p>In stock</p></main><img src="/picture">
    <script>
      const grow = () => {
        document.querySelector('${part} p').style.marginBottom = '80px'
        requestAnimationFrame(() => requestAnimationFrame(() => fetch('/grown')))
      }
      new PerformanceObserver(grow).observe({ type: 'paint', buffered: true })
    </script>`
  let picture: ServerResponse | undefined
  const server = createServer(({ url }, response) => {
    if (url === '/picture') picture = response
    else if (url === '/grown') for (const waiting of [picture, response]) waiting?.end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(page(url?.slice(1) ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { findChromium } from '../test/support/chromium.ts'
import { type Figure, type Measurement, plainFigure, portion } from './measurement.ts'
import { duration, median } from './statistics.ts'
import { type PagePair, startPagePair } from './storefront/page-pair.ts'
import { type Paints, paintsOf } from './storefront/paints.ts'
import { score } from './storefront/score.ts'

const extension = join(import.meta.dirname, '../extensions/backorder-promise')
const variants = 250
const shortEvery = 5
const loads = 9
const pointsToLose = 10
const limits = { js: 2000, css: 1000, liquid: 100_000 }

export const storefront: Measurement = {
  name: 'storefront',
  how:
    'The page of a product of 250 variants, every fifth of them short, in the simulated theme, loaded by a Chromium that has ' +
    'never seen it, as Lighthouse thinks of a phone: 1.6 Mbit/s, 150 ms there and back, a core of a quarter of the speed. ' +
    'With the blocks of product and cart and without them, in turns; the median of nine, after one of each that is not ' +
    'counted. The score is Lighthouse’s without its speed index. Shopify lets an app cost ten points. Weights are of the ' +
    'files as they are uploaded.',
  async measure(bench) {
    const weights = weightsOf()
    const executablePath = findChromium()
    if (executablePath === null)
      return [...weights, plainFigure('product page on a phone', 'not measured: no Chromium')]
    const pages = await startPagePair(variants, shortEvery)
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const seen = { withBlocks: [] as Paints[], withoutBlocks: [] as Paints[] }
      for (let round = 0; round <= portion(bench, loads); round++) {
        seen.withoutBlocks.push(await paintsOf(browser, pages.withoutBlocks))
        seen.withBlocks.push(await paintsOf(browser, pages.withBlocks))
      }
      return [...figuresOf(middle(seen.withBlocks), middle(seen.withoutBlocks), pages), ...weights]
    } finally {
      await browser.close()
      await pages.stop()
    }
  },
}

function middle([, ...counted]: readonly Paints[]): Paints {
  const of = (name: keyof Paints) => median(counted.map((paints) => paints[name]))
  return {
    firstPaint: of('firstPaint'),
    largestPaint: of('largestPaint'),
    blocked: of('blocked'),
    shifts: of('shifts'),
  }
}

function figuresOf(ours: Paints, floor: Paints, { bytes }: PagePair): Figure[] {
  const lost = score(floor) - score(ours)
  const row = (what: string, of: (paints: Paints) => string): Figure => ({
    ...plainFigure(`${what}, product page of ${variants} variants on a phone`, of(ours)),
    floor: `${of(floor)} without our blocks`,
  })
  const points = row('Lighthouse-style score', (paints) => score(paints).toFixed(0))
  const shifts = row('what moves while it loads', (paints) => paints.shifts.toFixed(3))
  return [
    { ...points, goal: `at most ${pointsToLose} points lost`, isMet: lost <= pointsToLose },
    row('first contentful paint', (paints) => duration(paints.firstPaint)),
    row('largest contentful paint', (paints) => duration(paints.largestPaint)),
    row('time blocked', (paints) => duration(paints.blocked)),
    { ...shifts, goal: 'no more than without', isMet: ours.shifts <= floor.shifts },
    {
      ...plainFigure('what is loaded for it, gzipped', kilobytes(bytes.withBlocks)),
      floor: `${kilobytes(bytes.withoutBlocks)} without our blocks`,
    },
  ]
}

function weightsOf(): Figure[] {
  const liquid = [...filesIn('blocks'), ...filesIn('snippets')]
  const liquidBytes = liquid.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const assets = filesIn('assets').map(({ name, text }) => {
    const limit = name.endsWith('.js') ? limits.js : limits.css
    return weight(`assets/${name}`, gzipSync(text).length, limit, ', gzipped')
  })
  return [...assets, weight('all Liquid of the extension', liquidBytes, limits.liquid, '')]
}

function filesIn(folder: string): { name: string; text: string }[] {
  const names = readdirSync(join(extension, folder))
  return names.map((name) => ({ name, text: readFileSync(join(extension, folder, name), 'utf8') }))
}

function weight(what: string, bytes: number, limit: number, how: string): Figure {
  const figure = plainFigure(`weight of ${what}${how}`, `${bytes.toLocaleString('en-US')} bytes`)
  return { ...figure, goal: `below ${limit.toLocaleString('en-US')}`, isMet: bytes < limit }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

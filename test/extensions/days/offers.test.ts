import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { launchChromium } from '../../support/chromium.ts'
import { aProduct, aPromise, aVariant, extension, extensionFolder } from '../a-storefront.ts'

// What search engines read: an offer of schema.org for each variant that the page tells a day of, and none beside the theme's own.
const Offered = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('Product'),
  name: z.string(),
  sku: z.string().optional(),
  offers: z.record(z.string(), z.unknown()),
})

const day = { from: '2099-12-01', to: '2099-12-04' }
const shown = { title: 'Mug <"Ada">', url: '/products/mug' }
const currency = { currency: { iso_code: 'EUR' }, items: [] }

async function offersOf(variants: ReturnType<typeof aVariant>[], settings: Record<string, unknown> = {}) {
  const product = { ...aProduct(...variants), ...shown }
  const html = await extension.render('product-promise', { product, cart: currency, settings })
  return [...html.matchAll(/<script[^>]*data-offer[^>]*>([\s\S]*?)<\/script>/g)].map(([, json = '']) =>
    Offered.parse(JSON.parse(json)),
  )
}

describe('an offer', () => {
  test('names the day by which a variant ships, its price and its own address', async () => {
    const variants = ['11', '12'].map((id) => aVariant({ id, price: 1250, sku: `M-${id}` }, aPromise(day)))
    expect(await offersOf(variants)).toEqual(
      ['11', '12'].map((id) => ({
        '@context': 'https://schema.org',
        '@type': 'Product',
        name: shown.title,
        sku: `M-${id}`,
        offers: {
          '@type': 'Offer',
          availability: 'https://schema.org/BackOrder',
          availabilityStarts: '2099-12-04',
          price: 12.5,
          priceCurrency: 'EUR',
          url: `/products/mug?variant=${id}`,
        },
      })),
    )
  })

  test.each([
    ['has some in stock', { inventory_quantity: 2 }, aPromise(day)],
    ['is not sold without stock', { inventory_policy: 'deny' }, aPromise(day)],
    ['has no day', {}, aPromise()],
    ['has a day that is past', {}, aPromise({ from: '2026-01-01', to: '2026-01-02' })],
    ['has a day that is true of no unit', {}, aPromise({ ...day, units: 0 })],
    ['is delayed', {}, aPromise({ delayed: true })],
    ['is sold up to its limit', {}, aPromise({ ...day, room: 0 })],
    ['is made no more', {}, aPromise({ ...day, state: 'discontinued', room: 0 })],
    ['is hidden', {}, aPromise({ ...day, hide: true })],
    ['has a promise of another version', {}, aPromise({ ...day, v: 2 })],
  ])('is not made of what %s', async (_, stock, promise) => {
    expect(await offersOf([aVariant({ id: '11', ...stock }, promise)])).toEqual([])
  })

  test('is not made where the page names no day: in words of the merchant without one, or where it says nothing', async () => {
    const variants = [aVariant({ id: '11' }, aPromise(day))]
    expect(await offersOf(variants, { text_day: 'Soon.' })).toEqual([])
    expect(await offersOf(variants, { show_backorder: false })).toEqual([])
    expect(await offersOf(variants, { structured_data: 'never' })).toEqual([])
    expect(await offersOf(variants, { text_day: 'By [day]!' })).toHaveLength(1)
  })
})

describe('in the page', () => {
  const script = readFileSync(join(extensionFolder, 'assets/promise.js'), 'utf8')
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    await page?.context().close()
    page = await (await browser.newContext()).newPage()
  })

  const ours = () => page.locator('[type="application/ld+json"][data-offer]').count()
  async function open(theme: string, settings = {}, blocks = 1): Promise<void> {
    const product = { ...aProduct(aVariant({ id: '11' }, aPromise(day))), ...shown }
    const block = await extension.render('product-promise', { product, settings })
    await page.setContent(block.repeat(blocks) + theme)
    await page.addScriptTag({ content: script })
  }
  const data = (value: object) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

  test('it counts where the theme tells of no offer, and once', async () => {
    await open(data({ '@type': 'Organization', name: 'Mugs' }) + data({ '@type': 'Product', aggregateRating: {} }))
    expect(await ours()).toBe(1)
    await open('', {}, 2)
    expect(await ours()).toBe(1)
  })

  test.each([
    [
      'an offer',
      data({ '@type': 'Product', offers: { '@type': 'Offer', availability: 'https://schema.org/InStock' } }),
    ],
    ['offers of a group', data({ '@type': 'ProductGroup', hasVariant: [{ '@type': 'Product', offers: [] }] })],
    ['an offer in its own markup', '<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"></div>'],
  ])('it does not count beside %s of the theme', async (_, theme) => {
    await open(theme)
    expect(await ours()).toBe(0)
  })

  test('it counts from the start where the merchant says so', async () => {
    await open('', { structured_data: 'always' })
    expect(await ours()).toBe(1)
  })
})

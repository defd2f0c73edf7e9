import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { productObject } from '../../../simulator/storefront/liquid-objects.ts'
import { pageWords } from '../../../web/promises/page/page-words.ts'
import { aBackorderPage } from './a-backorder-page.ts'

const languages = Object.keys(pageWords)
const isInstalled = spawnSync('ruby', ['-e', 'require "liquid"']).status === 0

function rendersOriginally(text: string, scope: object): Record<string, string> {
  const input = JSON.stringify({ text, scope, languages })
  const program = join(import.meta.dirname, 'render-original.rb')
  const { status, stdout, stderr } = spawnSync('ruby', [program], { input, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

/** As text that a browser shows alike: the two write quotation marks differently. */
const squeezed = (html: string) =>
  html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&#34;', '&quot;')
    .trim()

async function compares(): Promise<void> {
  const page = await aBackorderPage()
  try {
    const [ranged, plain] = await page.sells({ title: 'Mug', variants: ['Blue "1"', 'Red'], collections: ['Kitchen'] })
    const [full] = await page.sells({ title: 'A & <b>B</b> {{ 7 }}', vendor: `'Q' {% %} |` })
    const [noted] = await page.sells({ title: 'Lamp' })
    const [stocked] = await page.sells({ title: 'Rug' })
    const [dated] = await page.sells({ title: 'Jug', collections: ['Kitchen', 'Hidden'] })
    await page.promises(ranged, { from: '2098-12-01', to: '2099-01-08' })
    await page.promises(plain)
    await page.promises(full, { state: 'limit-reached' })
    await page.promises(noted, { to: '2099-12-04', note: 'note-spring' })
    await page.promises(stocked)
    await page.promises(dated, { to: '2099-02-01' })
    await page.query(
      `insert into merchant_text (shop_id, key, language, words)
       values ('shop.myshopify.com', 'note-spring', 'de', 'Ab [day] {{ 7 }}'), ('shop.myshopify.com', 'backorder-no-day', 'fr', 'Bientôt')`,
    )
    page.store.change('set-stock', { sku: 'Rug', available: 3 })

    const products = [...page.store.shop.products.values()]
    const object = (product: (typeof products)[number]) =>
      productObject(page.store.shop, product, '/storefront/shop.myshopify.com/')
    const scope = {
      all_products: Object.fromEntries(products.map((product) => [product.handle, object(product)])),
      collections: { kitchen: { title: 'Kitchen' }, hidden: { title: 'Hidden' } },
    }
    for (const asked of [[], [['vendor', 'Hartley']], [['vendor', 'Nobody']]] as [string, string][][]) {
      const originals = rendersOriginally(await page.liquid(asked), scope)
      for (const language of languages) {
        expect(squeezed(originals[language] ?? ''), language).toBe(squeezed(await page.html(asked, language)))
      }
    }
    expect(await page.rows([], 'de')).toHaveLength(5)
  } finally {
    await page.close()
  }
}

if (isInstalled) {
  test('the page reads the same in the original Liquid as in ours, in every language', compares)
} else {
  test('nothing was compared with the original Liquid: ruby-liquid is not installed here', () => {
    expect(isInstalled).toBe(false)
  })
}

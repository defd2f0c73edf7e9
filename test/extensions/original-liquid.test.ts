import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { BlockPage } from '../../simulator/storefront/theme-extension.ts'
import { aProduct, aPromise, aVariant, extension, extensionFolder, textsOf, today } from './a-storefront.ts'
import { situations } from './situations.ts'
import { wordsByLanguage } from './words-by-language.ts'

const isInstalled = spawnSync('ruby', ['-e', 'require "liquid"']).status === 0

type Shown = { name: string; page: BlockPage }

const texts = textsOf({
  'backorder-day': { de: 'Da am [day] <3', 'pt-BR': 'Chega [day]', ja: '[day]に届きます' },
  'made-to-order-no-day': { fr: 'Fait pour vous', pl: 'Dla Ciebie' },
  'note-spring': { de: 'Ab Frühling', en: 'From [day] on' },
})

type Case = { stock: number; promise: unknown }

const told: Case[] = situations.map(([, stock, promise]) => ({ stock, promise: aPromise(promise) }))
const odd: Case[] = [
  ...situations.map(([, stock, promise]) => ({ stock, promise: aPromise({ ...promise, units: 3 }) })),
  ...situations.map(([, stock, promise]) => ({ stock, promise: aPromise({ ...promise, note: 'note-spring' }) })),
  ...[0, 2].flatMap((stock) =>
    [
      { v: 2 },
      { hide: true },
      { room: 'many' },
      { units: 'few' },
      { units: 0 },
      { to: 'soon' },
      { state: 'adrift' },
    ].map((parts) => ({ stock, promise: aPromise({ from: '2026-12-01', to: '2026-12-09', ...parts }) })),
  ),
  ...[null, '', 'backorder', 4, [], {}].map((promise) => ({ stock: 0, promise })),
]

/** Every sentence in every language; and in two of them what merchants may set, and what no promise should be. */
function pages(): Shown[] {
  const languages = Object.keys(wordsByLanguage)
  return [
    ...languages.flatMap((locale) => told.flatMap((each) => pagesOf(each, locale))),
    ...['de', 'en'].flatMap((locale) => odd.flatMap((each) => pagesOf(each, locale))),
  ]
}

function pagesOf({ stock, promise }: Case, locale: string): Shown[] {
  const variant = aVariant({ inventory_quantity: stock }, promise)
  const product = { ...aProduct(variant, aVariant({ id: '12', inventory_policy: 'deny' })), title: 'Mug' }
  const properties = stock > 0 ? { _promise: '{"from":null,"to":"</script>"}' } : {}
  const cart = { items: [{ variant, quantity: 3, properties }] }
  const routes = { root_url: '/', cart_url: '/cart' }
  const settings = {
    heading: 'When <it> comes',
    text_day: 'By [day] & with you',
    colour: '#112233',
    alignment: 'right',
  }
  return [
    { name: 'product-promise', page: { product, locale } },
    { name: 'product-promise', page: { product, locale, settings, appMetafields: texts } },
    { name: 'promise-badge', page: { product: aProduct(variant), locale } },
    { name: 'cart-promise', page: { product, cart, routes, locale, appMetafields: texts } },
  ]
}

function renderOriginally(shown: Shown[]): string[] {
  const seen = shown.map(({ name, page }) => ({ name, ...extension.seenBy(name, page) }))
  const input = JSON.stringify({ folder: extensionFolder, now: today.toISOString(), pages: seen })
  const program = join(import.meta.dirname, 'render-original.rb')
  const options = { input, encoding: 'utf8', maxBuffer: 100_000_000 } as const
  const { status, stdout, stderr } = spawnSync('ruby', [program], options)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

/** As a browser reads it: the two write quotation marks differently. */
const squeezed = (html: string) => html.replaceAll(/\s+/g, ' ').replaceAll('&#34;', '&quot;').trim()

async function compare(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  onTestFinished(() => void vi.useRealTimers())
  const shown = pages()
  const originals = renderOriginally(shown)
  const ours = await Promise.all(shown.map(({ name, page }) => extension.render(name, page)))
  expect(originals.filter((html) => html.includes('data-words'))).not.toHaveLength(0)
  const different = shown
    .map(({ name, page }, at) => ({
      name,
      locale: page.locale,
      ours: squeezed(ours[at] ?? ''),
      original: squeezed(originals[at] ?? ''),
    }))
    .filter(({ ours, original }) => ours !== original)
  expect(different.slice(0, 3)).toEqual([])
}

if (isInstalled) {
  test('every block reads the same in the original Liquid as in ours, in every state and language', compare)
} else {
  test('nothing was compared with the original Liquid: ruby-liquid is not installed here', () => {
    expect(isInstalled).toBe(false)
  })
}

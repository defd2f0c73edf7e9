// One promise, the same days wherever it is told: on the page, in the cart, with the order, in the shop's messages, to search
// engines, and by the API.
import fc from 'fast-check'
import { Liquid } from 'liquidjs'
import { beforeAll, expect, test, vi } from 'vitest'
import { messageSnippet } from '../../../web/frontend/src/promises/sentences/message-snippet.ts'
import { type TextLanguage, textLanguages } from '../../../web/promises/contract/storefront-texts.ts'
import { aProduct, aPromise, aVariant, extension, type Promised, today } from '../a-storefront.ts'
import { daysIn } from './days-in.ts'

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  return () => vi.useRealTimers()
})

const namespace = 'app--610000002'
const liquid = new Liquid({ strictFilters: true, timezoneOffset: 0, cache: true })
const snippets = Object.fromEntries(
  textLanguages.map((language) => [language, liquid.parse(messageSnippet({ namespace, language, texts: {} }))]),
)
const cart = { currency: { iso_code: 'EUR' }, items: [] }
const routes = { root_url: '/', cart_url: '/cart' }
const thisDay = today.toISOString().slice(0, 10)

/** Where a promise is told, and the days that stand there. */
type Days = {
  readonly page: readonly string[]
  readonly cart: readonly string[]
  readonly order: readonly string[]
  readonly mail: readonly string[]
  readonly offer: readonly string[]
}

async function daysOf(language: TextLanguage, promise: Promised, stock: number): Promise<Days> {
  const read = daysIn(language, thisDay.slice(0, 4))
  const variant = aVariant({ inventory_quantity: stock }, aPromise(promise))
  const page = await extension.render('product-promise', { product: aProduct(variant), cart, locale: language })
  const items = [{ variant, quantity: stock + 1, properties: {} }]
  const embed = await extension.render('cart-promise', { product: null, cart: { items }, routes, locale: language })
  const words = (html: string) =>
    /data-part="words">([\s\S]*?)<\/span>\s*(?:<span data-part|<\/template>)/.exec(html)?.[1] ?? ''
  const [, from = '-', to = '-'] = /data-promise="[^"]*\[([^/"]*)\/([^,"]*),/.exec(page) ?? []
  const starts = /"availabilityStarts": "([^"]*)"/.exec(page)?.[1]
  return {
    page: read(words(page)),
    cart: read(words(embed)),
    order: [...new Set([from, to])].filter((day) => day !== '-'),
    mail: read(mailOf(language, promise)),
    offer: starts === undefined ? [] : [starts],
  }
}

/** Shopify's message about an order of it; only what can be ordered is on an order. */
function mailOf(language: TextLanguage, { state = 'backorder', from, to, delayed, room }: Promised): string {
  if (room === 0 || (state !== 'backorder' && state !== 'made-to-order')) return ''
  const line = { title: 'Lamp', state, units: 1, of: 1, from, to, ...(delayed === true && { delayed }) }
  const value = { v: 1, at: today.toISOString(), lines: [line] }
  const sees = { order: { metafields: { [namespace]: { promises: { value } } } } }
  return String(liquid.renderSync(snippets[language] ?? [], sees))
}

/** What the app has, and its API tells: the days of it that a shopper may be told today. */
function daysToTell({ state = 'backorder', from, to, room }: Promised): string[] {
  const isSold = room !== 0 && (state === 'backorder' || state === 'made-to-order')
  if (!isSold || typeof from !== 'string' || typeof to !== 'string' || to < thisDay) return []
  return from >= thisDay && from < to ? [from, to] : [to]
}

const range = { from: '2026-12-01', to: '2027-01-08' }
const oneDay = { from: '2026-12-04', to: '2026-12-04' }
const made = { state: 'made-to-order' }
const states: Readonly<Record<string, readonly [Promised, number]>> = {
  'between two days': [range, 0],
  'by a day': [oneDay, 0],
  'the first of the two is past': [{ from: '2026-11-20', to: '2026-12-09' }, 0],
  'both are past': [{ from: '2026-11-01', to: '2026-11-21' }, 0],
  'no day can be told': [{}, 0],
  delayed: [{ delayed: true }, 0],
  'a limit is nearly reached': [{ ...oneDay, room: 3 }, 0],
  'a limit is reached': [{ ...oneDay, room: 0 }, 0],
  'made to order, between two days': [{ ...made, ...range }, 0],
  'made to order, by a day': [{ ...made, ...oneDay }, 0],
  'made to order, no day': [made, 0],
  'made to order, delayed': [{ ...made, delayed: true }, 0],
  discontinued: [{ state: 'discontinued', room: 0 }, 0],
  'two in stock, between two days': [range, 2],
  'two in stock, by a day': [oneDay, 2],
  'two in stock, no day': [{}, 2],
}

test('the table of the days is of what page, cart, order, mail, offer and API say in every language', async () => {
  const rows: string[] = []
  for (const [state, [promise, stock]] of Object.entries(states)) {
    const [first, ...others] = await Promise.all(textLanguages.map((language) => daysOf(language, promise, stock)))
    for (const other of others) expect(other, state).toEqual(first)
    if (first === undefined) throw new Error('the shop speaks no language')
    const { page, cart: inCart, order, mail, offer } = first
    const cells = [page, inCart, order, mail, offer, daysToTell(promise)].map((days) => days.join(', ') || '–')
    rows.push(`| ${state} | ${cells.join(' | ')} |`)
  }
  const table = `# The same days everywhere

Of one promise, on ${thisDay}: the days that are named on the product page, in the cart, in the property of the order's line, in Shopify's
messages, to search engines (\`availabilityStarts\`), and that the API tells. It is the same in each of the ${textLanguages.length} languages
(${textLanguages.toSorted().join(', ')}). \`test/extensions/days/same-days.test.ts\` writes it and tries thousands of promises besides; an offer
is made only where nothing is in stock, and names the day by which it ships.

| state | page | cart | order | mail | offer | API |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(table).toMatchFileSnapshot('../../../docs/storefront-days.md')
})

test('whatever the promise, its days are the same everywhere', async () => {
  const day = fc.integer({ min: -30, max: 800 }).map((days) => new Date(today.getTime() + days * 86_400_000))
  const iso = day.map((one) => one.toISOString().slice(0, 10))
  const days = fc.oneof(
    fc
      .tuple(iso, iso)
      .map((pair) => pair.toSorted())
      .map(([from, to]) => ({ from, to })),
    iso.map((one) => ({ from: one, to: one })),
    fc.constant({ from: null, to: null }),
  )
  const promises = fc.record({
    days,
    state: fc.constantFrom('backorder', 'made-to-order', 'discontinued', 'limit-reached'),
    room: fc.constantFrom(null, null, 0, 1, 40),
    stock: fc.constantFrom(0, 0, -2, 1),
    language: fc.constantFrom(...textLanguages),
  })
  let told = 0
  await fc.assert(
    fc.asyncProperty(promises, async ({ days: { from, to }, state, room, stock, language }) => {
      const isOver = state === 'discontinued' || state === 'limit-reached'
      const promise = { state, from, to, room: isOver ? 0 : room }
      const right = daysToTell(promise)
      const { offer, ...said } = await daysOf(language, promise, stock)
      expect(said).toEqual({ page: right, cart: right, order: right, mail: right })
      expect(offer).toEqual(stock > 0 ? [] : right.slice(-1))
      told += right.length
    }),
    { numRuns: 2000 },
  )
  expect(told).toBeGreaterThan(400)
}, 600_000)

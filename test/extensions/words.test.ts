import { beforeAll, describe, expect, test, vi } from 'vitest'
import { aProduct, aPromise, aVariant, extension, type Promised, textsOf, today, wordsOf } from './a-storefront.ts'
import { full, gone, made, oneDay, situations } from './situations.ts'
import { wordsByLanguage } from './words-by-language.ts'

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  return () => vi.useRealTimers()
})

describe.each(Object.keys(wordsByLanguage))('in %s', (locale) => {
  test.each(situations.map((situation, index) => [...situation, wordsByLanguage[locale]?.[index]] as const))(
    '%s',
    async (_, stock, promise, where, words) => {
      const said = await wordsOf(aVariant({ inventory_quantity: stock }, aPromise(promise)), { locale })
      expect(said[where]).toBe(words)
    },
  )

  test('every month is written as there', async () => {
    const written = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
    for (let month = 1; month <= 12; month++) {
      const day = `2027-${String(month).padStart(2, '0')}-15`
      const { shown } = await wordsOf(aVariant({}, aPromise({ from: day, to: day })), { locale })
      const parts = written.formatToParts(new Date(`${day}T00:00:00Z`))
      expect(shown).toContain(parts.find(({ type }) => type === 'month')?.value)
      expect(shown).toContain('2027')
    }
  })
})

describe('a merchant', () => {
  const short = aVariant({}, aPromise(oneDay))

  test('turns off what is not to be shown', async () => {
    const shown = async (promise: Promised, settings: object) =>
      (await wordsOf(aVariant({}, aPromise(promise)), { settings: { ...settings } })).html
    expect(await shown(oneDay, { show_backorder: false })).toBe('')
    expect(await shown(made, { show_made_to_order: false })).toBe('')
    expect(await shown(full, { show_limit: false })).toBe('')
    expect(await shown(gone, { show_discontinued: false })).toBe('')
    const inStock = aVariant({ inventory_quantity: 2 })
    expect((await wordsOf(inStock, { settings: { show_split: false } })).html).toBe('')
  })

  test('says it in words of their own, which stay text', async () => {
    const settings = { text_day: 'Auf dem Weg, <b>da</b> am [day]', text_no_day: 'Bald & gern' }
    const { shown } = await wordsOf(short, { settings, locale: 'de' })
    expect(shown).toBe('Auf dem Weg, &lt;b&gt;da&lt;/b&gt; am 4. Dezember')
    expect((await wordsOf(aVariant(), { settings })).shown).toBe('Bald &amp; gern')
    const toOrder = aVariant({}, aPromise({ ...made, ...oneDay }))
    expect((await wordsOf(toOrder, { settings: { text_made_to_order: 'For you by [day]' } })).shown).toBe(
      'For you by 4 December',
    )
  })

  test('gives it a heading, colours, or no icon', async () => {
    const settings = { heading: 'When <it> comes', icon: 'none', alignment: 'right', colour: '#112233' }
    const { html } = await wordsOf(short, { settings })
    expect(html).toContain('<p class="backline-promise__heading">When &lt;it&gt; comes</p>')
    expect(html).toContain('style="--backline-colour:#112233;"')
    expect(html).toContain('backline-promise--right')
    expect(html).not.toContain('<svg')
  })

  test('sees in the theme editor where the block is, even where shoppers see nothing', async () => {
    const ordinary = aVariant({}, null)
    expect((await wordsOf(ordinary)).html).toBe('')
    const { html } = await wordsOf(ordinary, { designMode: true })
    expect(html).toContain('Shown only while the chosen variant is short.')
    expect(html).toContain('data-shopify-editor-block')
  })
})

describe("the merchant's texts of the whole shop", () => {
  const appMetafields = textsOf({
    'backorder-day': { de: 'Da am [day] <3', 'pt-BR': 'Chega [day]' },
    'backorder-no-day': { de: 'Bald am [day]' },
    'made-to-order-no-day': { de: 'Für Sie gemacht' },
    'note-spring': { de: 'Kommt im Frühling' },
    'note-dated': { de: 'Das Schiff kommt am [day]' },
  })
  const said = async (promise: Promised, page: Parameters<typeof wordsOf>[1] = {}, stock = 0) =>
    wordsOf(aVariant({ inventory_quantity: stock }, aPromise(promise)), { locale: 'de', appMetafields, ...page })

  test('are said in the languages that have them, and stay text', async () => {
    expect((await said(oneDay)).shown).toBe('Da am 4. Dezember &lt;3')
    expect((await said(oneDay, { locale: 'pt-BR' })).shown).toBe('Chega 4 de dezembro')
    expect((await said(oneDay, { locale: 'en' })).shown).toBe('On backorder: expected to ship by 4 December.')
    expect((await said(made)).shown).toBe('Für Sie gemacht')
    expect((await said({ ...made, ...oneDay })).shown).toContain('Auf Bestellung gefertigt: voraussichtlich')
  })

  test('are not said where they tell of a day and there is none', async () => {
    expect((await said({})).shown).toBe('Nachbestellt: Versand, sobald wieder auf Lager.')
    expect((await said({ note: 'note-dated' })).shown).toBe('Nachbestellt: Versand, sobald wieder auf Lager.')
    expect((await said({ note: 'note-dated', ...oneDay, units: 0 })).shown).not.toContain('Dezember')
  })

  test('come after the text of the block, and that after the note of the promise', async () => {
    const settings = { text_day: 'Am [day] bei Ihnen', text_no_day: 'Irgendwann, spätestens [day]' }
    expect((await said(oneDay, { settings })).shown).toBe('Am 4. Dezember bei Ihnen')
    expect((await said({}, { settings })).shown).toBe('Nachbestellt: Versand, sobald wieder auf Lager.')
    expect((await said({ ...oneDay, note: 'note-spring' }, { settings })).shown).toBe('Kommt im Frühling')
    expect((await said({ ...oneDay, note: 'note-dated' })).shown).toBe('Das Schiff kommt am 4. Dezember')
    expect((await said({ ...oneDay, note: 'note-gone' })).shown).toBe('Da am 4. Dezember &lt;3')
  })

  test('are not said of what is delayed, except a note of the product', async () => {
    const texts = textsOf({ 'backorder-no-day': { de: 'Bald wieder da' }, 'note-spring': { de: 'Ab Frühling' } })
    const page = { appMetafields: texts, settings: { text_no_day: 'Irgendwann' } }
    expect((await said({ delayed: true }, page)).shown).toBe('Nachbestellt: verspätet, neuer Termin folgt.')
    expect((await said({ delayed: true, note: 'note-spring' }, page)).shown).toBe('Ab Frühling')
    expect((await said({ delayed: true, ...oneDay })).shown).toBe('Da am 4. Dezember &lt;3')
  })

  test('leave a quantity beyond the stock told in full, with the note behind it', async () => {
    expect((await said(oneDay, {}, 2)).beyond).toBe('2 sofort lieferbar, # bis 4. Dezember.')
    expect((await said({ ...oneDay, note: 'note-spring' }, {}, 2)).beyond).toBe(
      '2 sofort lieferbar, # später. Kommt im Frühling',
    )
  })

  test('say nothing where a value of another version, or none, is published', async () => {
    const other = { backline: { texts: { value: { v: 2, texts: { 'backorder-day': { de: 'Nein' } } } } } }
    expect((await said(oneDay, { appMetafields: other })).shown).toContain('voraussichtlich')
  })

  test('that name no day let no day go with the order', async () => {
    const { html } = await said({ ...oneDay, note: 'note-spring' })
    expect(html).toMatch(/data-promise="Nachbestellt: Versand, sobald wieder auf Lager\. \[-\/-, /)
  })
})

test("a promise is past by the shop's own day", async () => {
  const variant = aVariant({}, aPromise({ from: '2026-11-22', to: '2026-11-22' }))
  expect((await wordsOf(variant, { timezone: 'Pacific/Honolulu' })).shown).toContain('22 November')
  expect((await wordsOf(variant, { timezone: 'Pacific/Kiritimati' })).shown).not.toContain('November')
})

test('a language that the app does not speak is told in the default one', async () => {
  expect((await wordsOf(aVariant(), { locale: 'fi' })).shown).toBe('On backorder: ships when it is back in stock.')
})

test('of 250 variants those that are short are written out, and the chosen one beyond them', async () => {
  const variants = Array.from({ length: 250 }, (_, n) => aVariant({ id: `${n}` }, n % 100 === 0 ? aPromise() : null))
  const html = await extension.render('product-promise', { product: aProduct(...variants) })
  expect(html.match(/<template/g)).toHaveLength(3)
  const product = { ...aProduct(...variants), selected_or_first_available_variant: aVariant({ id: '1999' }) }
  expect((await extension.render('product-promise', { product })).match(/<template/g)).toHaveLength(4)
})

test('without a product, as on a page that is about none, there is nothing', async () => {
  expect(await extension.render('product-promise', { product: null })).toBe('')
  expect(await extension.render('promise-badge', { product: null })).toBe('')
})

describe('of stock that the next order does not get', () => {
  const ofTen = (elsewhere: unknown, promise = {}) =>
    aVariant({ inventory_quantity: 7 }, aPromise({ ...oneDay, ...promise, elsewhere }))

  test('nothing is ready: the notice stands there although the shop counts it', async () => {
    expect((await wordsOf(ofTen(10))).shown).toBe('On backorder: expected to ship by 4 December.')
    expect((await wordsOf(ofTen(7))).shown).toBe('On backorder: expected to ship by 4 December.')
  })

  test('the rest is ready, also where a store lacks units', async () => {
    expect(await wordsOf(ofTen(5))).toMatchObject({ shown: '', beyond: '2 ready now, # by 4 December.' })
    expect(await wordsOf(ofTen(-2, { room: 1 }))).toMatchObject({
      shown: '',
      over: 'At most 10 can be ordered at the moment.',
    })
    expect((await wordsOf(ofTen('many'))).beyond).toBe('7 ready now, # by 4 December.')
  })

  test('and where it gets more than the shop counts, so many are ready', async () => {
    const hidden = aVariant({ inventory_quantity: -1 }, aPromise({ ...oneDay, elsewhere: -6 }))
    expect(await wordsOf(hidden)).toMatchObject({ shown: '', beyond: '5 ready now, # by 4 December.' })
    expect(await extension.render('promise-badge', { product: aProduct(hidden), locale: 'en' })).toBe('')
  })

  test('a card has its badge', async () => {
    const product = aProduct(ofTen(10))
    expect(await extension.render('promise-badge', { product, locale: 'en' })).toContain('On backorder')
    expect(await extension.render('promise-badge', { product: aProduct(ofTen(2)), locale: 'en' })).toBe('')
  })
})

describe('the badge of a product card', () => {
  const badge = (...variants: ReturnType<typeof aVariant>[]) =>
    extension.render('promise-badge', { product: aProduct(...variants), locale: 'nl' })

  test('names what is short as a whole', async () => {
    expect(await badge(aVariant())).toContain('In nabestelling')
    expect(await badge(aVariant({}, aPromise(made)), aVariant())).toContain('Op bestelling gemaakt')
  })

  test('is not there while anything can ship now, cannot be ordered or is not known', async () => {
    expect(await badge(aVariant(), aVariant({ inventory_quantity: 1 }))).toBe('')
    expect(await badge(aVariant(), aVariant({ inventory_management: null }))).toBe('')
    expect(await badge(aVariant({ inventory_policy: 'deny' }))).toBe('')
    expect(await badge(aVariant({}, aPromise({ room: 0 })))).toBe('')
    expect(await badge(aVariant({}, aPromise(gone)))).toBe('')
    expect(await badge(aVariant({}, null))).toBe('')
    expect(await badge(aVariant(), aVariant({ inventory_quantity: -1 }, null))).toBe('')
    expect(await badge(aVariant(), aVariant({ inventory_policy: 'deny' }, null))).toContain('In nabestelling')
    expect(await badge(...Array.from({ length: 250 }, () => aVariant()))).toBe('')
  })
})

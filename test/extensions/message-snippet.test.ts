import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { languages } from '../../web/frontend/src/promises/sentences/languages.ts'
import { messageLine, type PromisedLine } from '../../web/frontend/src/promises/sentences/message-line.ts'
import { messageSnippet } from '../../web/frontend/src/promises/sentences/message-snippet.ts'
import { messageWords } from '../../web/frontend/src/promises/sentences/message-words.ts'
import type { TextLanguage } from '../../web/promises/contract/storefront-texts.ts'
import { today } from './a-storefront.ts'

const isInstalled = spawnSync('ruby', ['-e', 'require "liquid"']).status === 0

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  return () => vi.useRealTimers()
})

const namespace = 'app--610000002'
const liquid = new Liquid({ strictFilters: true, timezoneOffset: 0, cache: true })

function aLine(said: Partial<PromisedLine> = {}): PromisedLine {
  return { title: 'Lamp - Red', state: 'backorder', units: 5, of: 5, from: '2026-12-01', to: '2027-01-08', ...said }
}

const situations: Readonly<Record<string, readonly PromisedLine[]>> = {
  'a range': [aLine()],
  'a range of this year': [aLine({ to: '2026-12-09' })],
  'one day': [aLine({ from: '2026-12-04', to: '2026-12-04' })],
  'the first of a month': [aLine({ from: null, to: '2027-03-01' })],
  today: [aLine({ from: '2026-11-22', to: '2026-11-22' })],
  'a range that began': [aLine({ from: '2026-11-21', to: '2026-12-09' })],
  'a day that is past': [aLine({ from: '2026-11-10', to: '2026-11-21' })],
  'no day': [aLine({ from: null, to: null })],
  delayed: [
    aLine({ from: null, to: null, delayed: true }),
    aLine({ state: 'made-to-order', from: null, to: null, delayed: true }),
  ],
  'only its first day': [aLine({ to: null })],
  'a part of the line': [aLine({ units: 3, to: '2026-12-09' })],
  'made to order': [
    aLine({ state: 'made-to-order' }),
    aLine({ state: 'made-to-order', from: null, to: null }),
    aLine({ state: 'made-to-order', from: '2026-12-24', to: '2026-12-24' }),
  ],
  'several lines': [
    aLine({ units: 3 }),
    aLine({ title: 'Kettle', units: 1, of: 1, from: null, to: null }),
    aLine({ title: 'Mug', units: 2, of: 12, from: '2026-12-24', to: '2026-12-24' }),
  ],
  'every month': Array.from({ length: 12 }, (_, month) => {
    const day = `2027-${String(month + 1).padStart(2, '0')}-20`
    return aLine({ from: day, to: day })
  }),
  'odd titles': [aLine({ title: '<b>Mug</b> & "Saucer"' }), aLine({ title: '{{ shop.name }} {% raw %}' })],
}

/** What the app would never write. */
const garbage: Readonly<Record<string, unknown>> = {
  nothing: null,
  'a word': 'soon',
  'a number': 4,
  'a list': [aLine()],
  'no properties': {},
  'another version': { v: 2, lines: [aLine()] },
  'no lines': { v: 1, lines: [] },
  'lines that are none': { v: 1, lines: 'Lamp' },
  'lines of something else': { v: 1, lines: [null, 3, 'Lamp', []] },
  'a line without a title': { v: 1, lines: [{ ...aLine(), title: null }] },
  'no units': {
    v: 1,
    lines: [
      { ...aLine(), units: 0 },
      { ...aLine(), units: null },
      { ...aLine(), units: 'few' },
    ],
  },
}
const oddDays = [4, 'soon', '2026-13-01', '2026-12-32', '2026-00-10', '2026-12', '', true, [], {}]

const ownTexts = {
  'backorder-day': { de: 'Da am [day] <3 {{ shop }}', ja: '[day]に届きます' },
  'backorder-no-day': { de: 'Bald & gern', fr: 'Un jour : [day]' },
  'made-to-order-day': { de: 'Für Sie gemacht bis [day]' },
}

const promisesOf = (lines: readonly unknown[]) => ({ v: 1, at: '2026-11-22T08:00:00.000Z', lines })
/** An order whose metafield holds this, as a template sees it: older ones have an order's properties as their own. */
const orderWith = (value: unknown) => ({ order: { metafields: { [namespace]: { promises: { value } } } } })
const olderOrderWith = (value: unknown) => orderWith(value).order

const snippet = (language: TextLanguage, texts = {}) => messageSnippet({ namespace, language, texts })
const told = (language: TextLanguage, sees: object, texts = {}) =>
  liquid.parseAndRenderSync(snippet(language, texts), sees)

/** As a mail program shows it, a line of text each. */
function read(html: string): string[] {
  const text = html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<br>|<\/(p|h3)>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
  const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return text
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code, name) => letters[name] ?? String.fromCodePoint(Number(code)))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const inFull = (language: TextLanguage, lines: readonly PromisedLine[], texts = {}) => {
  const told = lines.map((line) => messageLine(line, { language, texts, today: '2026-11-22' }))
  return [messageWords[language].heading, ...told.flatMap(({ lead, sentence }) => [lead, sentence])]
}

describe('a message to a shopper', () => {
  test('says of part of a line and of all of another when it ships', () => {
    const lines = [...(situations['several lines'] ?? []), ...(situations['a day that is past'] ?? [])]
    expect(read(told('en', orderWith(promisesOf(lines))))).toEqual([
      'Still to come',
      '3 of 5 × Lamp - Red',
      'On backorder: expected to ship between 1 December and 8 January 2027.',
      '1 × Kettle',
      'On backorder: ships when it is back in stock.',
      '2 of 12 × Mug',
      'On backorder: expected to ship by 24 December.',
      '5 × Lamp - Red',
      'On backorder: ships when it is back in stock.',
    ])
    expect(read(told('de', orderWith(promisesOf(lines))))).toEqual([
      'Wird nachgeliefert',
      '3 von 5 × Lamp - Red',
      'Nachbestellt: voraussichtlich versandbereit zwischen 1. Dezember und 8. Januar 2027.',
      '1 × Kettle',
      'Nachbestellt: Versand, sobald wieder auf Lager.',
      '2 von 12 × Mug',
      'Nachbestellt: voraussichtlich versandbereit bis 24. Dezember.',
      '5 × Lamp - Red',
      'Nachbestellt: Versand, sobald wieder auf Lager.',
    ])
  })

  test('is a heading, and a paragraph for each line', () => {
    expect(told('ja', orderWith(promisesOf([aLine({ units: 3 })])))).toBe(
      '<h3>後日発送する商品</h3>\n    <p>Lamp - Red：5点中3点<br>お取り寄せ：12月1日から2027年1月8日の間に発送予定です。</p>',
    )
  })

  test.each(languages)('says in %s what the shop says', (language) => {
    for (const lines of Object.values(situations)) {
      expect(read(told(language, orderWith(promisesOf(lines))))).toEqual(inFull(language, lines))
    }
  })

  test.each(['de', 'ja', 'fr'] as const)('says it in the merchant’s own words where there are some: %s', (language) => {
    for (const lines of Object.values(situations)) {
      const words = read(told(language, orderWith(promisesOf(lines)), ownTexts))
      expect(words).toEqual(inFull(language, lines, ownTexts))
    }
    expect(read(told('de', orderWith(promisesOf([aLine()])), ownTexts))).toContain('Da am 8. Januar 2027 <3 {{ shop }}')
  })

  test('reads the order of templates that have its properties as their own', () => {
    expect(told('en', olderOrderWith(promisesOf([aLine()])))).toBe(told('en', orderWith(promisesOf([aLine()]))))
  })

  test('has titles as text, whatever is in them', () => {
    const html = told('en', orderWith(promisesOf(situations['odd titles'] ?? [])))
    expect(html).not.toContain('<b>')
    expect(read(html)).toContain('5 × <b>Mug</b> & "Saucer"')
  })

  test.each(Object.entries(garbage))('says nothing at all of an order with %s', (_, value) => {
    expect(told('en', orderWith(value))).toBe('')
    expect(told('en', olderOrderWith(value))).toBe('')
  })

  test('says nothing at all of an order that the app wrote nothing to', () => {
    expect(told('en', {})).toBe('')
    expect(told('en', { order: { metafields: {} }, metafields: {} })).toBe('')
  })

  test('tells no day that is none', () => {
    for (const day of oddDays) {
      const words = read(told('en', orderWith(promisesOf([{ ...aLine(), from: day, to: day }]))))
      expect(words).toEqual(['Still to come', '5 × Lamp - Red', 'On backorder: ships when it is back in stock.'])
    }
  })

  test('leaves the names alone that a template has for itself', () => {
    const made = languages.flatMap((language) =>
      [...snippet(language, ownTexts).matchAll(/\b(?:assign|capture) (\w+)/g)].map(([, name = '']) => name),
    )
    expect(made).not.toHaveLength(0)
    expect(made.filter((name) => !/^backline(_|$)/.test(name))).toEqual([])
  })
})

type Message = { snippet: string; sees: object }

function renderOriginally(snippets: Readonly<Record<string, string>>, messages: readonly Message[]): string[] {
  const input = JSON.stringify({ now: today.toISOString(), snippets, messages })
  const program = join(import.meta.dirname, 'render-messages.rb')
  const { status, stdout, stderr } = spawnSync('ruby', [program], { input, encoding: 'utf8', maxBuffer: 100_000_000 })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

function compare(): void {
  const values = [
    ...Object.values(situations).map(promisesOf),
    ...oddDays.map((day) => promisesOf([{ ...aLine(), from: day, to: day }])),
    ...Object.values(garbage),
  ]
  const snippets = new Map(
    languages.flatMap((language) => [
      [language, snippet(language)],
      [`${language} in own words`, snippet(language, ownTexts)],
    ]),
  )
  const messages = [...snippets.keys()].flatMap((name) =>
    values.flatMap((value) => [
      { snippet: name, sees: orderWith(value) },
      { snippet: name, sees: olderOrderWith(value) },
    ]),
  )
  const originals = renderOriginally(Object.fromEntries(snippets), messages)
  const ours = messages.map((message) => liquid.parseAndRenderSync(snippets.get(message.snippet) ?? '', message.sees))
  expect(originals.filter((html) => html.includes('<p>'))).not.toHaveLength(0)
  // The two write quotation marks differently.
  const different = messages
    .map((message, at) => ({ message, ours: ours[at]?.replaceAll('&#34;', '&quot;'), original: originals[at] }))
    .filter(({ ours, original }) => ours !== original)
  expect(different.slice(0, 3)).toEqual([])
}

if (isInstalled) {
  test('a message reads the same in the original Liquid as in ours, in every situation and language', compare)
} else {
  test('no message was compared with the original Liquid: ruby-liquid is not installed here', () => {
    expect(isInstalled).toBe(false)
  })
}

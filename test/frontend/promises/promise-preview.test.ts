import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { languages, wordsByLanguage } from '../../../web/frontend/src/promises/sentences/languages.ts'
import {
  type OwnTexts,
  promiseSentence,
  type ShownPromise,
} from '../../../web/frontend/src/promises/sentences/promise-sentence.ts'
import { type TextLanguage, textLanguages } from '../../../web/promises/contract/storefront-texts.ts'
import { aProduct, aVariant, extension, extensionFolder, today } from '../../extensions/a-storefront.ts'

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  return () => vi.useRealTimers()
})

const noDays = { from: null, to: null, units: null, delayed: false }
const nothingSaid: ShownPromise = { state: 'backorder', ...noDays, room: null, note: null }
const aDay = { from: '2026-11-22', to: '2026-11-22' }
const aRange = { from: '2026-12-01', to: '2027-01-01' }
const states = ['backorder', 'made-to-order', 'limit-reached', 'discontinued'] as const
const days = [
  {},
  { delayed: true },
  aDay,
  aRange,
  { from: '2026-11-20', to: '2026-12-09' },
  { from: '2026-11-01', to: '2026-11-21' },
]
const limits = [{}, { room: 0 }, { room: 1, units: 3 }, { room: 3, units: 1 }, { room: 12, units: 0 }]

const everyPromise = states.flatMap((state) =>
  days.flatMap((told) => limits.map((limit): ShownPromise => ({ ...nothingSaid, state, ...told, ...limit }))),
)
/** Each sentence and each plural form once. */
const everySentence = [
  ...[{}, { delayed: true }, aDay, aRange].flatMap((told) => [told, { ...told, state: 'made-to-order' as const }]),
  ...[1, 3, 5].map((room) => ({ room })),
  { state: 'limit-reached' as const },
  { state: 'discontinued' as const },
].map((said): ShownPromise => ({ ...nothingSaid, ...said }))

/** What the block shows of a quantity, picked from what Liquid wrote as assets/promise.js picks it. */
function shownIn(html: string, quantity: number): string | null {
  const [template = ''] = /<template[\s\S]*<\/template>/.exec(html) ?? []
  const told = (name: string) => Number(new RegExp(`data-${name}="(\\d+)"`).exec(template)?.[1] ?? Number.NaN)
  const part = (name: string) =>
    new RegExp(`data-part="${name}">([\\s\\S]*?)</span>\\s*(?:<span data-part|</template>)`).exec(template)?.[1] ?? null
  if (template === '' || quantity <= told('ready')) return null
  const kind = quantity > told('dated') ? 'undated' : 'words'
  const words = part(quantity > told('most') ? 'over' : kind)
  if (words === null) return null
  const plain = words.replace('<span data-rest></span>', String(quantity - told('ready')))
  return unescaped(plain.replace(/<span data-now>(\d+)<\/span>/, '$1'))
}

function unescaped(html: string): string {
  const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#34;': '"' }
  return html.replaceAll(/&(?:lt|gt|quot|#39|#34);/g, (sign) => signs[sign] ?? sign).replaceAll('&amp;', '&')
}

test('the preview speaks every language of the extension, and no other', () => {
  const files = readdirSync(join(extensionFolder, 'locales')).filter((file) => !file.endsWith('.schema.json'))
  const spoken = files.map((file) => file.replace(/(\.default)?\.json$/, '')).sort()
  expect([...languages].sort()).toEqual(spoken)
  expect(Object.keys(wordsByLanguage).sort()).toEqual(spoken)
  expect([...textLanguages].sort()).toEqual(spoken)
})

type Compared = {
  readonly language: TextLanguage
  readonly promises: readonly ShownPromise[]
  readonly stocks: readonly number[]
  readonly texts?: OwnTexts
}

/** Where preview and block differ, in any quantity, and how often the block said something. */
async function compare({ language, promises, stocks, texts = {} }: Compared) {
  const appMetafields = { backline: { texts: { value: { v: 1, texts } } } }
  const wrong: unknown[] = []
  let told = 0
  for (const promise of promises) {
    for (const stock of stocks) {
      const variant = aVariant({ inventory_quantity: stock }, { v: 1, at: '2026-11-22T08:00:00Z', ...promise })
      const page = { product: aProduct(variant), locale: language, appMetafields }
      const html = await extension.render('product-promise', page)
      for (const asked of [1, 2, 3, 4, 7, 30]) {
        const telling = { language, today: '2026-11-22', texts, few: 5 }
        const preview = promiseSentence(promise, { ready: Math.max(0, stock), asked }, telling)
        const shown = shownIn(html, asked)
        if (shown !== null) told += 1
        if (preview !== shown) wrong.push({ promise, stock, asked, preview, shown })
      }
    }
  }
  return { wrong: wrong.slice(0, 3), told }
}

describe('the preview says word for word what the block says', () => {
  test.each(languages)('in %s: every sentence', async (language) => {
    const { wrong, told } = await compare({ language, promises: everySentence, stocks: [0, 1, 5] })
    expect(wrong).toEqual([])
    expect(told).toBeGreaterThan(100)
  })

  test('of every state, day and limit, whatever is in stock', async () => {
    const { wrong, told } = await compare({ language: 'en', promises: everyPromise, stocks: [-2, 2] })
    expect(wrong).toEqual([])
    expect(told).toBeGreaterThan(500)
  })

  test('in the words of the merchant, where there are some for the language and the day', async () => {
    const texts: OwnTexts = {
      'backorder-day': { de: 'Auf dem Weg, <b>da</b> am [day] & nicht "früher"', en: 'Yours on [day], $& [day]' },
      'backorder-no-day': { de: '  Bald, [day]  ', en: "It's coming" },
      'made-to-order-day': { de: 'Für Sie gemacht' },
      'made-to-order-no-day': { en: 'For you' },
      'note-spring': { de: 'Frühling', en: 'Spring, on [day]' },
      'note-empty': { en: ' ' },
    }
    const noted = [null, 'note-spring', 'note-empty', 'note-never-written'].flatMap((note) =>
      everySentence.map((promise) => ({ ...promise, note })),
    )
    for (const language of ['de', 'en', 'fr'] as const) {
      const { wrong, told } = await compare({ language, promises: noted, stocks: [0, 2], texts })
      expect(wrong).toEqual([])
      expect(told).toBeGreaterThan(200)
    }
  })
})

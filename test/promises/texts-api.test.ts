import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import {
  longestText,
  type MerchantTexts,
  mostNotes,
  type TextsInput,
  textLanguages,
} from '../../web/promises/contract/storefront-texts.ts'
import { markTextsDue, writeText } from '../../web/promises/store/merchant-texts.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate merchant_text, published_texts'))

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
const write = (changes: TextsInput['changes'], as?: string) =>
  api.post<MerchantTexts & { message: string }>('/api/storefront/texts', { changes }, as)
const texts = async (as?: string) => (await api.get<MerchantTexts>('/api/storefront/texts', as)).body
const said = async () => (await texts()).texts.map(({ key, language, words }) => `${key} ${language}: ${words}`)
const german = { key: 'backorder-day', language: 'de', words: 'Kommt am [day]' } as const

test('the languages are those that the blocks are written in', () => {
  const locales = readdirSync('extensions/backorder-promise/locales').filter((file) => !file.includes('schema'))
  expect([...textLanguages].sort()).toEqual(locales.map((file) => file.split('.')[0]).sort())
})

describe('the merchant’s own words', () => {
  test('are kept per key and language, and wait to be given to Shopify', async () => {
    expect((await texts()).published).toEqual({ at: null, isWaiting: false, trouble: null })
    const { status, body } = await write([german, { ...german, key: 'note-new-year', words: '  Ab\n  Januar ' }])
    expect(status).toBe(200)
    expect(body.texts).toEqual([
      { ...german, version: expect.any(Number), changedAt: expect.any(String) },
      {
        key: 'note-new-year',
        language: 'de',
        words: 'Ab Januar',
        version: expect.any(Number),
        changedAt: expect.any(String),
      },
    ])
    expect(body.published).toEqual({ at: null, isWaiting: true, trouble: null })
    expect((await texts(otherShop)).texts).toEqual([])
  })

  test('may say anything that is plain text', async () => {
    const words = '<b>“Bald” & {{ product.title }} ｡ [bald] 🚚'
    await write([{ ...german, words }])
    expect(await said()).toEqual([`backorder-day de: ${words}`])
  })

  test('are taken away by saying nothing', async () => {
    const version = (await write([german])).body.texts[0]?.version ?? null
    expect((await write([{ ...german, words: ' ', version }])).status).toBe(200)
    expect(await said()).toEqual([])
    expect((await write([{ ...german, words: null, version }])).status).toBe(200)
  })

  test('of an older version are refused, with all that came with them', async () => {
    const { version = null } = (await write([german])).body.texts[0] ?? {}
    await write([{ ...german, words: 'Am [day]', version }])
    const { status, body } = await write([
      { ...german, language: 'en', words: 'By [day]' },
      { ...german, words: 'Bald', version },
    ])
    expect([status, body.message]).toEqual([
      409,
      'Somebody else changed the text backorder-day (de) meanwhile. Nothing of yours was saved.',
    ])
    expect(await said()).toEqual(['backorder-day de: Am [day]'])
    expect((await write([{ ...german, words: 'Bald' }])).status).toBe(409)
    expect((await write([{ ...german, words: 'Am [day]' }])).status).toBe(200)
  })

  test('wait for those that somebody else is just saving, and are refused by them', async () => {
    const { second } = await withShopSql(api.db, shop, async (tx) => {
      await markTextsDue(tx)
      await writeText(tx, { ...german, version: null })
      const waits = write([{ ...german, words: 'Bald' }])
      await expect.poll(() => queryAsOwner(api.databaseUrl, waiting)).toHaveLength(1)
      return { second: waits }
    })
    expect((await second).status).toBe(409)
    expect(await said()).toEqual(['backorder-day de: Kommt am [day]'])
  })

  test('written by several at once are those of one of them', async () => {
    const all = Array.from({ length: 6 }, (_, at) => write([{ ...german, words: `${at} Tage` }]))
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409, 409, 409, 409])
  })

  test(`name no more than ${mostNotes} notes`, async () => {
    const notes = Array.from({ length: mostNotes + 1 }, (_, at) => ({ ...german, key: `note-${at}`, words: 'Bald' }))
    expect((await write(notes.slice(1))).status).toBe(200)
    const { status, body } = await write(notes.slice(0, 1))
    expect([status, body.message]).toEqual([422, `There can be no more than ${mostNotes} notes.`])
    expect(await said()).toHaveLength(mostNotes)
  })
})

describe('what is no text', () => {
  test.each<[string, object, RegExp]>([
    [
      'in a language that the blocks do not speak',
      { language: 'tlh' },
      /is not a language of the blocks, which are en, de/,
    ],
    ['in a dialect', { language: 'de-AT' }, /is not a language of the blocks/],
    ['under another key', { key: 'hello' }, /key: must be backorder-day/],
    ['under a key that is no name', { key: 'note-New Year' }, /key: must be/],
    ['longer than may be', { words: 'x'.repeat(longestText + 1) }, /words/],
    ['with a character that cannot be seen', { words: 'a\u202eb' }, /cannot be seen/],
    ['with a null character', { words: 'a\0b' }, /has a character/],
    ['with a day written otherwise', { words: 'am [Day]' }, /must name the day as \[day\]/],
    ['with a day where there is none', { key: 'backorder-no-day', words: 'am [day]' }, /must not hold \[day\]/],
  ])('is refused: %s', async (_, fields, message) => {
    const { status, body } = await api.post<{ message: string }>('/api/storefront/texts', {
      changes: [{ ...german, ...fields }],
    })
    expect([status, body.message]).toEqual([400, expect.stringMatching(message)])
  })

  test('is refused where one is named twice', async () => {
    expect((await write([german, german])).status).toBe(422)
  })
})

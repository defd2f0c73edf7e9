import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readExtension, themeOffences } from '../../scripts/check/check-extension.ts'
import { appTomlFaults } from '../../scripts/guards/extension/app-toml-faults.ts'
import { extensionFaults } from '../../scripts/guards/extension/extension-faults.ts'
import { extensionFolder } from './a-storefront.ts'

const files = readExtension(extensionFolder)
const appToml = readFileSync('shopify.app.toml', 'utf8')

test('the extension passes the theme check of Shopify and our own', async () => {
  expect(extensionFaults(files)).toEqual([])
  expect(await themeOffences(extensionFolder)).toEqual([])
})

test('the manifest has only what Shopify knows', () => {
  expect(appTomlFaults(appToml)).toEqual([])
})

test.each([
  ['shoppers', /^locales\/.*(?<!\.schema)\.json$/, 'locales/en.default.json'],
  ['merchants in the theme editor', /^locales\/.*\.schema\.json$/, 'locales/en.default.schema.json'],
])('every language says to %s what every other says', (_, of, english) => {
  const said = (text: string) => keysOf(JSON.parse(text)).sort()
  const locales = [...files].filter(([file]) => of.test(file))
  expect(locales).toHaveLength(11)
  const wanted = said(files.get(english) ?? '{}')
  for (const [file, text] of locales) expect({ file, keys: said(text) }).toEqual({ file, keys: wanted })
})

describe('our own check sees', () => {
  const block = 'blocks/product-promise.liquid'
  const change = (file: string, from: string | RegExp, to: string) => {
    const text = files.get(file) ?? ''
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    return extensionFaults(new Map(files).set(file, changed))
  }

  test.each([
    ['an unknown target', block, '"target": "section"', '"target": "footer"', /target/],
    ['an unknown type of setting', block, '"type": "range"', '"type": "slider"', /type/],
    ['a key that no setting has', block, '"autofill": true', '"autofil": true', /autofil/],
    ['a default out of range', block, '"default": 5', '"default": 50', /out of range/],
    ['two settings of one id', block, '"id": "text_no_day"', '"id": "text_day"', /same id/],
    ['a script that is not there', block, 'promise.js', 'promises.js', /not there/],
    ['a long name', 'locales/en.default.schema.json', 'Backorder badge', 'The badge of a backorder', /^$|longer/],
    [
      'a long name in another language',
      'locales/de.schema.json',
      '"Lieferzusage"',
      '"Die Zusage, wann geliefert wird"',
      /longer/,
    ],
    ['a script that asks about other things', 'assets/cart-promise.js', 'import(', 'fetch(', /network/],
    ['the name of the app', 'locales/en.default.schema.json', 'Backorder badge', 'Backline badge', /names the app/],
    ['a script that calls out', 'assets/promise.js', 'this.timer =', 'fetch(1); this.timer =', /network/],
    ['another type of extension', 'shopify.extension.toml', '"theme"', '"ui"', /type/],
    ['a key in the toml', 'shopify.extension.toml', 'type =', 'typ = 1\ntype =', /typ/],
  ])('%s', (_, file, from, to, fault) => {
    expect(change(file, from, to).join('\n')).toMatch(fault)
  })

  test('too much weight, and a folder that Shopify refuses', () => {
    const noise = Array.from({ length: 3000 }, (_, n) => Math.sin(n)).join()
    const heavy = new Map(files).set('assets/promise.js', noise).set('src/promise.ts', '')
    expect(extensionFaults(heavy)).toEqual([
      expect.stringMatching(/bytes are more than 10000/),
      expect.stringMatching(/gzipped are more than 2000/),
      expect.stringMatching(/takes only the folders/),
    ])
  })

  test.each([
    ['an unknown key', 'embedded = true', 'embeded = true'],
    ['an unknown kind of metafield', 'type = "json"', 'type = "jason"'],
    ['an access that is none', '"public_read"', '"public"'],
    ['an API version that never was', '"2026-10"', '"2026-11"'],
  ])('in the manifest %s', (_, from, to) => {
    expect(appTomlFaults(appToml.replace(from, to))).not.toEqual([])
  })
})

describe('the theme check sees', () => {
  test.each([
    ['a text that no locale has', "'promise.limit.reached' | t", "'promise.limit.reachd' | t", /TranslationKeyExists/],
    ['an unknown filter', '| at_least: 0', '| atleast: 0', /UndefinedFilter|UnknownFilter|filter/i],
    ['a snippet that is not there', "render 'promise-day'", "render 'promise-date'", /MissingTemplate/],
  ])('%s', async (_, from, to, offence) => {
    const folder = mkdtempSync(join(tmpdir(), 'extension-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text.replace(from, to))
    }
    expect((await themeOffences(folder)).join('\n')).toMatch(offence)
  })
})

const plurals = ['zero', 'one', 'two', 'few', 'many', 'other']

// A text has the forms that its language counts in, which are not the same everywhere.
function keysOf(words: object, path = ''): string[] {
  if ('other' in words) {
    expect(plurals).toEqual(expect.arrayContaining(Object.keys(words)))
    return [path]
  }
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}.${key}`] : keysOf(value, `${path}.${key}`),
  )
}

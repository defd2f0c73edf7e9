import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { wordsByLanguage } from '../../extensions/words-by-language.ts'
import { aBackorderPage, type BackorderPage } from './a-backorder-page.ts'

let page: BackorderPage

beforeAll(async () => {
  page = await aBackorderPage()
})
beforeEach(() => page.clear())
afterAll(() => page.close())

const noDay = 'On backorder: ships when it is back in stock.'

describe('the words of the page of everything on backorder', () => {
  it('are there in every language of the extension', async () => {
    const files = readdirSync('extensions/backorder-promise/locales').filter((name) => !name.includes('.schema.'))
    const languages = files.map((name) => name.replace(/(\.default)?\.json$/, ''))
    const [ranged, plain] = [await page.sells({ title: 'Ranged' }), await page.sells({ title: 'Plain' })]
    await page.promises(ranged[0], { from: '2098-12-01', to: '2099-01-08' })
    await page.promises(plain[0])
    for (const language of languages) {
      const [, between, without] = wordsByLanguage[language] ?? []
      const told = (await page.rows([], language)).map(([, sentence]) => sentence)
      expect(told[1], language).toBe(without)
      // The table is of other years.
      expect(told[0]?.replaceAll(/\d{4}/g, ''), language).toMatch(/\d/)
      expect(told[0]?.split(/\d/)[0], language).toBe(between?.split(/\d/)[0])
    }
    const html = (language: string) => page.html([['page', '2']], language)
    const titles = await Promise.all(languages.map(async (each) => /<h1>(.*?)<\/h1>/.exec(await html(each))?.[1]))
    expect(new Set(titles).size).toBe(languages.length)
  })

  it('write days as the language does, and the usual one speaks for all others', async () => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug, { from: '2098-12-01', to: '2099-01-08' })
    const told = async (locale: string) => (await page.rows([], locale))[0]?.[1]
    expect(await told('fr')).toBe(
      'En réapprovisionnement : expédition prévue entre le 1er décembre 2098 et le 8 janvier 2099.',
    )
    expect(await told('ja')).toBe('お取り寄せ：2098年12月1日から2099年1月8日の間に発送予定です。')
    expect(await told('pt-BR')).toBe(
      'Em reposição: envio previsto entre 1º de dezembro de 2098 e 8 de janeiro de 2099.',
    )
    expect(await told('xx')).toBe('On backorder: expected to ship between 1 December 2098 and 8 January 2099.')
  })

  it('are the merchant’s own where there are any: a note first, and a day only where one is known', async () => {
    const own = (key: string, language: string, words: string) =>
      page.query(
        `insert into merchant_text (shop_id, key, language, words) values ('shop.myshopify.com', $1, $2, $3)`,
        [key, language, words],
      )
    await own('backorder-day', 'en', 'Back <soon>: [day]')
    await own('backorder-no-day', 'de', 'Bald.')
    await own('note-spring', 'en', 'In spring')
    await own('note-dated', 'en', 'Not before [day]')
    const [dated, plain, noted, odd] = await page.sells({ title: 'Mug', variants: ['A', 'B', 'C', 'D'] })
    await page.promises(dated, { to: '2099-12-04' })
    await page.promises(plain)
    await page.promises(noted, { to: '2099-12-05', note: 'note-spring' })
    await page.promises(odd, { note: 'note-dated' })
    const told = async (locale: string) => Object.fromEntries(await page.rows([], locale))
    expect(await told('en')).toEqual({
      'Mug  A': 'Back &#60;soon&#62;: 4 December 2099',
      'Mug  B': noDay,
      'Mug  C': 'In spring',
      'Mug  D': noDay,
    })
    expect(await told('de')).toMatchObject({
      'Mug  A': 'Nachbestellt: voraussichtlich versandbereit bis 4. Dezember 2099.',
      'Mug  B': 'Bald.',
      'Mug  C': 'Nachbestellt: voraussichtlich versandbereit bis 5. Dezember 2099.',
      'Mug  D': 'Bald.',
    })
  })
})

describe('nothing that anybody wrote is taken for Liquid or for HTML', () => {
  const hostile = [
    '{{ shop.name }}',
    '{% assign page = 99 %}',
    '{%- endcase -%}{{ all_products | json }}',
    '" | append: shop.name | append: "',
    `' or "1`,
    '%} {{ 7 | times: 7 }} {%',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '|pipe|pipe|',
    '&lt;b&gt; &amp;',
    '{% raw %}{{',
    '{%- liquid\necho "written"\n-%}',
    'back\\slash\nline\u0000',
    '[day]',
  ]

  it.each(hostile)('in an address: %j', async (words) => {
    const [mug] = await page.sells({ title: 'Mug' })
    await page.promises(mug)
    for (const name of ['vendor', 'collection', words]) {
      const html = await page.html([[name, words]])
      expect(html).toContain('<h1>On backorder</h1>')
      expect(html).not.toMatch(/<script|<img|written|onerror=alert\(1\)>/)
      expect(html).not.toContain('49')
    }
  })

  it.each(hostile.filter((words) => !words.includes('\u0000')))(
    'in a vendor, a title, a collection and a text: %j',
    async (words) => {
      const [mug] = await page.sells({ title: words, vendor: words, collections: [words] })
      const [other] = await page.sells({ title: 'Other', vendor: 'Other' })
      await page.promises(mug, { note: 'note-odd' })
      await page.promises(other)
      await page.query(
        `insert into merchant_text (shop_id, key, language, words) values ('shop.myshopify.com', 'note-odd', 'en', $1)`,
        [words],
      )
      const html = await page.html()
      const options = [...html.matchAll(/<option value="([^"]*)">([^<]*)<\/option>/g)].map(([, , text]) =>
        plain(text ?? ''),
      )
      expect(options).toContain(words)
      expect(html).not.toMatch(/<script|<img/)
      expect(await page.rows([['vendor', words]])).toHaveLength(1)
    },
  )
})

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** As a browser reads it. */
function plain(html: string): string {
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? name) : String.fromCodePoint(Number(code)),
  )
}

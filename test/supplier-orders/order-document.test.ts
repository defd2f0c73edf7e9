import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../web/platform/documents/document-words.ts'
import { readPicture } from '../../web/platform/documents/picture.ts'
import { textLanguages } from '../../web/promises/contract/storefront-texts.ts'
import { type OrderDocument, orderCsv, orderPdf } from '../../web/supplier-orders/documents/order-document.ts'
import { pdfPages, pdfPictures, pdfText } from '../support/pdf-text.ts'
import { aJpeg, aPng, chunk } from '../support/pictures.ts'

const line = {
  supplierSku: 'TÖ-1',
  sku: 'MUG-1',
  title: 'Red mug',
  units: 1200,
  cost: '2.335',
  total: '2802',
  parts: [{ units: 1200, due: '2026-12-01' }],
}

const palette = chunk('PLTE', Buffer.from([255, 0, 0, 0, 0, 255]))
const plain = { address: [], footer: '', terms: '', logo: null }

function anOrder(said: Partial<OrderDocument> = {}): OrderDocument {
  return {
    number: 12,
    day: '2026-11-22',
    language: 'en',
    currency: 'EUR',
    shop: { name: 'Mugs & Co', address: ['Main Street 1', '10115 Berlin'] },
    supplier: { name: 'Töpferei Łódź', contact: 'Jan', emails: [] },
    letterhead: plain,
    deliverTo: ['Harbour', '34 Example Street'],
    lines: [line],
    subtotal: '2802',
    tax: '10.5',
    shipping: '0',
    total: '2812.5',
    notes: '',
    ...said,
  }
}

const textOf = async (said?: Partial<OrderDocument>) => pdfText(await orderPdf(anOrder(said)))

describe('the PDF of a supplier order', () => {
  it('names shop, supplier, place, lines and sums', async () => {
    const text = await textOf({ notes: 'In the morning, please.' })
    const said = [
      'Order 12 · Nov 22, 2026',
      'Mugs & Co',
      '10115 Berlin',
      'Töpferei Łódź',
      'Harbour',
      '34 Example Street',
    ]
    for (const words of [
      ...said,
      'TÖ-1',
      'MUG-1',
      'Red mug',
      '1,200',
      '€2.335',
      '€2,802.00',
      '€2,812.50',
      'In the morning, please.',
    ]) {
      expect(text.split('\n').map((run) => run.trim())).toContain(words)
    }
  })

  it('names every address that the order goes to', async () => {
    const emails = ['orders@toepferei.example', 'werkstatt@toepferei.example']
    const text = await textOf({ supplier: { name: 'Töpferei Łódź', contact: 'Jan', emails } })
    for (const email of emails) expect(text).toContain(email)
  })

  it('is written as the supplier writes', async () => {
    const text = await textOf({ language: 'de-AT', shipping: '1234567.89' })
    for (const words of ['Bestellung 12', 'Lieferung an', '01.12.2026', 'Gesamtbetrag', 'Seite 1 von 1'])
      expect(text).toContain(words)
    expect(text).toMatch(/€\s1\.234\.567,89/)
  })

  it('has no fractions in a currency without them, and English words where it knows no others', async () => {
    const text = await textOf({ language: 'cs', currency: 'JPY', total: '2813' })
    expect(text).toMatch(/2\s?813\sJP¥/u)
    expect(text).toContain('Deliver to')
  })

  it('has the letters of names that western Europe does not have', async () => {
    const title = 'Kubek żółty · Красная · Ποτήρι'
    expect((await textOf({ lines: [{ ...line, title }] })).replaceAll('\n', '')).toContain(title)
  })

  it('has the letters of every supplier’s language, and the sign of its money', async () => {
    const titles = ['赤いマグカップ', '红色马克杯', '빨간머그컵', 'แก้วกาแฟ', 'كوب', 'ספל']
    const lines = titles.map((title) => ({ ...line, title }))
    const said = {
      language: 'ja',
      currency: 'JPY',
      supplier: { name: '株式会社さくら', contact: null, emails: [] },
      lines,
    }
    const text = (await textOf(said)).replaceAll('\n', '')
    // Of letters that are placed beside and above each other, and of those that run left, as they were drawn.
    const drawn = [...titles.slice(0, 3), 'แก', 'بوك', 'לפס']
    for (const words of ['株式会社さくら', '￥2,802', ...drawn]) expect(text).toContain(words)
  })

  it('says of a line that comes on several days how many come on each', async () => {
    const parts = [
      { units: 200, due: '2026-12-01' },
      { units: 1000, due: null },
    ]
    const text = (await textOf({ lines: [{ ...line, parts }] })).replaceAll('\n', '')
    expect(text).toContain('200 × Dec 1, 2026')
    expect(text).toContain('1,000 × ?')
  })

  it('breaks between rows, and every page repeats the titles and says which it is', async () => {
    const lines = Array.from({ length: 120 }, (_, at) => ({ ...line, sku: `MUG-${at + 1}` }))
    const pages = pdfPages(await orderPdf(anOrder({ lines })))
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, runs] of pages.entries()) {
      const texts = runs.map(({ text }) => text)
      expect(texts).toContain('Unit cost')
      expect(texts.at(-1)).toContain(`Page ${at + 1} of ${pages.length}`)
      for (const { y } of runs.slice(0, -1)) expect(y).toBeGreaterThan(60)
    }
    const named = pages.flat().filter(({ text }) => /^MUG-\d+$/.test(text))
    expect(named.map(({ text }) => text)).toEqual(lines.map(({ sku }) => sku))
  })

  it.each(textLanguages)(
    'has words of its own in %s, as the letter with it has, and room for them',
    async (language) => {
      const words = wordsOf(language)
      const order = anOrder({ language })
      const [first = []] = pdfPages(await orderPdf(order))
      const { yourSku, ourSku, item, due, units, unitCost, amount, deliverTo, total } = words
      for (const title of [words.order(12), yourSku, ourSku, item, due, units, unitCost, amount, deliverTo, total]) {
        for (const word of title.split(' ')) expect(first.some(({ text }) => text.includes(word)) || word).toBe(true)
      }
      expect(words.letter(12, 'Mugs & Co')).toContain('12')
      if (language !== 'en') expect(words.letter(12, 'M')).not.toBe(wordsOf('en').letter(12, 'M'))
    },
  )

  it('is drawn although language or currency are none', async () => {
    expect(await textOf({ language: 'not a language', currency: 'not a currency' })).toContain('2,812.5')
  })
})

describe('the CSV of a supplier order', () => {
  it('has a row for each day, and nothing that a spreadsheet would calculate', () => {
    const parts = [
      { units: 200, due: '2026-12-01' },
      { units: 1000, due: null },
    ]
    const title = '=HYPERLINK("http://evil.example","Mug, red")'
    expect(
      orderCsv(anOrder({ lines: [{ ...line, title, sku: '-3', supplierSku: '@A1', parts }] })).split('\r\n'),
    ).toEqual([
      '\ufefforder,supplier_sku,sku,item,units,unit_cost,currency,due',
      `12,'@A1,-3,"'=HYPERLINK(""http://evil.example"",""Mug, red"")",200,2.335,EUR,2026-12-01`,
      `12,'@A1,-3,"'=HYPERLINK(""http://evil.example"",""Mug, red"")",1000,2.335,EUR,`,
      '',
    ])
  })
})

describe('the letterhead of a supplier order', () => {
  const [a4, margin] = [{ wide: 595.28, high: 841.89 }, 48]
  const logo = (width: number, height: number) => {
    const read = readPicture(aPng({ width, height, color: 0 }))
    return 'picture' in read ? read.picture : null
  }

  it('is what the merchant wrote, and where that is nothing, what Shopify tells', async () => {
    const letterhead = { ...plain, address: ['Mugs GmbH', 'Einkauf'], footer: 'IBAN DE02 1203', terms: '30 days net' }
    const text = await textOf({ letterhead })
    for (const words of ['Mugs GmbH', 'Einkauf', 'IBAN DE02 1203', '30 days net']) expect(text).toContain(words)
    expect(text).not.toContain('Main Street 1')
    expect(await textOf({ letterhead: { ...letterhead, address: [] } })).toContain('Main Street 1')
  })

  it.each([
    ['a wide', 2_000, 60],
    ['a tall', 60, 2_000],
    ['a square', 900, 900],
    ['a small', 12, 8],
  ])('has %s logo as large as there is room, at the right of the heading', async (_what, width, height) => {
    const pdf = await orderPdf(anOrder({ letterhead: { ...plain, logo: logo(width, height) } }))
    const [picture, ...more] = pdfPictures(pdf)
    expect(more).toEqual([])
    const { x = 0, y = 0, wide = 0, high = 0 } = picture ?? {}
    expect(wide / high).toBeCloseTo(width / height, 1)
    expect(Math.max(wide / 180, high / 64)).toBeCloseTo(Math.min(1, Math.max(width / 180, height / 64)), 2)
    expect([x + wide, y]).toEqual([expect.closeTo(a4.wide - margin, 0), expect.closeTo(margin, 0)])
    // Nothing but the heading stands beside it.
    const beside = pdfPages(pdf)[0]?.filter((run) => a4.high - run.y < y + high && run.x > x - 16)
    expect(beside).toEqual([])
  })

  it.each([
    ['gray', aPng({ color: 0, bits: 1 })],
    ['deep', aPng({ color: 2, bits: 16 })],
    ['of a palette', aPng({ color: 3, bits: 4, more: [palette] })],
    ['of a palette with clear points', aPng({ color: 3, more: [palette, chunk('tRNS', Buffer.from([0]))] })],
    ['gray and clear', aPng({ color: 4 })],
    ['deep and clear', aPng({ color: 6, bits: 16 })],
    ['of a camera', aJpeg],
  ])('has a logo of each kind that is taken: %s', async (_what, file) => {
    const read = readPicture(file)
    const picture = 'picture' in read ? read.picture : null
    expect(pdfPictures(await orderPdf(anOrder({ letterhead: { ...plain, logo: picture } })))).toMatchObject([
      { wide: picture?.width, high: picture?.height },
    ])
  })

  it('has terms of any length line by line over as many pages as they take, and a foot on each', async () => {
    const clause =
      'Goods that arrive later than the agreed day may be refused, and the cost of the return is the supplier’s.'
    const terms = Array.from({ length: 150 }, (_, at) => `§${at + 1} ${clause}`).join('\n')
    const footer = 'Mugs GmbH · VAT DE123456789\nIBAN DE02 1203 0000'
    const pages = pdfPages(await orderPdf(anOrder({ letterhead: { ...plain, footer, terms } })))
    expect(pages.length).toBeGreaterThan(2)
    const words = pages.flat().map(({ text }) => text.trim())
    for (let at = 1; at <= 150; at += 1) expect(words.some((text) => text.startsWith(`§${at} Goods`))).toBe(true)
    for (const page of pages) {
      const foot = page.filter(({ text }) => /VAT DE|IBAN|Page \d/.test(text)).map(({ y }) => y)
      expect(foot).toHaveLength(3)
      const lowest = Math.min(...page.filter(({ y }) => !foot.includes(y)).map(({ y }) => y))
      expect(lowest).toBeGreaterThan(Math.max(...foot) + 8)
      expect(Math.min(...foot)).toBeGreaterThan(20)
    }
  })

  it.each([
    ['株式会社マグズ 東京都渋谷区', '请在发票上注明订单号'],
    ['شركة الأكواب المحدودة', 'يجب تسليم البضائع في اليوم المتفق عليه'],
  ])('is printed in every script: %s', async (footer, terms) => {
    const pages = pdfPages(
      await orderPdf(anOrder({ letterhead: { ...plain, footer, terms: `${terms}\n`.repeat(90) } })),
    )
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      for (const { x, y } of page)
        expect([x >= margin - 1, x < a4.wide - margin, y > 20, y < a4.high - margin]).toEqual(yes)
    }
  })

  const yes = [true, true, true, true]

  it('breaks a note that is longer than a page', async () => {
    const pages = pdfPages(await orderPdf(anOrder({ notes: '長い注記'.repeat(1_200) })))
    expect(pages.length).toBeGreaterThan(1)
    for (const { y } of pages.flat()) expect(y).toBeGreaterThan(20)
  })
})

import { describe, expect, it } from 'vitest'
import { type OrderDocument, orderCsv, orderPdf } from '../../web/supplier-orders/documents/order-document.ts'
import { pdfPages, pdfText } from '../support/pdf-text.ts'

const line = {
  supplierSku: 'TÖ-1',
  sku: 'MUG-1',
  title: 'Red mug',
  units: 1200,
  cost: '2.335',
  total: '2802',
  parts: [{ units: 1200, due: '2026-12-01' }],
}

function anOrder(said: Partial<OrderDocument> = {}): OrderDocument {
  return {
    number: 12,
    day: '2026-11-22',
    language: 'en',
    currency: 'EUR',
    shop: { name: 'Mugs & Co', address: ['Main Street 1', '10115 Berlin'] },
    supplier: { name: 'Töpferei Łódź', contact: 'Jan', email: null },
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

  it('is written as the supplier writes', async () => {
    const text = await textOf({ language: 'de-AT', shipping: '1234567.89' })
    for (const words of ['Bestellung 12', 'Lieferung an', '01.12.2026', 'Gesamtbetrag', 'Seite 1 von 1'])
      expect(text).toContain(words)
    expect(text).toMatch(/€\s1\.234\.567,89/)
  })

  it('has no fractions in a currency without them, and English words where it knows no others', async () => {
    const text = await textOf({ language: 'pl', currency: 'JPY', total: '2813' })
    expect(text).toMatch(/2\s?813\sJPY/)
    expect(text).toContain('Deliver to')
  })

  it('has the letters of names that western Europe does not have', async () => {
    const title = 'Kubek żółty · Красная · Ποτήρι'
    expect((await textOf({ lines: [{ ...line, title }] })).replaceAll('\n', '')).toContain(title)
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

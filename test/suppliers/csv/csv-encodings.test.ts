import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CsvUpload } from '../../../web/suppliers/contract/csv-uploads.ts'
import { decodeFile } from '../../../web/suppliers/csv/file-encoding.ts'
import { aCsvShop } from './a-csv-shop.ts'
import { written } from './as-programs-wrote.ts'

describe('the letters of a file', () => {
  test.each([
    ['windows-1252', 'Lieferant;Ort\r\nMüller & Söhne;Köln\r\n'],
    ['windows-1252', "Fournisseur;Réf. fournisseur;Prix d'achat\r\nAcmé;M-1;2,50 €\r\n"],
    ['windows-1252', 'Leverantör;Pris\r\nÅkerö Bär AB;2,50\r\n'],
    ['windows-1252', 'Proveedor;Coste\r\nCompañía Ibérica;2,50\r\n'],
    ['windows-1250', 'Supplier;SKU;Cost\r\nHurtownia Żółw;ŁÓDŹ-1;12,50\r\n'],
    ['windows-1250', 'Dodavatel;Cena\r\nKožešinářství Černý;2,50\r\n'],
    ['windows-1250', 'Supplier;Cost\r\nŐszi Fűszer Kft;2,50\r\n'],
    ['iso-8859-2', 'Dodavatel;Cena\r\nŠkoda Žižkov a synové;2,50\r\n'],
    ['iso-8859-2', 'Dostawca;Cena\r\nŚwiąteczny Sklep Źródło;2,50\r\n'],
    ['windows-1253', 'Supplier;SKU;Cost\r\nΕλαιόλαδο Κρήτης;TATRA-1;2,50\r\n'],
    ['koi8-r', 'Поставщик;Артикул;Цена\r\nФабрика игрушек;A-1;2,50\r\n'],
    ['windows-1251', 'Supplier;SKU;Cost\r\nООО Ромашка;TATRA-1;12,50\r\n'],
    ['windows-1251', 'Поставщик;Артикул;Цена\r\nФабрика игрушек;A-1;2,50\r\n'],
    ['windows-1254', 'Tedarikçi;Maliyet\r\nŞişecam Gümüş İş;2,50\r\n'],
    ['macintosh', 'Name;Ort\rMüller;Köln\rGrün & Söhne;Düsseldorf\r'],
    ['shift_jis', '仕入先,商品コード,仕入価格\r\n株式会社山田,TATRA-1,250\r\n'],
    ['gb18030', '供应商,商品编码,成本\r\n上海茶具有限公司,TATRA-1,250\r\n'],
  ])('of %s are found: %s', (encoding, text) => {
    expect(decodeFile(written(text, encoding))).toEqual({ text, encoding, isGuessed: true })
  })

  test('are looked for behind thousands of rows of plain English', () => {
    const text = `Supplier;SKU\r\n${'Acme;A-1\r\n'.repeat(50_000)}Hurtownia Żółw;ŁÓDŹ-1\r\n`
    expect(decodeFile(written(text, 'windows-1250'))).toEqual({ text, encoding: 'windows-1250', isGuessed: true })
  })

  test.each([
    ['without a mark', Buffer.from('Name,Ort\r\nMüller,Köln\r\n', 'utf16le'), 'utf-16le'],
    ['the other way round', Buffer.from('Name,Ort\r\nMüller,Köln\r\n', 'utf16le').swap16(), 'utf-16be'],
  ])('of UTF-16 %s are known', (_how, bytes, encoding) => {
    expect(decodeFile(bytes)).toEqual({ text: 'Name,Ort\r\nMüller,Köln\r\n', encoding, isGuessed: false })
  })

  test('of UTF-8 are known, and stay so where a byte of it is broken', () => {
    const bytes = Buffer.from('Name,Ort\nMüller,Köln\nŻółw,Łódź\n')
    expect(decodeFile(bytes)).toMatchObject({ encoding: 'utf-8', isGuessed: false })
    const broken = Buffer.concat([bytes, Buffer.from([0x41, 0xfc, 0x0a])])
    expect(decodeFile(broken)).toEqual({
      text: 'Name,Ort\nMüller,Köln\nŻółw,Łódź\nA\uFFFD\n',
      encoding: 'utf-8',
      isGuessed: true,
    })
  })

  test('are what a person says', () => {
    const bytes = written('Supplier\nΕλαιόλαδο\n', 'windows-1253')
    expect(decodeFile(bytes, 'windows-1253')).toMatchObject({ text: 'Supplier\nΕλαιόλαδο\n', isGuessed: false })
  })
})

describe('the preview', () => {
  let shop: Awaited<ReturnType<typeof aCsvShop>>
  beforeAll(async () => {
    shop = await aCsvShop()
  })
  afterAll(() => shop.close())
  beforeEach(() => shop.empty())

  test('says for which letters a file was taken, and takes another word for it', async () => {
    const bytes = written('Supplier;Currency\n한국상사;EUR\n', 'euc-kr')
    const { uploadId, upload, rows } = await shop.preview(bytes)
    expect(upload).toMatchObject({ isEncodingGuessed: true, said: { encoding: null } })
    expect(rows[0]?.cells[0]).not.toBe('한국상사')
    const said = { encoding: 'euc-kr' }
    const again = await shop.post<CsvUpload>(`/api/csv-uploads/${uploadId}/check`, said)
    expect(again.body).toMatchObject({ encoding: 'euc-kr', isEncodingGuessed: false, said })
    await shop.confirm(uploadId)
    expect(await shop.suppliers()).toMatchObject([{ name: '한국상사' }])
  })

  test('takes a word for the sign before the decimals', async () => {
    const { uploadId, upload } = await shop.preview('Supplier;Currency;Minimum order value\nAcme;EUR;1.250\n')
    expect(upload).toMatchObject({ decimalSign: '', counts: { problem: 1 } })
    const again = await shop.post<CsvUpload>(`/api/csv-uploads/${uploadId}/check`, { decimalSign: ',' })
    expect(again.body).toMatchObject({ decimalSign: ',', counts: { problem: 0 }, said: { decimalSign: ',' } })
    expect((await shop.rows(uploadId)).rows[0]?.meanings[2]).toBe('1250')
  })

  test('cuts a long cell before a character, not in the middle of one', async () => {
    const { rows } = await shop.preview(`Supplier,Currency,Notes\nAcme,EUR,${'a'.repeat(199)}😀 end\n`)
    expect(rows[0]?.cells[2]).toBe('a'.repeat(199))
    expect(rows[0]?.outcome).toBe('create')
  })

  test('tells what is left out and why, the commonest first', async () => {
    const { upload } = await shop.preview(
      'Supplier,Currency,Lead time,Email\nA,EUR,soon,\nB,EUR,later,x\nC,,3,\nA,EUR,,\nB,EUR,,\n',
    )
    expect(upload.leftOut).toEqual([
      { header: 'Lead time', message: 'is not a number of days', leaves: 'cell', count: 2 },
      { header: 'Supplier', message: 'is in line 2 already', leaves: 'row', count: 2 },
      { header: 'Email', message: 'is not an email address', leaves: 'cell', count: 1 },
      { header: 'Currency', message: 'is missing: a new supplier needs a currency', leaves: 'row', count: 1 },
    ])
  })
})

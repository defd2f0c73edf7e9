import { describe, expect, test } from 'vitest'
import { bareNumber, codeKey, gtinOf, nameKey, spellingsOf } from '../../../web/suppliers/rules/code-key.ts'

describe('codes that mean the same', () => {
  test.each([
    ['capitals', 'mug-red', 'MUG-RED'],
    ['accents in one piece or two', 'CAFÉ-1', 'CAFE\u0301-1'],
    ['spaces around', 'A-1', ' A-1\u00a0'],
    ['spaces of several widths', 'B 2', 'B\u3000\u20092'],
    ['wide letters', 'ＡＢＣ－１', 'abc-1'],
    ['signs that nobody sees', 'A\u200b\u00ad1', 'A1'],
    ['kinds of dashes', 'A–1', 'A-1'],
    ['an apostrophe of a spreadsheet', "'00420", '00420'],
    ['a formula of a spreadsheet', '="00420"', '00420'],
  ])('%s', (_what, one, other) => {
    expect(codeKey(one)).toBe(codeKey(other))
  })

  test.each([
    ['A1', 'A-1'],
    ['00420', '420'],
    ['50%OFF', '50OFF'],
    ['A_B', 'A-B'],
  ])('not %s and %s', (one, other) => {
    expect(codeKey(one)).not.toBe(codeKey(other))
  })

  test('names keep the apostrophe that they begin with', () => {
    expect(nameKey(' ’t Hooft ')).toBe('’t hooft')
    expect(nameKey("'t Hooft")).not.toBe(nameKey('t Hooft'))
    expect(nameKey('Mu\u0308ller\u00a0 GmbH')).toBe(nameKey('Müller GmbH'))
  })
})

describe('trade item numbers', () => {
  test.each([
    ['036000291452', '36000291452'],
    ['0036000291452', '36000291452'],
    ['36000291452', '36000291452'],
    ['00036000291452', '36000291452'],
    ['978-3-16-148410-0', '9783161484100'],
    ['978 3 16 148410 0', '9783161484100'],
    ["'5901234123457", '5901234123457'],
    // Of seven digits and a zero; of fewer than seven is none.
    ['01234565', '1234565'],
    ['00123457', null],
    // Its check digit is another.
    ['5901234123458', null],
    ['0000000000000', null],
    ['00000116', null],
    ['A5901234123457', null],
    ['123456789012345678', null],
  ])('%s is %s', (code, gtin) => {
    expect(gtinOf(code)).toBe(gtin)
  })

  test('are looked up with as many zeros as such numbers have', () => {
    expect(spellingsOf('36000291452', false)).toEqual(
      expect.arrayContaining(['36000291452', '036000291452', '0036000291452', '00036000291452']),
    )
    expect(spellingsOf('420', false)).toEqual(['420'])
    expect(spellingsOf('420', true)).toContain('00420')
  })

  test('and with no more: none has over 14 digits', () => {
    expect(spellingsOf('36000291452', false)).toHaveLength(4)
    expect(spellingsOf('420', true)).toHaveLength(12)
  })
})

test('a spreadsheet leaves 420 of 00420, and nothing else of a code with letters', () => {
  expect([bareNumber('00420'), bareNumber('0'), bareNumber('A420')]).toEqual(['420', '0', null])
})

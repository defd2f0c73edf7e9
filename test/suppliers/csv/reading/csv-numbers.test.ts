import { describe, expect, test } from 'vitest'

import { amountOf } from '../../../../web/suppliers/csv/cells/amount-cells.ts'
import { rankOf, unitsInCell } from '../../../../web/suppliers/csv/cells/cell-values.ts'
import { daysOf, weekdaysOf } from '../../../../web/suppliers/csv/cells/day-cells.ts'
import { numberSurvey } from '../../../../web/suppliers/csv/cells/file-numbers.ts'
import { type NumberStyle, styleOf } from '../../../../web/suppliers/csv/cells/written-number.ts'

const points: NumberStyle = { sign: '.', isMixed: false }
const commas: NumberStyle = { sign: ',', isMixed: false }
const unknown: NumberStyle = { sign: null, isMixed: false }
const refusal = { wrong: expect.any(String) }

/** How a file writes its numbers, of which these are the cells of one column. */
function styleShownBy(...cells: string[]): NumberStyle {
  const survey = numberSurvey([{ header: 'Cost', field: 'cost' }])
  for (const cell of cells) survey.add([cell])
  return survey.style(null)
}

function amount(cell: string, style: NumberStyle): string {
  const meaning = amountOf(cell, style)
  return 'value' in meaning ? meaning.value.amount : meaning.wrong
}

describe('a number that can only be read one way tells how the others of the file are read', () => {
  test.each([
    ['0.125', '.'],
    ['12.50', '.'],
    ['1,234.50', '.'],
    ['1,234,567', '.'],
    ['1,23,456', '.'],
    ['.99', '.'],
    ['1’234.500', '.'],
    ['0,125', ','],
    ['12,5', ','],
    ['1.234,50', ','],
    ['1234,567', ','],
    ['1 234,5', ','],
    [',99', ','],
    ['€ 3,99', ','],
    ['12', null],
    ['1,234', null],
    ['1.234', null],
    ['1 234', null],
    ['31.12.2026', null],
    ['n/a', null],
  ])('%s shows %s', (cell, sign) => {
    expect(styleShownBy(cell)).toEqual({ sign, isMixed: false })
  })

  test('a thousand is one and a quarter beside an eighth, and 1250 beside 12,50', () => {
    expect(amount('1.250', styleShownBy('0.125', '1.250'))).toBe('1.25')
    expect(amount('1.250', styleShownBy('12,50', '1.250'))).toBe('1250')
  })

  test('where nothing tells, what could be both is a problem and the rest is read', () => {
    expect(amount('1.250', unknown)).toBe('could be 1.250 or 1250: the file does not show which')
    expect(unitsInCell('1,000', unknown)).toMatchObject({
      wrong: 'could be 1000 or 1.000: the file does not show which',
    })
    expect([amount('1250', unknown), amount('12.50', unknown)]).toEqual(['1250', '12.5'])
  })

  test('in a file that writes both ways nothing is guessed', () => {
    const mixed = styleShownBy('12,50', '3,40', '1.20', '1.250')
    expect(mixed).toEqual({ sign: ',', isMixed: true })
    expect(amount('1.250', mixed)).toMatch(/could be/)
    expect(amount('12,50', mixed)).toBe('12.5')
    expect(amount('1.20', mixed)).toMatch(/not written as the file’s other numbers/)
  })

  test('prices that are not imported tell where nothing else does', () => {
    const survey = numberSurvey([
      { header: 'Cost', field: 'cost' },
      { header: 'RRP', field: null },
      { header: 'Valid from', field: null },
    ])
    survey.add(['1.250', '3,99', '24.12'])
    expect(survey.style(null)).toEqual(commas)
  })

  test('what a person says counts for all', () => {
    expect(styleOf({ points: 3, commas: 1 }, ',')).toEqual(commas)
  })
})

describe('an amount', () => {
  test.each([
    ['12.50', points, '12.5'],
    ['1,234.50', points, '1234.5'],
    ['1.234,50', commas, '1234.5'],
    ['1.234', commas, '1234'],
    ['1,234', points, '1234'],
    ['1,23,456.78', points, '123456.78'],
    ['12,34,567.00', points, '1234567'],
    ['€ 12,50', commas, '12.5'],
    ['12.50 EUR', points, '12.5'],
    ['$3', points, '3'],
    ['1’234.50', points, '1234.5'],
    ['1 234,5', commas, '1234.5'],
    ['1\u202f234,5', commas, '1234.5'],
    ['１２．５０', points, '12.5'],
    ['0', points, '0'],
    ['007.10', points, '7.1'],
    ['0.123456', points, '0.123456'],
    ['12,-', commas, '12'],
    ['12.–', commas, '12'],
    ['12,--', commas, '12'],
    ['12:-', commas, '12'],
    ['kr. 12,50', commas, '12.5'],
    ['Rs. 99', commas, '99'],
    ['Rs.99', points, '99'],
    ['12,50 zł', commas, '12.5'],
    ['12,50 €/Stk', commas, '12.5'],
    ['12.50 / pc', points, '12.5'],
    ['12.50 each', points, '12.5'],
    ['4,50 €/100', commas, '0.045'],
    ['4.50 EUR per 1000 pcs', points, '0.0045'],
    [',99', commas, '0.99'],
    ['.5', points, '0.5'],
  ] as const)('%s is read', (cell, style, value) => {
    expect(amount(cell, style)).toBe(value)
  })

  test.each([
    'cheap',
    '',
    '1.2.3',
    '0.1234567',
    '123456789012345',
    '(5)',
    '-5',
    '12 %',
    '12 50',
    '125,25 EUR, 199 USD',
    'from 12.50',
  ])('%s is refused, not guessed', (cell) => {
    expect(amountOf(cell, points)).toEqual(refusal)
  })

  test('says in what money it is', () => {
    const moneyIn = (cell: string) => {
      const meaning = amountOf(cell, points)
      return 'value' in meaning ? [...(meaning.value.money?.currencies ?? [])] : []
    }
    expect(moneyIn('USD 3.00')).toEqual(['USD'])
    expect(moneyIn('US$3')).toEqual(['USD'])
    expect(moneyIn('$3')).toEqual(expect.arrayContaining(['USD', 'CAD', 'AUD']))
    expect(moneyIn('£1')).not.toContain('EUR')
    expect(moneyIn('12 kr')).toEqual(expect.arrayContaining(['SEK', 'NOK', 'DKK']))
    expect(moneyIn('$ 3 CAD')).toEqual(['CAD'])
    expect(amountOf('€ 3 USD', points)).toEqual(refusal)
  })

  test('of another unit than a piece is refused by the name of the unit', () => {
    expect(amount('12.50 €/kg', points)).toBe('is a price per kg: Backline keeps the price of one')
    expect(amount('12.50 per dozen', points)).toBe('is a price per dozen: Backline keeps the price of one')
  })

  test('that a spreadsheet rounded says so', () => {
    expect(amount('1.2E+02', points)).toMatch(/scientific notation/)
    expect(unitsInCell('1E3', points)).toEqual({ wrong: expect.stringMatching(/scientific notation/) })
  })
})

describe('other numbers', () => {
  test.each([
    ['12', points, 12],
    ['12.00', points, 12],
    ['1,000', points, 1_000],
    ['10.000', commas, 10_000],
    ['1 000', commas, 1_000],
    ['12 pcs', points, 12],
    ['6 Stück', points, 6],
  ] as const)('%s units are read', (cell, style, units) => {
    expect(unitsInCell(cell, style)).toEqual({ value: units })
  })

  test.each(['0', '1.5', '1000001', '-5', 'ten', '6 boxes', '2 x 6'])('%s units are refused', (cell) => {
    expect(unitsInCell(cell, points)).toEqual(refusal)
    expect(rankOf(cell, points)).toEqual(refusal)
  })

  test.each([
    ['14', 14],
    ['14 days', 14],
    ['14 Tage', 14],
    ['10 jours', 10],
    ['2 weeks', 14],
    ['2 Wochen', 14],
    ['3 semaines', 21],
    ['1 tydzień', 7],
    ['2週間', 14],
    ['0', 0],
    ['7.0', 7],
  ])('%s are %i days', (cell, days) => {
    expect(daysOf(cell, points)).toEqual({ value: days })
  })

  test.each([
    ['5-7 days', 7],
    ['5–7', 7],
    ['2 bis 3 Wochen', 21],
    ['ca. 10 Tage', 10],
    ['up to 4 weeks', 28],
  ])('%s are %i days, and the preview says so', (cell, days) => {
    expect(daysOf(cell, points)).toEqual({ value: days, remark: `is read as ${days} days` })
  })

  test.each(['-1', 'soon', '999999999 weeks', '10 working days', '2 months', '7-5 days'])('%s is refused', (cell) => {
    expect(daysOf(cell, points)).toEqual(refusal)
  })

  test.each([
    ['Mon, Thursday', [1, 4]],
    ['5/1/5', [1, 5]],
    ['Mo, Do', [1, 4]],
    ['Montag und Donnerstag', null],
    ['Mo/Mi/Fr', [1, 3, 5]],
    ['Mon-Fri', [1, 2, 3, 4, 5]],
    ['Mo – Mi', [1, 2, 3]],
    ['Sat-Mon', [1, 6, 7]],
    ['täglich', [1, 2, 3, 4, 5, 6, 7]],
    ['lundi, jeudi', [1, 4]],
    ['lun. mié. vie.', [1, 3, 5]],
    ['ma, do', [1, 4]],
    ['poniedziałek', [1]],
    ['segunda-feira', [1]],
    ['mån tors', [1, 4]],
    ['月・木', [1, 4]],
    ['Funday', null],
  ])('the order days %s', (cell, days) => {
    expect(weekdaysOf(cell)).toEqual(days === null ? refusal : { value: days })
  })
})

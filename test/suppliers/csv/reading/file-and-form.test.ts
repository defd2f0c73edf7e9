import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { typedAddresses } from '../../../../web/frontend/src/format/addresses.ts'
import { entryFields } from '../../../../web/suppliers/contract/catalogue.ts'
import { supplierFields } from '../../../../web/suppliers/contract/suppliers.ts'
import { amountOf } from '../../../../web/suppliers/csv/cells/amount-cells.ts'
import {
  addressesOf,
  currencyOf,
  languageOf,
  nameOf,
  rankOf,
  supplierNameOf,
  textOf,
  unitsInCell,
} from '../../../../web/suppliers/csv/cells/cell-values.ts'
import { daysOf, weekdaysOf } from '../../../../web/suppliers/csv/cells/day-cells.ts'
import type { Meaning } from '../../../../web/suppliers/csv/cells/written-number.ts'
import { addressesLine, addressesWritten, noAddresses } from '../../../../web/suppliers/rules/addresses.ts'

const points = { sign: '.', isMixed: false } as const
const { name, contact, email, language, currency, leadTimeDays, minimumValue, orderDays, notes } = supplierFields.shape
const addresses = supplierFields.pick({ email: true, alsoTo: true }).extend({ cc: supplierFields.shape.cc.nullable() })
const { supplierSku, cost, minimumQuantity, packSize, rank } = entryFields.shape

/** Cells come without spaces around them. */
const cell = fc
  .oneof(
    fc.string({ maxLength: 300, unit: 'grapheme' }),
    fc.integer({ min: -10, max: 2_000_000 }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.stringMatching(/^[a-zäöü'+.-]{1,8}@[a-zäöü.-]{1,9}\.[a-z]{1,4}$/),
    fc.stringMatching(/^([a-z]{1,2}@[a-z]\.[a-z]{2}[,; ]{1,2}){1,3}(cc: ?[a-z]@[a-z]\.[a-z]{2}[,;]?){0,2}$/),
    fc.stringMatching(/^[a-zA-Z]{2,3}([-_][A-Za-z0-9]{1,9})?$/),
    fc.constantFrom(
      'EUR',
      'usd',
      '€',
      'QQQ',
      'ABC',
      'Mon, Thu',
      'Mo-Fr',
      '12,-',
      '5-7 days',
      '2 Wochen',
      'x'.repeat(5_001),
    ),
  )
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '')

const fields: [string, (text: string) => Meaning<unknown>, ZodType][] = [
  ['name', supplierNameOf, name],
  ['contact', nameOf(200), contact],
  ['email', emailOf, email],
  ['email of several', addressesOf, addresses],
  ['language', languageOf, language],
  ['currency', currencyOf, currency],
  ['lead time', (text) => daysOf(text, points), leadTimeDays],
  ['minimum', (text) => amountIn(text), minimumValue],
  ['order days', weekdaysOf, orderDays],
  ['notes', textOf(5_000), notes],
  ['supplier’s SKU', textOf(255), supplierSku],
  ['cost', (text) => amountIn(text), cost],
  ['minimum quantity', (text) => unitsInCell(text, points), minimumQuantity],
  ['pack size', (text) => unitsInCell(text, points), packSize],
  ['rank', (text) => rankOf(text, points), rank],
]

/** Of a cell that has one. */
function emailOf(text: string): Meaning<string | null> {
  const found = addressesOf(text)
  if ('wrong' in found) return found
  const { email: first, alsoTo, cc } = found.value
  return alsoTo.length === 0 && cc === null ? { value: first } : { wrong: 'are several' }
}

function amountIn(text: string): Meaning<string> {
  const found = amountOf(text, points)
  return 'value' in found ? { value: found.value.amount } : found
}

describe('the file and the form obey one rule', () => {
  test.each(fields)('what a file takes for a %s, the form takes as it is', (_field, meaning, rule) => {
    fc.assert(
      fc.property(cell, (text) => {
        const found = meaning(text)
        if ('value' in found) expect(rule.safeParse(found.value)).toEqual({ success: true, data: found.value })
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['email', emailOf, email],
    ['language', languageOf, language],
    ['currency', currencyOf, currency],
  ] as const)('what the form takes for a %s, a file takes as it is', (_field, meaning, rule) => {
    fc.assert(
      fc.property(cell, (text) => {
        if (rule.safeParse(text).success) expect(meaning(text)).toEqual({ value: text })
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['orders@acme.example', true],
    ["o'brien@example.ie", true],
    ['po+acme@example.com', true],
    ['x@example.photography', true],
    ['orders@müller.de', false],
    ['jörg@example.de', false],
    ['a..b@example.com', false],
    ['orders@acme.example\r\nBcc: all@elsewhere.example', false],
  ])('%s: %s', (address, isTaken) => {
    expect('value' in emailOf(address)).toBe(isTaken)
    expect(email.safeParse(address).success).toBe(isTaken)
  })

  test('an address alone is kept of one with a name, and the API takes no other', () => {
    const cell = 'Ann Example <orders@acme.test>'
    expect(addressesOf(cell)).toMatchObject({ value: { email: 'orders@acme.test' } })
    expect(supplierFields.shape.email.safeParse(cell).success).toBe(false)
  })

  test.each([
    ['a@acme.example', 'a@acme.example'],
    ['a@acme.example;b@acme.example', 'a@acme.example, b@acme.example'],
    ['a@acme.example,\nb@acme.example ; c@acme.example', 'a@acme.example, b@acme.example, c@acme.example'],
    [
      'Kim Lee <kim@acme.example>, <b@acme.example>; Cc: "C" <c@acme.example>',
      'kim@acme.example, b@acme.example; Cc: c@acme.example',
    ],
    ['a@acme.example; CC: b@acme.example', 'a@acme.example; Cc: b@acme.example'],
    ['a@acme.example, A@Acme.example; cc: a@acme.example', 'a@acme.example'],
  ])('%j is %s', (cell, line) => {
    const found = addressesOf(cell)
    const value = 'value' in found ? found.value : noAddresses
    expect(addressesLine({ ...value, cc: value.cc ?? [] })).toBe(line)
    expect(addressesOf(line)).toEqual({ value: { ...value, cc: value.cc?.length ? value.cc : null } })
    expect(found).toEqual(
      line === 'a@acme.example' && cell !== line ? { value, remark: expect.stringMatching(/twice/) } : { value },
    )
  })

  test.each([
    ['a@acme.example, b', /“b”, which is not an email address/],
    ['Cc: a@acme.example', /and not only copies/],
    [Array.from({ length: 11 }, (_, at) => `a${at}@acme.example`).join(', '), /more than 10 addresses/],
    ['a@acme.example\r\nBcc: b@acme.example', /“Bcc:”/],
    ['a@acme.example Kim <kim@acme.example>', /“Kim”/],
  ])('%j is refused', (cell, wrong) => {
    expect(addressesOf(cell)).toEqual({ wrong: expect.stringMatching(wrong) })
  })

  test.each([
    'Kim Lee <kim@acme.example>, b@acme.example',
    '"Kim" <kim@acme.example>;\nb@acme.example c@acme.example',
    'a@acme.example Kim <kim@acme.example>',
    'Kim <kim@acme.example',
  ])('the form takes %j apart as a file does', (text) => {
    expect(typedAddresses(text)).toEqual(addressesWritten(text).to)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { entryFields } from '../../../../web/suppliers/contract/catalogue.ts'
import { supplierFields } from '../../../../web/suppliers/contract/suppliers.ts'
import { amountOf } from '../../../../web/suppliers/csv/cells/amount-cells.ts'
import {
  currencyOf,
  emailOf,
  languageOf,
  nameOf,
  rankOf,
  supplierNameOf,
  textOf,
  unitsInCell,
} from '../../../../web/suppliers/csv/cells/cell-values.ts'
import { daysOf, weekdaysOf } from '../../../../web/suppliers/csv/cells/day-cells.ts'
import type { Meaning } from '../../../../web/suppliers/csv/cells/written-number.ts'

const points = { sign: '.', isMixed: false } as const
const { name, contact, email, language, currency, leadTimeDays, minimumValue, orderDays, notes } = supplierFields.shape
const { supplierSku, cost, minimumQuantity, packSize, rank } = entryFields.shape

/** Cells come without spaces around them. */
const cell = fc
  .oneof(
    fc.string({ maxLength: 300, unit: 'grapheme' }),
    fc.integer({ min: -10, max: 2_000_000 }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.stringMatching(/^[a-zäöü'+.-]{1,8}@[a-zäöü.-]{1,9}\.[a-z]{1,4}$/),
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
    ['orders@acme.test; sales@acme.test', false],
    ['Ann Example <orders@acme.test>', false],
  ])('%s: %s', (address, isTaken) => {
    expect('value' in emailOf(address)).toBe(isTaken)
    expect(email.safeParse(address).success).toBe(isTaken)
  })
})

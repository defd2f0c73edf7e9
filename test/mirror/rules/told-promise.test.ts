import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayTold, readToldPromise, toldAmong, writeToldPromise } from '../../../web/mirror/rules/told-promise.ts'

const at = '2026-11-22T09:00:00.000Z'
const told = { from: '2026-12-01', to: '2026-12-09', at }
const text = (fields: unknown) => JSON.stringify(fields)

describe('what the cart wrote is read', () => {
  it.each([
    ['two days', told],
    ['one day', { from: null, to: '2026-12-09', at }],
    ['the first day only', { from: '2026-12-01', to: null, at }],
    ['a day that begins and ends it', { ...told, to: told.from }],
    ['no day, only when it was said', { from: null, to: null, at }],
    ['days without a time', { ...told, at: null }],
  ])('%s', (_, fields) => {
    expect(readToldPromise(text(fields))).toEqual(fields)
  })

  it.each([
    ['two days', 'Nachbestellt: zwischen 1. und 9. Dezember. [2026-12-01/2026-12-09, 2026-11-22T09:00:00.000Z]', told],
    ['one day', 'By 9 December [ship]. [2026-12-09/2026-12-09, 2026-11-22T09:00:00.000Z]', { ...told, from: told.to }],
    ['no day', 'ご注文後に製作 [-/-, 2026-11-22T04:00:00-05:00]', { from: null, to: null, at }],
    ['days without a time', 'By then. [2026-12-01/2026-12-09, -]', { ...told, at: null }],
  ])('%s, behind a sentence for people', (_, words, fields) => {
    expect(readToldPromise(words)).toEqual(fields)
  })

  it('of no more than 500 signs, or 200 where it is nothing but fields', () => {
    const bracketed = `[2026-12-01/2026-12-09, ${at}]`
    expect(readToldPromise(bracketed.padStart(500, 'word '))).toEqual(told)
    expect(readToldPromise(bracketed.padStart(501, 'word '))).toBeNull()
    expect(readToldPromise(text(told).padEnd(200))).toEqual(told)
    expect(readToldPromise(text(told).padEnd(201))).toBeNull()
  })

  it('with its time in UTC, wherever the shop is', () => {
    expect(readToldPromise(text({ ...told, at: '2026-11-22T04:00:00-05:00' }))).toEqual(told)
  })

  it('and the shopper may hold us to the later day', () => {
    expect(dayTold(told)).toBe('2026-12-09')
    expect(dayTold({ ...told, to: null })).toBe('2026-12-01')
    expect(dayTold({ ...told, from: null, to: null })).toBeNull()
    expect(dayTold(null)).toBeNull()
  })
})

describe('what the cart did not write is no promise', () => {
  it.each([
    ['nothing', ''],
    ['a sentence', 'next Tuesday'],
    ['JSON that is cut off', '{"from":"2026-12-01","to":"2026-12-09","at":"2026-11'],
    ['a list', text([told])],
    ['a text', text('2026-12-01')],
    ['null', 'null'],
    ['a field too few', text({ from: told.from, to: told.to })],
    ['a field too many', text({ ...told, note: 'Happy birthday' })],
    ['a prototype', `{"__proto__":{},"from":null,"to":"2026-12-09","at":null}`],
    ['a day that no calendar has', text({ ...told, to: '2026-02-30' })],
    ['a day in words', text({ ...told, to: '9 December' })],
    ['a day with a time', text({ ...told, to: '2026-12-09T00:00:00Z' })],
    ['a day of another age', text({ ...told, from: '0001-01-01' })],
    ['a number for a day', text({ ...told, to: 20261209 })],
    ['days in the wrong order', text({ ...told, from: '2026-12-10' })],
    ['a time without a zone', text({ ...told, at: '2026-11-22T09:00:00' })],
    ['a time that no clock shows', text({ ...told, at: '2026-11-22T29:00:00Z' })],
    ['brackets with words', 'By [next Tuesday/2026-12-09, 2026-11-22T09:00:00Z]'],
    ['brackets with more in them', `By then. [2026-12-01/2026-12-09, ${at}, Ada]`],
    ['more behind the brackets', `By then. [2026-12-01/2026-12-09, ${at}] Happy birthday`],
    ['brackets that say nothing', 'By then. [-/-, -]'],
    ['brackets with days in the wrong order', `By then. [2026-12-09/2026-12-01, ${at}]`],
    ['a sentence that is a novel', `${'word '.repeat(100)}[2026-12-01/2026-12-09, ${at}]`],
    ['nothing but nulls', text({ from: null, to: null, at: null })],
    ['more than a promise is long', `${text(told)}${' '.repeat(200)}`],
  ])('%s', (_, value) => {
    expect(readToldPromise(value)).toBeNull()
  })

  it.each([null, undefined, 5, true, {}, [], told])('a value that is no text: %j', (value) => {
    expect(readToldPromise(value)).toBeNull()
  })
})

describe('among the properties of a line', () => {
  const promise = { name: '_promise', value: text(told) }

  it('the promise is found beside whatever else there is', () => {
    expect(toldAmong([{ name: 'Engraving', value: 'For Ada' }, promise, null, 7])).toEqual(told)
  })

  it.each([
    ['none', []],
    ['others only', [{ name: 'promise', value: text(told) }]],
    ['two, of which nobody knows which was read', [promise, { ...promise, value: text({ ...told, to: null }) }]],
    ['one without a value', [{ name: '_promise' }]],
    ['no list', { name: '_promise', value: text(told) }],
    ['nothing', undefined],
  ])('%s: nothing was told', (_, properties) => {
    expect(toldAmong(properties)).toBeNull()
  })
})

describe('whatever a browser sends', () => {
  const day = fc.oneof(
    fc.constant(null),
    fc
      .date({ min: new Date('1990-01-01'), max: new Date('2110-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.string({ maxLength: 12 }),
  )
  const instant = fc.oneof(
    fc.constant(null),
    fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc.string({ maxLength: 30 }),
  )
  const nearly = fc.record({ from: day, to: day, at: instant }, { requiredKeys: ['to'] }).map((one) => text(one))
  const worded = fc
    .tuple(fc.string({ maxLength: 30 }), day, day, instant)
    .map(([words, from, to, when]) => `${words} [${from ?? '-'}/${to ?? '-'}, ${when ?? '-'}]`)
  const anything = fc.oneof(nearly, worded, fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue().map(text))

  it('it is a promise that reads back as itself, or none', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const read = readToldPromise(value)
        if (read === null) return
        expect(readToldPromise(writeToldPromise(read))).toEqual(read)
        expect(writeToldPromise(read)).toMatch(
          /^\{"from":(null|"2\d{3}-\d\d-\d\d"),"to":(null|"2\d{3}-\d\d-\d\d"),"at":(null|"20[^"\\]{22}")\}$/,
        )
      }),
      { numRuns: 5_000 },
    )
  })

  it('a list of anything is read without a fault', () => {
    const property = fc.record({ name: fc.oneof(fc.constant('_promise'), fc.string()), value: anything })
    const properties = fc.oneof(fc.array(fc.oneof(property, fc.jsonValue())), fc.jsonValue())
    fc.assert(
      fc.property(properties, (given) => {
        const read = toldAmong(given)
        expect(read === null || dayTold(read) !== undefined).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

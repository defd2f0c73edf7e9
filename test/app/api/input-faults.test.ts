import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BackorderListOutput } from '../../../web/backorders/contract/backorders.ts'
import { aBackorder, record } from '../../backorders/some-backorders.ts'
import { anApi } from '../../support/an-api.ts'

let api: Awaited<ReturnType<typeof anApi>>

beforeAll(async () => {
  api = await anApi()
  await record(api.databaseUrl, [aBackorder(), aBackorder(), aBackorder()])
})
afterAll(() => api.close())

type Fault = { code: string; message: string; data: { faults: { at: string; message: string }[] } }

describe('an input that the contract does not know is refused in words', () => {
  test.each([
    ['limit=0', 'limit'],
    ['limit=251', 'limit'],
    ['limit=2.5', 'limit'],
    ['limit=many', 'limit'],
    ['limit=99999999999999999999999', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['state=lost', 'state.0'],
    ['state=open,lost', 'state.1'],
    ['orderId=%231004', 'orderId'],
    ['orderId=gid://shopify/Product/1', 'orderId'],
    ['orderId=1%27%20or%201=1', 'orderId'],
    ['itemId=', 'itemId'],
    ['itemId=99999999999999999999999', 'itemId'],
    ['locationId=-1', 'locationId'],
    ['lineId=1.5', 'lineId'],
    ['query=%00', 'query'],
    [`query=${'x'.repeat(101)}`, 'query'],
    ['query=a&query=b', 'query'],
    ['cursor=', 'cursor'],
    ['cursor=abc', 'cursor'],
    ['cursor=a.1.2.3', 'cursor'],
    ['cursor=a.9999999999999999.1', 'cursor'],
    ['cursor=a.1.9999999999999999999', 'cursor'],
  ])('%s', async (query, at) => {
    const { status, body } = await api.get<Fault>(`/api/backorders?${query}`)
    expect(status).toBe(400)
    expect(body.code).toBe('BAD_REQUEST')
    expect(body.message).toContain(at)
    expect(body.data.faults.map((fault) => fault.at)).toContain(at)
  })

  test('all faults at once', async () => {
    const { body } = await api.get<Fault>('/api/backorders?limit=0&cursor=x')
    expect(body.data.faults.map((fault) => fault.at)).toEqual(['cursor', 'limit'])
    expect(body.message).toBe('cursor: is not one that this list gave; limit: Too small: expected number to be >=1')
  })
})

describe('nothing is at', () => {
  test.each([
    '/api/backorders/0',
    '/api/backorders/9223372036854775808',
    '/api/backorders/99999999999999999999999999',
    '/api/backorders/abc',
    '/api/backorders/%00',
    '/api/backorders/%E0%A4%A',
    '/api/backorders/1%27--',
    '/api/backorders/1/2',
    '/api/nothing',
    '/api/',
  ])('%s', async (path) => {
    const { status, body } = await api.get<Fault>(path)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'NOT_FOUND', message: expect.any(String) })
  })
})

describe('whatever is asked, the answer is a page or a fault in words', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'state',
      'query',
      'orderId',
      'itemId',
      'locationId',
      'lineId',
      'cursor',
      'limit',
      'state[]',
      '__proto__',
      'query[a]',
      'length',
      'constructor',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 130 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      'open',
      'active',
      '\0',
      '%',
      '_',
      "'",
      '\\',
      ':*',
      '!',
      '& |',
      '(',
      '[[',
      '*',
      '\u{1F9E6}',
      'İ',
      'ß',
      '٣',
      '１',
    ),
    fc.bigInt().map(String),
    fc.double().map(String),
    fc.bigInt({ min: 0n, max: 10n ** 20n }).map((id) => `gid://shopify/Order/${id}`),
    fc
      .tuple(
        fc.constantFrom('a', 'b'),
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
      )
      .map((parts) => parts.join('.')),
  )

  test('of the list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, value), { maxLength: 5 }), async (pairs) => {
        // URLSearchParams cannot take half a surrogate pair; a browser sends the replacement character instead.
        const query = pairs
          .map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='))
          .join('&')
        const { status, body } = await api.get<BackorderListOutput & Fault>(`/api/backorders?${query}`)
        expect([200, 400]).toContain(status)
        if (status === 200) expect(body.total).toBeGreaterThanOrEqual(body.rows.length)
        else expect(body.message).toMatch(/\S/)
      }),
      { numRuns: 600 },
    )
  })

  test('of one line', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (id) => {
        const { status } = await api.get(`/api/backorders/${encodeURIComponent(id.toWellFormed())}`)
        expect([200, 404]).toContain(status)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    '?%',
    '?%zz',
    '?&&&',
    '?=',
    '?[',
    '?a[b][c]=1',
    '?state[0]=open&state[5000]=ready',
    '?query=%ff%fe',
    '?query=%ED%A0%80',
  ])('asked with %s', async (query) => {
    const { status } = await api.get(`/api/backorders${query}`)
    expect([200, 400]).toContain(status)
  })
})

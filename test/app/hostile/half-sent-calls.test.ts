import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createGate } from '../../../web/platform/http/gate.ts'
import { limits } from '../../../web/platform/http/limits.ts'
import { createMetrics } from '../../../web/platform/metrics.ts'
import { csvPartBytes } from '../../../web/suppliers/contract/csv-uploads.ts'
import { anApi, otherShop, shop } from '../../support/an-api.ts'
import { type Begun, beginToSend } from '../../support/begin-to-send.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

const budget = 1024 * 1024
/** Less than a block, so that as many of them may be on their way as there is room for. */
const someBytes = 60_000
const soon = { timeout: 30_000 }

const metrics = createMetrics()
const gates = { brief: createGate('brief', { atOnce: 1, forOthers: 0, waitingPerShop: 64, waitMs: 60_000 }) }
const requests: Begun['request'][] = []
let api: Awaited<ReturnType<typeof anApi>>
let othersTurn = Promise.withResolvers<void>()

beforeAll(async () => {
  api = await anApi({ gates, metrics, limits: { apiBodies: { ...limits.apiBodies, budget } } })
})
afterEach(async () => {
  othersTurn.resolve()
  for (const request of requests.splice(0)) request.destroy()
  await vi.waitFor(async () => expect(await held()).toBe(0), soon)
})
afterAll(() => api.close())

async function held(): Promise<number> {
  const { values } = await metrics.bodies.held.get()
  return values.find(({ labels }) => labels.surface === 'api')?.value ?? 0
}

type Said = { readonly path?: string; readonly headers?: Record<string, string>; readonly isAll?: boolean }

/** A call of the shop whose body is never sent to its end, unless that is said to be all of it. */
async function begin(part: Buffer | string, { path = '/api/suppliers', headers, isAll }: Said = {}): Promise<Begun> {
  const authorization = `Bearer ${await sessionToken(shop)}`
  const all = { authorization, 'content-type': 'application/json', ...(headers ?? length(part.length + 1)) }
  const begun = beginToSend(api.port, { path, headers: all, pieces: [part] })
  requests.push(begun.request)
  if (isAll) begun.request.end()
  return begun
}

const halfSent = () => begin(Buffer.alloc(someBytes, '{'))
const length = (bytes: number) => ({ 'content-length': String(bytes) })
const inPieces = { 'transfer-encoding': 'chunked' }

async function refusalOf({ reply }: Begun) {
  const heard = await reply
  return { status: heard?.status, message: JSON.parse(heard?.body ?? '{}').message }
}

function aSupplier(notes = '') {
  const unsaid = { contact: null, email: null, minimumValue: null, orderDays: [] }
  return { name: `Acme ${randomUUID()}`, language: 'en', currency: 'EUR', leadTimeDays: 7, ...unsaid, notes }
}

async function createsASupplier(as: string): Promise<number> {
  return (await api.post('/api/suppliers', aSupplier(), as)).status
}

/** As a file is handed in: the longest call that people make. */
async function handsAFileIn(as: string): Promise<number> {
  const file = { kind: 'suppliers', supplierId: null, fileName: 'ours.csv' }
  const begun = await api.post<{ uploadId: string }>('/api/csv-uploads', file, as)
  const bytes = Buffer.alloc(csvPartBytes, 'Name\n').toString('base64')
  return (await api.post(`/api/csv-uploads/${begun.body.uploadId}/parts`, { part: 0, bytes }, as)).status
}

describe('half-sent bodies of a shop', () => {
  it('hold no more than all bodies may, and no other shop hears of them', async () => {
    const first = await halfSent()
    for (let n = 1; n <= 60; n += 1) {
      await halfSent()
      if (n % 10 !== 0) continue
      expect(await createsASupplier(otherShop)).toBe(200)
      expect(await handsAFileIn(otherShop)).toBe(200)
      expect(await held()).toBeLessThanOrEqual(budget)
    }
    const message = 'Too much is sent for this shop at once. Nothing was changed. Try again in a moment.'
    expect(await refusalOf(first)).toEqual({ status: 429, message })
    expect((await first.reply)?.headers['retry-after']).toMatch(/^\d+$/)
  })

  it('keep no ordinary call of the shop itself out', async () => {
    for (let n = 0; n < 30; n += 1) await halfSent()
    await vi.waitFor(async () => expect(await held()).toBeGreaterThan(budget - 2 * someBytes), soon)
    expect(await createsASupplier(shop)).toBe(200)
  })

  it('are cut off when they had to make room', async () => {
    const first = await halfSent()
    for (let n = 0; n < 20; n += 1) await halfSent()
    await first.reply
    await vi.waitFor(() => expect(first.request.socket?.destroyed).toBe(true), soon)
  })

  it('are few at a time where they are long', async () => {
    const long: Begun[] = []
    for (let n = 0; n < 9; n += 1) long.push(await begin(Buffer.alloc(100_000, '{')))
    expect((await Promise.race(long.map(({ reply }) => reply)))?.status).toBe(429)
    expect(await handsAFileIn(otherShop)).toBe(200)
  })

  it('hold nothing any more when their sender hangs up', async () => {
    const { request } = await halfSent()
    await vi.waitFor(async () => expect(await held()).toBe(someBytes + 1), soon)
    request.destroy()
    await vi.waitFor(async () => expect(await held()).toBe(0), soon)
  })
})

it('a call that waits for its turn makes room for another shop’s, and is told that it may be made again', async () => {
  othersTurn = Promise.withResolvers()
  void gates.brief('hats.myshopify.com', () => othersTurn.promise)
  const part = { part: 0, bytes: 'A'.repeat(someBytes) }
  const { length: bytes } = JSON.stringify(part)
  const fit = Math.floor(budget / bytes)
  const waiting = Array.from({ length: fit }, () => api.post<{ message: string }>('/api/csv-uploads/1/parts', part))
  await vi.waitFor(async () => expect(await held()).toBe(fit * bytes), soon)

  const long = { ...aSupplier(), unknown: 'x'.repeat(50_000) }
  expect((await api.post('/api/suppliers', long, otherShop)).status).toBe(200)
  othersTurn.resolve()
  const answers = await Promise.all(waiting)
  const crowdedOut = answers.filter(({ status }) => status === 429)
  expect(crowdedOut).toHaveLength(1)
  expect(crowdedOut[0]?.body.message).toMatch(/Nothing was changed: try again in a moment/)
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(fit - 1)
})

describe('a body is refused in words', () => {
  it.each<[string, string, Said, number, RegExp]>([
    ['too long by its head', '{', { headers: length(300_000) }, 413, /more than one call may say/],
    ['too long as it comes', 'x'.repeat(300_000), { headers: inPieces }, 413, /more than one call may say/],
    ['packed', '{', { headers: { ...length(9), 'content-encoding': 'gzip' } }, 415, /^content-encoding: .* compressed/],
    [
      'of another type',
      '{',
      { headers: { ...length(9), 'content-type': 'text/plain' } },
      415,
      /^content-type: .* JSON/,
    ],
    ['no JSON', '{"a":', { headers: length(5), isAll: true }, 400, /^The body is no JSON: /],
    ['no JSON, in pieces', '{"a":', { headers: inPieces, isAll: true }, 400, /^The body is no JSON: /],
    ['empty', '', { headers: inPieces, isAll: true }, 400, /expected object/],
    ['not there', '', { headers: length(0), isAll: true }, 400, /expected object/],
    ['for an address where nothing is', '{', { path: '/api/nothing' }, 404, /nothing at this address/],
  ])('one that is %s', async (_, part, said, status, message) => {
    expect(await refusalOf(await begin(part, said))).toEqual({ status, message: expect.stringMatching(message) })
  })

  it('one that does not come to its end in time', async () => {
    const hasty = await anApi({ limits: { apiBodies: { ...limits.apiBodies, patienceMs: 50 } } })
    const headers = { authorization: `Bearer ${await sessionToken(shop)}`, ...length(10) }
    const begun = beginToSend(hasty.port, { path: '/api/suppliers', headers, pieces: ['{'] })
    const message = 'This took too long to be sent. Nothing was changed. Try again.'
    expect(await refusalOf(begun)).toEqual({ status: 408, message })
    begun.request.destroy()
    await hasty.close()
  })
})

it('a body may come in pieces, and nobody need say how long it is', async () => {
  const begun = await begin('{', { headers: inPieces })
  for (const letter of JSON.stringify(aSupplier()).slice(1)) begun.request.write(letter)
  begun.request.end()
  expect((await begun.reply)?.status).toBe(200)
})

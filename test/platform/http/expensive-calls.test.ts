import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callCostOf, costs } from '../../../web/app/api/costs.ts'
import { contract } from '../../../web/app/contract.ts'
import { createGate } from '../../../web/platform/http/gate.ts'
import { createMetrics } from '../../../web/platform/metrics.ts'
import { csvExportPaths } from '../../../web/suppliers/contract/csv-uploads.ts'
import { anApi, otherShop, shop } from '../../support/an-api.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

const names = (areas: object) =>
  Object.entries(areas).flatMap(([area, procedures]) => Object.keys(procedures).map((one) => `${area}.${one}`))

test('every procedure of the contract has its cost in the table, and the table names no other', () => {
  expect(names(costs).toSorted()).toEqual(names(contract).toSorted())
})

test('what the table does not name is taken for expensive', () => {
  expect(callCostOf(['shop', 'find'])).toBeNull()
  expect(callCostOf(['csvUploads', 'check'])).toEqual({ gate: 'heavy', units: 20 })
  expect(callCostOf(['someday', 'more'])).toEqual({ gate: 'brief', units: 1 })
})

describe('expensive calls over HTTP', () => {
  const metrics = createMetrics()
  const gate = createGate('brief', { atOnce: 1, forOthers: 1, waitingPerShop: 2, waitMs: 600_000 }, metrics.gate)
  /** Holds the gate for a shop until it is let go. */
  let letGo: () => void = () => undefined
  function hold(name: string) {
    return gate(name, () => new Promise<void>((resolve) => (letGo = resolve)))
  }
  async function figure(name: string): Promise<number> {
    const found = await metrics.registry.getSingleMetric(`backline_gate_${name}`)?.get()
    return found?.values.find(({ labels }) => labels['kind'] === 'brief')?.value ?? 0
  }
  async function untilWaiting(calls: number) {
    while ((await figure('waiting')) !== calls) await new Promise((resolve) => setImmediate(resolve))
  }

  let api: Awaited<ReturnType<typeof anApi>>
  beforeAll(async () => {
    api = await anApi({ gates: { brief: gate, heavy: gate } })
  })
  afterAll(() => api.close())

  type Said = { readonly message: string }
  const begin = (as: string) => api.post<Said>('/api/csv-uploads', { kind: 'suppliers', fileName: 'a.csv' }, as)

  test('beyond what a shop may have waiting are answered 429, with when to come again; cheap ones are answered', async () => {
    const held = hold(shop)
    const waiting = [begin(shop), begin(shop)]
    await untilWaiting(2)

    const refused = await begin(shop)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(refused.body.message).toMatch(/Nothing was changed: try again in a moment/)
    expect(await figure('refused_total')).toBe(1)
    expect((await api.get('/api/suppliers')).status).toBe(200)

    const lamps = begin(otherShop)
    await untilWaiting(3)
    expect(await figure('running')).toBe(1)
    letGo()
    await held
    expect((await lamps).status).toBe(200)
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200])
    expect(await figure('waiting')).toBe(0)
    expect(await figure('running')).toBe(0)
  })

  test('whose sender hangs up leave the queue', async () => {
    const held = hold(otherShop)
    const gone = new AbortController()
    const headers = { authorization: `Bearer ${await sessionToken(shop)}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ kind: 'suppliers', fileName: 'a.csv' })
    const request = { method: 'POST', headers, body, signal: gone.signal }
    const left = fetch(`${api.url}/api/csv-uploads`, request)
    const exported = fetch(api.url + csvExportPaths.suppliers, { headers, signal: gone.signal })
    await untilWaiting(2)
    gone.abort()
    await expect(left).rejects.toThrow('aborted')
    await expect(exported).rejects.toThrow('aborted')
    await untilWaiting(0)
    letGo()
    await held
  })

  test('to export a file that wait too long are answered before the file begins', async () => {
    const impatient = createGate('brief', { atOnce: 1, forOthers: 1, waitingPerShop: 2, waitMs: 1 })
    const other = await anApi({ gates: { brief: impatient, heavy: impatient } })
    const held = impatient(otherShop, () => new Promise<void>((resolve) => (letGo = resolve)))
    const refused = await other.get<{ code: string }>(csvExportPaths.suppliers)
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-busy' } })
    expect(refused.headers.get('retry-after')).toBe('5')
    letGo()
    await held
    await other.close()
  })
})

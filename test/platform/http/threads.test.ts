import { expect, test } from 'vitest'
import { ThreadLost } from '../../../web/platform/errors.ts'
import { createThreads } from '../../../web/platform/threads/in-thread.ts'
import type { OrderDocument } from '../../../web/supplier-orders/documents/order-document.ts'

const line = { supplierSku: null, sku: null, title: 'Red mug', units: 1, cost: '1', total: '1', parts: [] }
const order: OrderDocument = {
  number: 7,
  day: '2026-12-01',
  language: 'en',
  currency: 'EUR',
  shop: { name: 'Mugs', address: [] },
  supplier: { name: 'Acme', contact: null, emails: [] },
  letterhead: { address: [], footer: '', terms: '', logo: null },
  deliverTo: [],
  lines: [line],
  subtotal: '1',
  tax: '0',
  shipping: '0',
  total: '1',
  notes: '',
}

test('a task that wants more memory than a thread may have is told so, and the next has another thread', async () => {
  const inThread = drawing(24)
  const large = { ...order, lines: Array.from({ length: 400_000 }, () => ({ ...line })) }
  await expect(inThread('drawOrder', large)).rejects.toThrow(ThreadLost)
  expect(Buffer.from(await inThread('drawOrder', order)).toString('latin1')).toMatch(/^%PDF/)
})

test('a task that fails says what is wrong, and keeps its thread', async () => {
  const inThread = drawing(64)
  const wrong = { ...order, day: 'never' }
  await expect(inThread('drawOrder', wrong)).rejects.toThrow(RangeError)
  expect(await inThread('drawOrder', order)).toBeInstanceOf(Uint8Array)
})

function drawing(megabytes: number) {
  const file = new URL('../../../web/supplier-orders/documents/tasks.ts', import.meta.url)
  return createThreads(megabytes)<typeof import('../../../web/supplier-orders/documents/tasks.ts')>(file)
}

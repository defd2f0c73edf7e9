import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeliveries } from '../../web/lane/read-deliveries.ts'
import { topics } from '../../web/mirror/webhooks/topics.ts'
import { payload } from './payloads.ts'

const heardAt = '2026-11-22T09:00:00.000Z'
const names = Object.keys(topics)

function read(topic: string, body: Uint8Array) {
  return readDeliveries([{ webhookId: 'w', topic, body: Buffer.from(body), heardAt }])
}

/** Every value in it, however deep. */
function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
}

describe('whatever a delivery says, it is read into facts or refused with a reason', () => {
  it.each(names)('%s', (topic) => {
    fc.assert(
      fc.property(payload(topic), (text) => {
        const { told, unreadable } = read(topic, Buffer.from(text))
        const reason = unreadable.get('w')
        expect(reason === undefined || reason.length > 5).toBe(true)
        for (const value of leaves(told.map(({ fact }) => fact))) {
          expect(['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value === null).toBe(true)
          if (typeof value === 'string') expect(value).not.toContain('\u0000')
          if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('any bytes at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }), (topic, body) => {
        const { told, unreadable } = read(topic, body)
        expect(told.length + unreadable.size).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['arrays', '['],
    ['objects', '{"a":'],
    ['both', '[{"line_items":'],
  ])('a hundred thousand levels of %s are refused at once', (_what, level) => {
    for (const topic of names) {
      const { unreadable } = read(topic, Buffer.from(level.repeat(100_000)))
      expect(unreadable.get('w')).toMatch(/deeper than/)
    }
  })

  it('brackets inside of text are no levels', () => {
    const { unreadable } = read('orders/delete', Buffer.from(`{"note":"${'[{\\"'.repeat(500)}","id":1}`))
    expect([...unreadable]).toEqual([])
  })
})

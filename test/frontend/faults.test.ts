import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { refusalOf } from '../../web/frontend/src/api/faults.ts'

test('what the server says is said, and nothing of what it did not', () => {
  const faults = [{ at: 'due', message: 'must be a day of the years 2000 to 2999' }]
  const wrong = new ORPCError('BAD_REQUEST', { status: 400, message: `due: ${faults[0]?.message}`, data: { faults } })
  expect(refusalOf(wrong)).toBe('Must be a day of the years 2000 to 2999.')
  const gone = new ORPCError('NOT_FOUND', { status: 404, message: 'There is no such supplier.' })
  expect(refusalOf(gone)).toBe('There is no such supplier.')
  expect(refusalOf(new ORPCError('REFUSED', { status: 422, message: 'It is archived.' }))).toBe('It is archived.')
  const long = new ORPCError('PAYLOAD_TOO_LARGE', { status: 413, message: 'This is more than one call may say.' })
  expect(refusalOf(long)).toBe('This is more than one call may say.')
  const slow = new ORPCError('TIMEOUT', { status: 408, message: 'This took too long to be sent.' })
  expect(refusalOf(slow)).toBe('This took too long to be sent.')
  expect(refusalOf(new ORPCError('SERVICE_UNAVAILABLE', { status: 503 }))).toBeNull()
  expect(refusalOf(new TypeError('fetch failed'))).toBeNull()
})

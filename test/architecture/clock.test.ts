import { describe, expect, test } from 'vitest'
import { clockFaults } from '../../scripts/guards/clock-faults.ts'
import { sample, sources } from './sources.ts'

test('the server has time, timers and ids from its clock alone', () => {
  expect(clockFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['the time of the machine', 'export const now = Date.now()'],
    ['the time in a date', 'export const now = new Date()'],
    ['the machine measuring', 'export const began = performance.now()'],
    ['a timer', 'setTimeout(() => undefined, 5)'],
    ['a timer that is handed on', 'export const later = setInterval'],
    ['a pause', `import { setTimeout as pause } from 'node:timers/promises'\nawait pause(5)`],
    ['an id', `import { randomUUID } from 'node:crypto'\nexport const id = randomUUID()`],
    ['chance', 'export const number = Math.random()'],
  ])('%s', (_, text) => {
    expect(clockFaults(sample('web/shop/jobs/some-job.ts', text))).not.toEqual([])
  })

  test('nothing wrong in a date of something, and in what the clock says', () => {
    const text = `export const then = new Date(clock.now() + 5)\nclock.after(5, () => undefined)`
    expect(clockFaults(sample('web/shop/jobs/some-job.ts', text))).toEqual([])
  })
})

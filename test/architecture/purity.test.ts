import { describe, expect, test } from 'vitest'
import { purityFaults } from '../../scripts/guards/purity-faults.ts'
import { sample, sources } from './sources.ts'

test('rules give the same answer to the same facts, anywhere and at any time', () => {
  expect(purityFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['the clock', 'export const now = Date.now()'],
    ['the clock in a date', 'export const now = new Date()'],
    ['the clock called without new', 'export const now = Date()'],
    ['a day in the time zone of the machine', 'export const day = new Date(2026, 10, 22)'],
    ['the hour of the machine', 'export const hour = (day: Date) => day.getHours()'],
    ['the language of the machine', `export const order = 'a'.localeCompare('b')`],
    ['chance', 'export const number = Math.random()'],
    ['waiting', 'export const late = await Promise.resolve(1)'],
    ['a function that may wait', 'export async function late() {}'],
    ['the environment', 'export const user = process'],
    ['the network', `export const page = fetch('http://127.0.0.1')`],
    ['output', `console.log('planned')`],
    ['a class', 'export class Plan {}'],
  ])('%s', (_, text) => {
    expect(purityFaults(sample('web/planning/rules/plan.ts', text))).not.toEqual([])
  })

  test('nothing wrong in arithmetic on a day that was passed in', () => {
    const text = `export const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)`
    expect(purityFaults(sample('web/platform/values/day.ts', text))).toEqual([])
  })
})

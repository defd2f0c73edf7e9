import { describe, expect, test } from 'vitest'
import { exportFaults } from '../../scripts/guards/export-faults.ts'
import { sources } from './sources.ts'

test('every name is exported once, but for those that are still to be told apart', () => {
  expect(exportFaults(sources)).toEqual([])
})

describe('the guard', () => {
  const both = new Map([
    ['web/platform/values/day.ts', 'export type Day = string\nexport function dayOf(day: Day) { return day }'],
    ['web/shop/days.ts', 'type Day = number\nconst dayOf = 1 as Day\nexport { dayOf }'],
    ['simulator/day.ts', 'export type Day = string'],
  ])

  test('sees a name that two files of a program export, whatever they export it as', () => {
    expect(exportFaults(both, [])).toEqual([
      'dayOf is exported by web/platform/values/day.ts and web/shop/days.ts: one thing is declared once, and two have two names',
    ])
  })

  test('sees a name on its list that is exported once', () => {
    expect(exportFaults(both, ['dayOf', 'Day'])).toEqual([
      'scripts/guards/export-faults.ts: Day is exported once now, take it off the list',
    ])
  })
})

import { expect, it } from 'vitest'
import { unitsNotJoined } from '../../../web/native/rules/joined-goods.ts'

const joined = (units: number, cameSince = 0) => ({ units, cameSince })

it('leaves what a native order brings beyond the goods that were joined', () => {
  expect(unitsNotJoined(10, [])).toBe(10)
  expect(unitsNotJoined(10, [joined(6)])).toBe(4)
  expect(unitsNotJoined(10, [joined(6), joined(4)])).toBe(0)
})

it('takes what came since for the goods that were joined first', () => {
  expect(unitsNotJoined(4, [joined(6, 6)])).toBe(4)
  expect(unitsNotJoined(7, [joined(6, 3)])).toBe(4)
  expect(unitsNotJoined(2, [joined(6, 8)])).toBe(2)
})

it('takes nothing that came before for them', () => {
  expect(unitsNotJoined(4, [joined(2, 6), joined(4)])).toBe(0)
  expect(unitsNotJoined(5, [joined(2, 6), joined(4, 1)])).toBe(2)
})

it('leaves nothing of an order that brings fewer than were joined', () => {
  expect(unitsNotJoined(3, [joined(6)])).toBe(0)
})

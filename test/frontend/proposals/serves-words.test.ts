import { expect, it } from 'vitest'
import { servesWords } from '../../../web/frontend/src/proposals/proposal-words.ts'

const waits = (orderName: string, units: number) => ({ orderName, units })

it('names an order once, with the units of all its lines that wait for the item', () => {
  const { shown, more } = servesWords([waits('#1175', 8), waits('#1185', 1), waits('#1185', 1)], 3)
  expect(shown).toBe('#1175 × 8, #1185 × 2')
  expect(more).toBeNull()
})

it('says how many lines more there are', () => {
  expect(servesWords([waits('#1001', 1)], 4)).toEqual({ shown: '#1001', more: 'and 3 more' })
})

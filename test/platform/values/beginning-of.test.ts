import { expect, test } from 'vitest'
import { beginningOf } from '../../../web/platform/values/beginning-of.ts'

test.each([
  ['Mug', 5, 'Mug'],
  ['Mug', 2, 'Mu'],
  ['Mug 🎁', 5, 'Mug '],
  ['Mug 🎁', 6, 'Mug 🎁'],
  ['Café', 4, 'Caf'],
  ['x👩‍🔬', 4, 'x'],
  ['👍🏽!', 3, '👍'],
  ['🎁', 1, ''],
])('of %s the first %i', (text, most, beginning) => {
  expect(beginningOf(text.normalize('NFD'), most)).toBe(beginning)
})

test('half a character that came so is replaced', () => {
  expect(beginningOf('a\ud83d b', 10)).toBe('a\ufffd b')
})

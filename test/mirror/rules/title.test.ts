import { expect, it } from 'vitest'
import { titleOf } from '../../../web/mirror/rules/title.ts'

it('the only variant of a product is called as the product, and another one by both names', () => {
  expect(titleOf('Mug', 'Default Title')).toBe('Mug')
  expect(titleOf('Mug', null)).toBe('Mug')
  expect(titleOf('Mug', '')).toBe('Mug')
  expect(titleOf('Mug', 'Blue')).toBe('Mug · Blue')
})

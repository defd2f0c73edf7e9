import { expect, it } from 'vitest'
import { templateNamespace } from '../../../web/promises/rules/metafield-owner.ts'

it('templates read what is the merchant’s, and what is the app’s once its number is known', () => {
  expect(templateNamespace('merchant', null)).toBe('backline')
  expect(templateNamespace('merchant', '123')).toBe('backline')
  expect(templateNamespace('app', '123')).toBe('app--123')
  expect(templateNamespace('app', null)).toBeNull()
})

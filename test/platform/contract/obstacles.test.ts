import { expect, test } from 'vitest'
import { obstacleReason } from '../../../web/backorders/contract/backorders.ts'
import { obstacleReasons } from '../../../web/mirror/rules/obstacle.ts'

test('the API knows every reason why units cannot be served, and no other', () => {
  expect(obstacleReason.options).toEqual(obstacleReasons)
})

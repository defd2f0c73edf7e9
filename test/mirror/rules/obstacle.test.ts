import { expect, it } from 'vitest'
import { hasObstacle } from '../../../web/mirror/rules/obstacle.ts'

it('of several obstacles each is found, and no other', () => {
  const obstacles = [{ reason: 'not-tracked' }, { reason: 'location-closed' }] as const
  expect(hasObstacle(obstacles, 'location-closed', 'location-deleted')).toBe(true)
  expect(hasObstacle(obstacles, 'item-deleted', 'location-deleted')).toBe(false)
  expect(hasObstacle([], 'item-deleted')).toBe(false)
})

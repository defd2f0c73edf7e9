import { expect, it } from 'vitest'
import { isNewer } from '../../../web/mirror/rules/shop-facts.ts'

const heard = (changedAt: string, heardAt: string) => ({ changedAt, heardAt })
const known = heard('2026-11-29T09:00:00Z', '2026-11-29T09:00:05Z')

it.each([
  ['what changed later, even where it was heard of earlier', heard('2026-11-29T09:00:01Z', '2026-11-29T09:00:04Z')],
  ['what changed a thousandth of a second later', heard('2026-11-29T09:00:00.001Z', '2026-11-29T09:00:04Z')],
  ['what changed in the same second and was heard of later', heard('2026-11-29T09:00:00Z', '2026-11-29T09:00:06Z')],
  ['the same second in another zone, heard of later', heard('2026-11-29T10:00:00+01:00', '2026-11-29T09:00:06Z')],
])('newer is %s', (_, fact) => {
  expect(isNewer(fact, known)).toBe(true)
  expect(isNewer(known, fact)).toBe(false)
})

it('the same fact, heard of twice at one moment, is not newer than itself', () => {
  expect(isNewer(known, known)).toBe(false)
})

import { expect, it } from 'vitest'
import { isUnpaid } from '../../../web/mirror/rules/payment.ts'

it.each(['pending', 'authorized', 'partially_paid', 'voided', 'expired'])(
  'an order that is %s is not paid',
  (status) => {
    expect(isUnpaid(status)).toBe(true)
  },
)

it.each(['paid', 'refunded', 'partially_refunded', null])('of one that is %s nobody says so', (status) => {
  expect(isUnpaid(status)).toBe(false)
})

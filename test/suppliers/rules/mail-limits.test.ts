import { expect, it } from 'vitest'
import { mailRefusal } from '../../../web/suppliers/rules/mail-limits.ts'

const to = 'orders@pottery.example'
const refusedBy = (count: number) => ({ count, at: '2026-11-30T09:00:00Z', trouble: '550 no such mailbox' })
const quiet = { isOff: false, address: to, isNew: false, ofShop: 0, toAddress: 0 }

it.each([
  ['the supplier', quiet, null],
  ['the supplier, written otherwise', { ...quiet, address: ' Orders@Pottery.Example' }, null],
  ['a stranger', { ...quiet, address: 'sales@pottery.example' }, 'not-the-suppliers-address'],
  ['a supplier whose address nobody knows', { ...quiet, address: null }, 'not-the-suppliers-address'],
  ['anybody while mail is off', { ...quiet, isOff: true }, 'mail-is-off'],
  ['an address that refused one', { ...quiet, refused: refusedBy(1) }, null],
  ['an address that refused two', { ...quiet, refused: refusedBy(2) }, 'address-refuses'],
  ['the 200th of a day', { ...quiet, ofShop: 199 }, null],
  ['the 201st of a day', { ...quiet, ofShop: 200 }, 'too-many-mails'],
  ['one address for the 21st time', { ...quiet, ofShop: 20, toAddress: 20 }, 'too-many-mails'],
  ['the 20th of a new shop', { ...quiet, isNew: true, ofShop: 19 }, null],
  ['the 21st of a new shop', { ...quiet, isNew: true, ofShop: 20 }, 'too-many-mails'],
  [
    'one address for the 11th time by a new shop',
    { ...quiet, isNew: true, ofShop: 10, toAddress: 10 },
    'too-many-mails',
  ],
] as const)('to %s', (_, mailing, reason) => {
  expect(mailRefusal(to, mailing)?.reason ?? null).toBe(reason)
})

import { expect, it } from 'vitest'
import { mailRefusal, newForDays, refusedForDays } from '../../../web/suppliers/rules/mail-limits.ts'

const to = 'orders@pottery.example'
const refusedBy = (count: number) => [
  { to, count, at: '2026-11-30T09:00:00Z', on: '2026-11-30', trouble: '550 no such mailbox' },
]
const quiet = { isOff: false, addresses: [to], isNew: false, ofShop: 0, toAddress: 0 }

it.each([
  ['the supplier', quiet, null],
  ['the supplier, written otherwise', { ...quiet, addresses: [' Orders@Pottery.Example'] }, null],
  ['a stranger', { ...quiet, addresses: ['sales@pottery.example'] }, 'not-the-suppliers-address'],
  ['a supplier whose address nobody knows', { ...quiet, addresses: [] }, 'not-the-suppliers-address'],
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
  expect(mailRefusal([to], mailing)?.reason ?? null).toBe(reason)
})

it('counts each address that one goes to, and asks for all of them', () => {
  const addresses = [to, 'sales@pottery.example', 'kim@pottery.example']
  const kept = { ...quiet, addresses }
  expect(mailRefusal(addresses, { ...kept, ofShop: 197 })).toBeNull()
  expect(mailRefusal(addresses, { ...kept, ofShop: 198 })).toMatchObject({ reason: 'too-many-mails', of: 'shop' })
  expect(mailRefusal([...addresses, 'all@elsewhere.example'], kept)).toMatchObject({
    reason: 'not-the-suppliers-address',
    to: 'all@elsewhere.example',
  })
  expect(mailRefusal(addresses.slice(1), { ...kept, refused: refusedBy(1) })).toBeNull()
})

it('a shop is new for a week, and an address that refused is left alone for a week', () => {
  expect([newForDays, refusedForDays]).toEqual([7, 7])
})

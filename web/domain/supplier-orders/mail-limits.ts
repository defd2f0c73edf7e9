// E-mail to suppliers goes out in the name of whoever runs the app, so it goes to suppliers only and in numbers that buying
// needs: a shop sends 200 a day, 20 of them to one address; in its first week 20, and 10. The 21st of a new shop is refused.

export type MailRefusal =
  | { readonly reason: 'mail-is-off' }
  | { readonly reason: 'not-the-suppliers-address'; readonly to: string; readonly address: string | null }
  | {
      readonly reason: 'too-many-mails'
      readonly limit: number
      readonly of: 'shop' | 'address'
      readonly isNew: boolean
    }

/** Messages of the last 24 hours, whatever became of them. */
export type Mailing = {
  readonly isOff: boolean
  /** The supplier's, as it is kept. */
  readonly address: string | null
  /** The app was installed less than `newForDays` ago. */
  readonly isNew: boolean
  readonly ofShop: number
  readonly toAddress: number
}

export const newForDays = 7
const mailsADay = { ofShop: 200, toAddress: 20 }
const mailsADayWhileNew = { ofShop: 20, toAddress: 10 }

/** Null where one more may be sent there. */
export function mailRefusal(to: string, mailing: Mailing): MailRefusal | null {
  const { isOff, address, isNew } = mailing
  if (isOff) return { reason: 'mail-is-off' }
  if (address === null || plain(to) !== plain(address)) return { reason: 'not-the-suppliers-address', to, address }
  const most = isNew ? mailsADayWhileNew : mailsADay
  if (mailing.ofShop >= most.ofShop) return { reason: 'too-many-mails', limit: most.ofShop, of: 'shop', isNew }
  if (mailing.toAddress >= most.toAddress)
    return { reason: 'too-many-mails', limit: most.toAddress, of: 'address', isNew }
  return null
}

function plain(address: string): string {
  return address.trim().toLowerCase()
}

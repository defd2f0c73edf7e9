// E-mail to suppliers goes out in the name of whoever runs the app, so it goes to suppliers only and in numbers that buying
// needs: a shop sends 200 a day, 20 of them to one address; in its first week 20, and 10. The 21st of a new shop is refused.
// One to three addresses counts as three.
// An address that refused two of them for good, one after the other, is sent no third for a week: whoever keeps on is taken for a spammer.

export type MailRefusal =
  | { readonly reason: 'mail-is-off' }
  | { readonly reason: 'not-the-suppliers-address'; readonly to: string; readonly address: string | null }
  | { readonly reason: 'address-refuses'; readonly to: string; readonly on: string; readonly trouble: string }
  | {
      readonly reason: 'too-many-mails'
      readonly limit: number
      readonly of: 'shop' | 'address'
      readonly isNew: boolean
    }

/** What an address refused for good since it took the last. */
export type RefusedMail = {
  readonly to: string
  readonly count: number
  readonly at: string
  /** The day that it was where the shop is. */
  readonly on: string
  readonly trouble: string
}

/** Mail of the last 24 hours, whatever became of it. */
export type Mailing = {
  readonly isOff: boolean
  /** The supplier's, as they are kept. */
  readonly addresses: readonly string[]
  /** The app was installed less than `newForDays` ago. */
  readonly isNew: boolean
  readonly ofShop: number
  /** To that of the recipients which was sent most. */
  readonly toAddress: number
  readonly refused?: readonly RefusedMail[]
}

export const newForDays = 7
export const refusedForDays = 7
const mostRefusals = 2
const mailsADay = { ofShop: 200, toAddress: 20 }
const mailsADayWhileNew = { ofShop: 20, toAddress: 10 }

/** Null where one more may be sent to all of them. */
export function mailRefusal(recipients: readonly string[], mailing: Mailing): MailRefusal | null {
  const { isOff, addresses, isNew, refused = [] } = mailing
  if (isOff) return { reason: 'mail-is-off' }
  const kept = new Set(addresses.map(plain))
  const stranger = recipients.find((to) => !kept.has(plain(to)))
  if (stranger !== undefined) {
    return { reason: 'not-the-suppliers-address', to: stranger, address: addresses.join(', ') || null }
  }
  const refusing = refused.find(refusesMail)
  if (refusing) return { reason: 'address-refuses', to: refusing.to, on: refusing.on, trouble: refusing.trouble }
  const most = isNew ? mailsADayWhileNew : mailsADay
  if (mailing.ofShop + recipients.length > most.ofShop)
    return { reason: 'too-many-mails', limit: most.ofShop, of: 'shop', isNew }
  if (mailing.toAddress >= most.toAddress)
    return { reason: 'too-many-mails', limit: most.toAddress, of: 'address', isNew }
  return null
}

/** Whether nothing more is sent there. */
export function refusesMail({ count }: RefusedMail): boolean {
  return count >= mostRefusals
}

function plain(address: string): string {
  return address.trim().toLowerCase()
}

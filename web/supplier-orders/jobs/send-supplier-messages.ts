import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import {
  type Mail,
  MailBusy,
  type Mailed,
  type Mailer,
  MailRefused,
  type NotTaken,
} from '../../platform/mail/mailer.ts'
import { endlessTurn, type Turn } from '../../platform/queue/turn.ts'
import type { Services } from '../../platform/services.ts'
import { lineOf, recipientsOf } from '../../suppliers/rules/addresses.ts'
import { type RefusedMail, refusesMail } from '../../suppliers/rules/mail-limits.ts'
import { loadRefusedMail } from '../../suppliers/store/refused-mail.ts'
import type { OrderEvent } from '../rules/order-event.ts'
import { recordEvents } from '../store/events.ts'
import { type ClaimedMessage, claimMessage, postponeMessage, settleMessage } from '../store/messages.ts'

/** Longer than it takes to send one, so that nobody else sends it meanwhile. */
const claimSeconds = 90
const firstWaitSeconds = 30
const longestWaitSeconds = 3_600
/** Over some eight hours; then a person has to look. */
const mostAttempts = 14

/**
 * Sends what waits for suppliers of the shop. A message whose sender died after the mail server took it is sent once more,
 * under the same id (docs/decisions/0011-send-a-supplier-order-at-least-once-under-one-message-id.md).
 * Answers in how many milliseconds there is something to do again: 0 for at once, null for nothing it could do. While the mail
 * server does not answer nobody's messages are tried, and none uses up an attempt.
 */
export async function sendSupplierMessages(
  services: Services,
  shop: string,
  turn: Turn = endlessTurn,
): Promise<number | null> {
  for (;;) {
    const waitMs = services.mailer.waitMs()
    if (waitMs > 0) return waitMs
    const claimed = await withShopSql(services.db, shop, claim)
    if (claimed === null) return null
    await sendOne(services, shop, claimed)
    if (turn.isOver()) return 0
  }
}

type Claimed = { readonly message: ClaimedMessage; readonly refused: readonly RefusedMail[] }

async function claim(tx: ShopSql): Promise<Claimed | null> {
  const message = await claimMessage(tx, claimSeconds)
  return message && { message, refused: await loadRefusedMail(tx, recipientsOf(message)) }
}

async function sendOne(
  { db, mailer, failpoint }: Services,
  shop: string,
  { message, refused }: Claimed,
): Promise<void> {
  const { messageId, supplierOrderId, attempts } = message
  const all = recipientsOf(message)
  const pending = message.stillTo.length > 0 ? message.stillTo : all
  // It was asked for before the address had refused the others. One that was tried before may have arrived: its server says.
  const isUntried = attempts === 1 || message.stillTo.length > 0
  const refusing = isUntried ? refused.filter((one) => pending.includes(one.to) && refusesMail(one)) : []
  const only = pending.filter((address) => refusing.every(({ to }) => to !== address))
  const { savedAs, leftOut } = only.length === 0 ? nothingSent : await trySending(mailer, shop, message, only)
  if (leftOut.length < only.length) failpoint('after-mail')
  const left = [...refusing.map(refusedOthers), ...leftOut]
  const trouble = left.length === 0 ? null : troubleOf(left, all)
  const addresses = left.map(({ address }) => address)
  await withShopSql(db, shop, async (tx) => {
    if (trouble !== null && leftOut.some(({ isForGood }) => !isForGood) && attempts < mostAttempts) {
      const seconds = Math.min(firstWaitSeconds * 2 ** (attempts - 1), longestWaitSeconds)
      return await postponeMessage(tx, messageId, seconds, { trouble, stillTo: addresses })
    }
    const isSent = left.length < all.length
    const isForGood = leftOut.some((one) => one.isForGood)
    const state = isSent ? 'sent' : 'refused'
    await settleMessage(tx, messageId, { state, trouble, savedAs, isForGood, leftOut: addresses })
    const facts = { messageId, to: lineOf(message) }
    const event: OrderEvent = isSent
      ? {
          kind: 'sent',
          facts: { ...facts, ...(savedAs !== null && { saved: true }), ...(trouble && { notTo: trouble }) },
        }
      : { kind: 'send-failed', facts: { ...facts, trouble: trouble ?? '' } }
    await recordEvents(tx, [{ supplierOrderId, ...event }])
  })
}

const nothingSent: Mailed = { savedAs: null, leftOut: [] }

/** To whom it did not go, and why: to nobody where the server took it for none. */
async function trySending(mailer: Mailer, shop: string, message: ClaimedMessage, only: string[]): Promise<Mailed> {
  try {
    return await mailer.send(shop, { ...mailOf(message), only })
  } catch (error) {
    if (!(error instanceof MailRefused || error instanceof MailBusy)) throw error
    const isForGood = error instanceof MailRefused
    return { savedAs: null, leftOut: only.map((address) => ({ address, trouble: error.message, isForGood })) }
  }
}

function refusedOthers({ to, trouble }: RefusedMail): NotTaken {
  return { address: to, trouble: `Not sent, as the address refused others: ${trouble}`, isForGood: true }
}

/** With the addresses, where there are others. */
function troubleOf(left: readonly NotTaken[], all: readonly string[]): string {
  const [one] = left
  const isOne = new Set(left.map(({ trouble }) => trouble)).size === 1 && left.length === all.length
  if (isOne && one) return one.trouble
  return left.map(({ address, trouble }) => `${address}: ${trouble}`).join('; ')
}

function mailOf(message: ClaimedMessage): Omit<Mail, 'only'> {
  const { key, sender, replyTo, to, alsoTo, cc, subject, text, number, pdf, csv } = message
  return {
    id: key,
    ...{ sender, replyTo, to: [to, ...alsoTo], cc, subject, text },
    attachments: [
      { filename: `order-${number}.pdf`, contentType: 'application/pdf', content: pdf },
      { filename: `order-${number}.csv`, contentType: 'text/csv; charset=utf-8', content: Buffer.from(csv) },
    ],
  }
}

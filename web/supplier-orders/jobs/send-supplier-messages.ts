import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { type Mail, MailBusy, MailRefused } from '../../platform/mail/mailer.ts'
import { endlessTurn, type Turn } from '../../platform/queue/turn.ts'
import type { Services } from '../../platform/services.ts'
import { type RefusedMail, refusesMail } from '../../suppliers/rules/mail-limits.ts'
import { loadRefusedMail } from '../../suppliers/store/refused-mail.ts'
import type { OrderEvent } from '../rules/order-event.ts'
import { recordEvents } from '../store/events.ts'
import {
  type ClaimedMessage,
  claimMessage,
  postponeMessage,
  type SettledMessage,
  settleMessage,
} from '../store/messages.ts'

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

type Claimed = { readonly message: ClaimedMessage; readonly refused: RefusedMail | null }

async function claim(tx: ShopSql): Promise<Claimed | null> {
  const message = await claimMessage(tx, claimSeconds)
  return message && { message, refused: await loadRefusedMail(tx, message.to) }
}

async function sendOne(
  { db, mailer, failpoint }: Services,
  shop: string,
  { message, refused }: Claimed,
): Promise<void> {
  const { messageId, supplierOrderId, to } = message
  const settle = (settled: SettledMessage, event: OrderEvent) =>
    withShopSql(db, shop, async (tx: ShopSql) => {
      await settleMessage(tx, messageId, settled)
      await recordEvents(tx, [{ supplierOrderId, ...event }])
    })
  const giveUp = (trouble: string, isForGood: boolean) =>
    settle(
      { state: 'refused', trouble, savedAs: null, isForGood },
      { kind: 'send-failed', facts: { messageId, to, trouble } },
    )
  // It was asked for before the address had refused the others. One that was tried before may have arrived: its server says.
  if (refused && refusesMail(refused) && message.attempts === 1) {
    return await giveUp(`Not sent, as the address refused others: ${refused.trouble}`, false)
  }
  try {
    const { savedAs } = await mailer.send(shop, mailOf(message))
    failpoint('after-mail')
    const facts = { messageId, to, ...(savedAs !== null && { saved: true as const }) }
    await settle({ state: 'sent', trouble: null, savedAs }, { kind: 'sent', facts })
  } catch (error) {
    if (error instanceof MailRefused) return await giveUp(error.message, true)
    if (!(error instanceof MailBusy)) throw error
    if (message.attempts >= mostAttempts) return await giveUp(error.message, false)
    const seconds = Math.min(firstWaitSeconds * 2 ** (message.attempts - 1), longestWaitSeconds)
    await withShopSql(db, shop, (tx) => postponeMessage(tx, messageId, seconds, error.message))
  }
}

function mailOf({ key, sender, replyTo, to, subject, text, number, pdf, csv }: ClaimedMessage): Mail {
  return {
    id: key,
    ...{ sender, replyTo, to, subject, text },
    attachments: [
      { filename: `order-${number}.pdf`, contentType: 'application/pdf', content: pdf },
      { filename: `order-${number}.csv`, contentType: 'text/csv; charset=utf-8', content: Buffer.from(csv) },
    ],
  }
}

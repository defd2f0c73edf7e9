import type { InShop, ShopSql } from '../../platform/db/with-shop.ts'
import { wordsOf } from '../../platform/documents/document-words.ts'
import { mailRefusal } from '../../suppliers/rules/mail-limits.ts'
import { drawInThread } from '../documents/draw-in-thread.ts'
import { type OrderDocument, orderCsv } from '../documents/order-document.ts'
import { lockFor } from '../lock-for.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { moveRefusalOf } from '../rules/supplier-order.ts'
import { recordEvents } from '../store/events.ts'
import {
  insertMessage,
  loadLastSent,
  loadMailing,
  loadMessageByKey,
  type SupplierMessageRecord,
} from '../store/messages.ts'
import { loadSupplierOrder } from '../store/record.ts'
import { loadOrderDocument } from './order-document.ts'
import { refusalOfDraft } from './refusal-of-draft.ts'

export type Letter = { readonly to: string | null; readonly subject: string; readonly text: string }

/** The e-mail as it is proposed, in the supplier's language. */
export function letterOf({ number, language, shop, supplier }: OrderDocument): Letter {
  const words = wordsOf(language)
  return {
    to: supplier.email,
    subject: `${words.order(number)} · ${shop.name}`,
    text: words.letter(number, shop.name),
  }
}

export type Sending = {
  readonly supplierOrderId: string
  /** Of this press of the button: pressed twice, sent once. */
  readonly key: string
  readonly to: string
  /** The last message that whoever sends knows of; null: none. Absent: whatever was sent meanwhile. */
  readonly lastMessageId?: string | null | undefined
  readonly subject?: string | undefined
  readonly text?: string | undefined
}

type Drawn = { readonly document: OrderDocument; readonly version: number; readonly pdf: Buffer }

/**
 * Puts the order's documents and the e-mail in the queue, as they are at this moment, with the copy that is kept. Drawing
 * takes a while, so it is done between two transactions: where the order changed in between it is drawn again.
 */
export async function sendOrder(
  inShop: InShop,
  sending: Sending,
  today: string,
): Promise<Outcome<SupplierMessageRecord>> {
  for (;;) {
    const drawn = await drawDocuments(inShop, sending, today)
    if (drawn === null) return refused({ reason: 'no-such-order' })
    if ('ok' in drawn) return drawn
    const sent = await inShop((tx) => enqueue(tx, sending, drawn))
    if (sent.ok || sent.refusal.reason !== 'changed-meanwhile') return sent
  }
}

async function drawDocuments(inShop: InShop, sending: Sending, today: string) {
  const { supplierOrderId } = sending
  const found = await inShop(async (tx) => {
    const answer = await sentOrRefused(tx, sending)
    if (answer !== null) return answer
    const order = await loadSupplierOrder(tx, supplierOrderId, today)
    const document = await loadOrderDocument(tx, supplierOrderId, today)
    if (order === null || document === null) return null
    const reason = moveRefusalOf(order.state, 'send')
    if (reason !== null) return refused({ reason, state: order.state })
    const refusal = order.state === 'draft' ? await refusalOfDraft(tx, order) : null
    if (refusal !== null) return refused(refusal)
    return document.lines.length === 0 ? refused({ reason: 'no-lines' }) : { document, version: order.version }
  })
  return found === null || 'ok' in found ? found : { ...found, pdf: Buffer.from(await drawInThread(found.document)) }
}

/** What was sent with this key already, or why nothing may be; null where one more may. */
async function sentOrRefused(
  tx: ShopSql,
  { supplierOrderId, key, to }: Sending,
): Promise<Outcome<SupplierMessageRecord> | null> {
  const sent = await loadMessageByKey(tx, supplierOrderId, key)
  if (sent !== null) return done(sent)
  const mailing = await loadMailing(tx, supplierOrderId, to)
  const refusal = mailing && mailRefusal(to, mailing)
  return refusal && refused(refusal)
}

/** Under the lock of the shop's plans, so whoever presses at once is counted one after the other. */
async function enqueue(
  tx: ShopSql,
  sending: Sending,
  { document, version, pdf }: Drawn,
): Promise<Outcome<SupplierMessageRecord>> {
  const { supplierOrderId, key, to, lastMessageId, ...said } = sending
  const locked = await lockFor(tx, supplierOrderId, version, 'send')
  if (!locked.ok) return locked
  const answer = await sentOrRefused(tx, sending)
  if (answer !== null) return answer
  const last = lastMessageId === undefined ? null : await loadLastSent(tx, supplierOrderId)
  if (last !== null && last.messageId !== lastMessageId) return refused({ reason: 'sent-meanwhile', to: last.to })
  const { subject, text } = letterOf(document)
  const message = {
    supplierOrderId,
    key,
    to,
    subject: said.subject ?? subject,
    text: said.text ?? text,
    pdf,
    csv: orderCsv(document),
  }
  const messageId = await insertMessage(tx, message)
  const sent = await loadMessageByKey(tx, supplierOrderId, key)
  if (sent === null) return refused({ reason: 'key-of-another-order' })
  if (messageId !== null) {
    await recordEvents(tx, [{ supplierOrderId, kind: 'send-asked', facts: { messageId, to } }])
    await tx.query('select nudge_mail(array[$1])')
  }
  return done(sent)
}

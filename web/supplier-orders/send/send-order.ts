import type { InShop, ShopSql } from '../../platform/db/with-shop.ts'
import { wordsOf } from '../../platform/documents/document-words.ts'
import { addressesAfter, lineOf, noAddresses, type Recipients, recipientsOf } from '../../suppliers/rules/addresses.ts'
import { mailRefusal } from '../../suppliers/rules/mail-limits.ts'
import { drawInThread } from '../documents/draw-in-thread.ts'
import { type OrderDocument, orderCsv } from '../documents/order-document.ts'
import { lockFor } from '../lock-for.ts'
import { loadOrderingDays, markOrdered, type Ordering, refusalOfOrdering } from '../mark-ordered.ts'
import { done, type Outcome, type Refusal, refused } from '../outcome.ts'
import { moveRefusalOf } from '../rules/supplier-order.ts'
import { recordEvents } from '../store/events.ts'
import { loadOrderLines } from '../store/lines.ts'
import {
  insertMessage,
  loadAddressesFor,
  loadLastSent,
  loadMailing,
  loadMessageByKey,
  type SupplierMessageRecord,
} from '../store/messages.ts'
import { loadSupplierOrder, type WholeSupplierOrder } from '../store/record.ts'
import { loadOrderDocument } from './order-document.ts'
import { refusalOfDraft } from './refusal-of-draft.ts'

export type Letter = { readonly subject: string; readonly text: string }

/** The e-mail as it is proposed, in the supplier's language. */
export function letterOf({ number, language, shop }: OrderDocument): Letter {
  const words = wordsOf(language)
  return {
    subject: `${words.order(number)} · ${shop.name}`,
    text: words.letter(number, shop.name),
  }
}

export type Sending = {
  readonly supplierOrderId: string
  /** Of this press of the button: pressed twice, sent once. */
  readonly key: string
  readonly to: string
  /** Absent, as `cc`: as they are kept with the supplier. */
  readonly alsoTo?: readonly string[] | undefined
  readonly cc?: readonly string[] | undefined
  /** The last message that whoever sends knows of; null: none. Absent: whatever was sent meanwhile. */
  readonly lastMessageId?: string | null | undefined
  readonly subject?: string | undefined
  readonly text?: string | undefined
  /** Of a draft: it is ordered with this, both or neither. */
  readonly order?: Omit<Ordering, 'supplierOrderId'> | undefined
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
    const sent = await inShop((tx) => enqueue(tx, sending, drawn, today))
    if (sent.ok || sent.refusal.reason !== 'changed-meanwhile') return sent
  }
}

async function drawDocuments(inShop: InShop, sending: Sending, today: string) {
  const { supplierOrderId } = sending
  const found = await inShop(async (tx) => {
    const answer = await sentOrRefused(tx, sending)
    if (answer !== null) return answer
    const order = await loadSupplierOrder(tx, supplierOrderId, today)
    if (order === null) return null
    const refusal = await refusalOf(tx, order, sending, today)
    if (refusal !== null) return refused(refusal)
    const days = sending.order && (await loadDaysOf(tx, order, sending.order, today))
    const document = await loadOrderDocument(tx, supplierOrderId, today, days)
    if (document === null) return null
    return document.lines.length === 0 ? refused({ reason: 'no-lines' }) : { document, version: order.version }
  })
  return found === null || 'ok' in found ? found : { ...found, pdf: Buffer.from(await drawInThread(found.document)) }
}

async function refusalOf(
  tx: ShopSql,
  order: WholeSupplierOrder,
  { order: ordering }: Sending,
  today: string,
): Promise<Refusal | null> {
  const { state, version } = order
  const reason = moveRefusalOf(state, 'send') ?? (ordering ? moveRefusalOf(state, 'order') : null)
  if (reason !== null) return { reason, state }
  if (ordering && ordering.version !== version) return { reason: 'changed-meanwhile', version }
  if (ordering) return refusalOfOrdering(tx, order, ordering, today)
  return state === 'draft' ? refusalOfDraft(tx, order) : null
}

async function loadDaysOf(tx: ShopSql, order: WholeSupplierOrder, { due }: Pick<Ordering, 'due'>, today: string) {
  const lines = await loadOrderLines(tx, order.supplierOrderId)
  return loadOrderingDays(tx, order.supplierId, lines, due, today)
}

/** What was sent with this key already, or why nothing may be; null where one more may. */
async function sentOrRefused(tx: ShopSql, sending: Sending): Promise<Outcome<SupplierMessageRecord> | null> {
  const { supplierOrderId, key } = sending
  const sent = await loadMessageByKey(tx, supplierOrderId, key)
  if (sent === 'of-another-order') return refused({ reason: 'key-of-another-order' })
  if (sent !== null) return done(sent)
  const recipients = recipientsOf(await loadRecipients(tx, sending))
  const mailing = await loadMailing(tx, supplierOrderId, recipients)
  const refusal = mailing && mailRefusal(recipients, mailing)
  return refusal && refused(refusal)
}

/** Those that are named, and beside them the supplier's where a list is not. */
async function loadRecipients(tx: ShopSql, { supplierOrderId, to, alsoTo, cc }: Sending): Promise<Recipients> {
  const kept = await loadAddressesFor(tx, supplierOrderId)
  const { email: _, ...others } = addressesAfter(kept ?? noAddresses, { email: to, alsoTo, cc })
  return { to, ...others }
}

/**
 * Under the lock of the shop's plans, so whoever presses at once is counted one after the other. What refuses does so before
 * anything is written.
 */
async function enqueue(
  tx: ShopSql,
  sending: Sending,
  { document, version, pdf }: Drawn,
  today: string,
): Promise<Outcome<SupplierMessageRecord>> {
  const { supplierOrderId, key, lastMessageId, order, ...said } = sending
  const locked = await lockFor(tx, supplierOrderId, version, 'send')
  if (!locked.ok) return locked
  const answer = await sentOrRefused(tx, sending)
  if (answer !== null) return answer
  const last = lastMessageId === undefined ? null : await loadLastSent(tx, supplierOrderId)
  if (last !== null && last.messageId !== lastMessageId) return refused({ reason: 'sent-meanwhile', to: lineOf(last) })
  if (order) {
    const ordered = await markOrdered(tx, { supplierOrderId, ...order, version }, today)
    if (!ordered.ok) return ordered
  }
  const { subject, text } = letterOf(document)
  const recipients = await loadRecipients(tx, sending)
  const message = {
    supplierOrderId,
    key,
    ...recipients,
    subject: said.subject ?? subject,
    text: said.text ?? text,
    pdf,
    csv: orderCsv(document),
  }
  const sent = await insertMessage(tx, message)
  const facts = { messageId: sent.messageId, to: lineOf(recipients) }
  await recordEvents(tx, [{ supplierOrderId, kind: 'send-asked', facts }])
  await tx.query('select nudge_mail(array[$1])')
  return done(sent)
}

import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Addresses, Recipients } from '../../suppliers/rules/addresses.ts'
import { type Mailing, newForDays } from '../../suppliers/rules/mail-limits.ts'
import { isToSql, loadRefusedMail } from '../../suppliers/store/refused-mail.ts'

/** A copy of what a supplier is sent. */
export type SupplierMessageRecord = {
  readonly messageId: string
  readonly to: string
  readonly alsoTo: string[]
  readonly cc: string[]
  readonly subject: string
  readonly text: string
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly createdAt: string
  readonly sentAt: string | null
  readonly trouble: string | null
  /** The file it was saved as, where there is no mail server. */
  readonly savedAs: string | null
  /** Its PDF and CSV are kept no more. */
  readonly areFilesForgotten: boolean
}

const columns = `m.message_id::text as "messageId", m.to_address as "to", m.also_to as "alsoTo", m.cc, m.subject, m.text, m.state,
  ${isoInstant('m.created_at')} as "createdAt", ${isoInstant('m.sent_at')} as "sentAt", m.trouble, m.saved_as as "savedAs",
  m.pdf is null as "areFilesForgotten"`

/** SQL: whether the supplier has the order of the alias, or is about to. `$1` is the shop. */
const isSentSql = (order: string) => `exists (
  select from supplier_message sent
   where sent.shop_id = $1 and sent.supplier_order_id = ${order}.supplier_order_id and sent.state <> 'refused')`

/** SQL: whether more may be put on the order of the alias without being asked: a draft that its supplier does not have. */
export const isOpenDraftSql = (order: string) => `(${order}.state = 'draft' and not ${isSentSql(order)})`

export type NewMessage = Recipients & {
  readonly supplierOrderId: string
  readonly key: string
  readonly subject: string
  readonly text: string
  readonly pdf: Buffer
  readonly csv: string
}

/** To whom orders of its supplier go; null for an order that there is not. */
export async function loadAddressesFor(tx: ShopSql, supplierOrderId: string): Promise<Addresses | null> {
  const [kept] = await tx.query<Addresses>(
    `select s.email, s.also_to as "alsoTo", s.cc
       from supplier_order o join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint`,
    [supplierOrderId],
  )
  return kept ?? null
}

/** What decides whether one more may be sent to these addresses for the order. Null for an order that there is not. */
export async function loadMailing(
  tx: ShopSql,
  supplierOrderId: string,
  recipients: readonly string[],
): Promise<Mailing | null> {
  const [mailing] = await tx.query<Mailing>(
    `select shop.mail_off as "isOff", array_remove(s.email || s.also_to || s.cc, null) as addresses,
            shop.installed_at > now() - make_interval(days => $4) as "isNew",
            (select coalesce(sum(m.recipients), 0)::int from supplier_message m
              where m.shop_id = $1 and m.created_at > now() - interval '24 hours') as "ofShop",
            (select coalesce(max(sent.mails), 0)::int
               from (select count(*) as mails from unnest($3::text[]) as asked(address)
                       join supplier_message m on m.shop_id = $1 and m.created_at > now() - interval '24 hours'
                            and ${isToSql('m', 'lower(asked.address)')}
                      group by asked.address) as sent) as "toAddress"
       from supplier_order o
       join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
       join shop on shop.shop_id = $1
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint`,
    [supplierOrderId, recipients, newForDays],
  )
  return mailing ? { ...mailing, refused: await loadRefusedMail(tx, recipients) } : null
}

export async function insertMessage(tx: ShopSql, message: NewMessage): Promise<SupplierMessageRecord> {
  const { supplierOrderId, key, to, alsoTo, cc, subject, text, pdf, csv } = message
  await tx.query(
    `insert into supplier_message (shop_id, supplier_order_id, key, to_address, also_to, cc, recipients, subject, text, pdf, csv)
     values ($1, $2::bigint, $3, $4, $5::text[], $6::text[], 1 + cardinality($5::text[]) + cardinality($6::text[]), $7, $8, $9, $10)`,
    [supplierOrderId, key, to, alsoTo, cc, subject, text, pdf, csv],
  )
  const written = await loadMessageByKey(tx, supplierOrderId, key)
  if (written === null || written === 'of-another-order') throw new Error('a message was not written')
  return written
}

export async function loadMessageByKey(
  tx: ShopSql,
  supplierOrderId: string,
  key: string,
): Promise<SupplierMessageRecord | 'of-another-order' | null> {
  const [row] = await tx.query<SupplierMessageRecord & { isOfOrder: boolean }>(
    `select ${columns}, m.supplier_order_id = $2::bigint as "isOfOrder" from supplier_message m where m.shop_id = $1 and m.key = $3`,
    [supplierOrderId, key],
  )
  if (row === undefined) return null
  const { isOfOrder, ...message } = row
  return isOfOrder ? message : 'of-another-order'
}

/** The last message that its supplier has, or is about to get. */
export type LastSent = Pick<SupplierMessageRecord, 'messageId' | 'to' | 'alsoTo' | 'cc' | 'createdAt'> & {
  /** The order was changed after it was drawn for the message. */
  readonly isChangedSince: boolean
}

/** Null where its supplier has nothing of it. */
export async function loadLastSent(tx: ShopSql, supplierOrderId: string): Promise<LastSent | null> {
  const [last] = await tx.query<LastSent>(
    `select m.message_id::text as "messageId", m.to_address as "to", m.also_to as "alsoTo", m.cc,
            ${isoInstant('m.created_at')} as "createdAt",
            exists (select from supplier_order_event changed
                     where changed.shop_id = $1 and changed.supplier_order_id = m.supplier_order_id
                       and changed.kind in ('edited', 'demand-added', 'units-cancelled')
                       and changed.event_id > (
                           select max(asked.event_id) from supplier_order_event asked
                            where asked.shop_id = $1 and asked.supplier_order_id = m.supplier_order_id
                              and asked.kind = 'send-asked' and asked.facts ->> 'messageId' = m.message_id::text))
              as "isChangedSince"
       from supplier_message m
      where m.shop_id = $1 and m.supplier_order_id = $2::bigint and m.state <> 'refused'
      order by m.message_id desc limit 1`,
    [supplierOrderId],
  )
  return last ?? null
}

/** Newest first. */
export function loadMessages(tx: ShopSql, supplierOrderId: string, limit: number) {
  return tx.query<SupplierMessageRecord>(
    `select ${columns} from supplier_message m
      where m.shop_id = $1 and m.supplier_order_id = $2::bigint order by m.message_id desc limit $3`,
    [supplierOrderId, limit],
  )
}

export type MessageFiles = { readonly number: number; readonly pdf: Buffer; readonly csv: string }

/** The files are null where they are kept no more. */
export async function loadMessageFiles(
  tx: ShopSql,
  messageId: string,
): Promise<MessageFiles | { readonly number: number; readonly pdf: null; readonly csv: null } | null> {
  const [row] = await tx.query<MessageFiles>(
    `select o.number, m.pdf, m.csv from supplier_message m
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = m.supplier_order_id
      where m.shop_id = $1 and m.message_id = $2::bigint`,
    [messageId],
  )
  return row ?? null
}

export type ClaimedMessage = MessageFiles &
  Recipients & {
    readonly messageId: string
    readonly supplierOrderId: string
    readonly key: string
    /** Of the recipients, those that do not have it yet; empty: all of them. */
    readonly stillTo: readonly string[]
    readonly subject: string
    readonly text: string
    /** This one included. */
    readonly attempts: number
    readonly sender: string
    readonly replyTo: string | null
  }

/**
 * The next message that is due. For `seconds` nobody else takes it: long enough to send it, and not so long that a
 * message whose sender died is forgotten.
 */
export async function claimMessage(tx: ShopSql, seconds: number): Promise<ClaimedMessage | null> {
  const [row] = await tx.query<ClaimedMessage>(
    `update supplier_message m
        set attempts = m.attempts + 1, due_at = now() + make_interval(secs => $2)
       from supplier_order o, shop
      where m.shop_id = $1 and m.message_id = (
            select message_id from supplier_message
             where shop_id = $1 and state = 'waiting' and due_at <= now()
             order by due_at, message_id limit 1 for update skip locked)
        and not shop.mail_off and o.shop_id = $1 and o.supplier_order_id = m.supplier_order_id and shop.shop_id = $1
     returning m.message_id::text as "messageId", m.supplier_order_id::text as "supplierOrderId", m.key::text, m.attempts,
               m.to_address as "to", m.also_to as "alsoTo", m.cc, m.still_to as "stillTo", m.subject, m.text, m.pdf, m.csv, o.number,
               coalesce(shop.name, m.shop_id) as sender, shop.contact_email as "replyTo"`,
    [seconds],
  )
  return row ?? null
}

export type SettledMessage = Pick<SupplierMessageRecord, 'state' | 'trouble' | 'savedAs'> & {
  /** The mail server will not take it for these however often it is given. */
  readonly isForGood: boolean
  readonly leftOut: readonly string[]
}

export async function settleMessage(
  tx: ShopSql,
  messageId: string,
  { state, trouble, savedAs, isForGood, leftOut }: SettledMessage,
): Promise<void> {
  await tx.query(
    `update supplier_message set state = $3, trouble = $4, saved_as = $5, sent_at = case when $3 = 'sent' then moment end,
            refused_at = case when $6 then moment end, left_out = $7
       from (select now() as moment) as clock
      where shop_id = $1 and message_id = $2::bigint`,
    [messageId, state, trouble, savedAs, isForGood, leftOut],
  )
}

/** It is tried again in so many seconds, for those that do not have it. */
export async function postponeMessage(
  tx: ShopSql,
  messageId: string,
  seconds: number,
  { trouble, stillTo }: { readonly trouble: string; readonly stillTo: readonly string[] },
): Promise<void> {
  await tx.query(
    `update supplier_message set trouble = $4, still_to = $5, due_at = now() + make_interval(secs => $3)
      where shop_id = $1 and message_id = $2::bigint`,
    [messageId, seconds, trouble, stillTo],
  )
}

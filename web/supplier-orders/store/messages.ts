import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type Mailing, newForDays } from '../../suppliers/rules/mail-limits.ts'
import { loadRefusedMail } from '../../suppliers/store/refused-mail.ts'

/** A copy of what a supplier is sent. */
export type SupplierMessageRecord = {
  readonly messageId: string
  readonly to: string
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

const columns = `m.message_id::text as "messageId", m.to_address as "to", m.subject, m.text, m.state,
  ${isoInstant('m.created_at')} as "createdAt", ${isoInstant('m.sent_at')} as "sentAt", m.trouble, m.saved_as as "savedAs",
  m.pdf is null as "areFilesForgotten"`

/** SQL: whether the supplier has the order of the alias, or is about to. `$1` is the shop. */
export const isSentSql = (order: string) => `exists (
  select from supplier_message sent
   where sent.shop_id = $1 and sent.supplier_order_id = ${order}.supplier_order_id and sent.state <> 'refused')`

/** SQL: whether more may be put on the order of the alias without being asked: a draft that its supplier does not have. */
export const isOpenDraftSql = (order: string) => `(${order}.state = 'draft' and not ${isSentSql(order)})`

export type NewMessage = {
  readonly supplierOrderId: string
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly pdf: Buffer
  readonly csv: string
}

/** What decides whether one more may be sent to this address for the order. Null for an order that there is not. */
export async function loadMailing(tx: ShopSql, supplierOrderId: string, to: string): Promise<Mailing | null> {
  const [mailing] = await tx.query<Mailing>(
    `select shop.mail_off as "isOff", s.email as address, shop.installed_at > now() - make_interval(days => $4) as "isNew",
            sent."ofShop", sent."toAddress"
       from supplier_order o
       join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
       join shop on shop.shop_id = $1,
            (select count(*)::int as "ofShop", (count(*) filter (where lower(to_address) = lower($3)))::int as "toAddress"
               from supplier_message where shop_id = $1 and created_at > now() - interval '24 hours') sent
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint`,
    [supplierOrderId, to.trim(), newForDays],
  )
  return mailing ? { ...mailing, refused: await loadRefusedMail(tx, to) } : null
}

/** Null where a message with this key is there already. */
export async function insertMessage(tx: ShopSql, message: NewMessage): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `insert into supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv)
     values ($1, $2::bigint, $3, $4, $5, $6, $7, $8)
         on conflict (shop_id, key) do nothing
     returning message_id::text as id`,
    [message.supplierOrderId, message.key, message.to, message.subject, message.text, message.pdf, message.csv],
  )
  return row?.id ?? null
}

export async function loadMessageByKey(
  tx: ShopSql,
  supplierOrderId: string,
  key: string,
): Promise<SupplierMessageRecord | null> {
  const [row] = await tx.query<SupplierMessageRecord>(
    `select ${columns} from supplier_message m where m.shop_id = $1 and m.supplier_order_id = $2::bigint and m.key = $3`,
    [supplierOrderId, key],
  )
  return row ?? null
}

/** The last message that its supplier has, or is about to get. */
export type LastSent = Pick<SupplierMessageRecord, 'messageId' | 'to' | 'createdAt'> & {
  /** The order was changed after it was drawn for the message. */
  readonly isChangedSince: boolean
}

/** Null where its supplier has nothing of it. */
export async function loadLastSent(tx: ShopSql, supplierOrderId: string): Promise<LastSent | null> {
  const [last] = await tx.query<LastSent>(
    `select m.message_id::text as "messageId", m.to_address as "to", ${isoInstant('m.created_at')} as "createdAt",
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

export type ClaimedMessage = MessageFiles & {
  readonly messageId: string
  readonly supplierOrderId: string
  readonly key: string
  readonly to: string
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
               m.to_address as "to", m.subject, m.text, m.pdf, m.csv, o.number,
               coalesce(shop.name, m.shop_id) as sender, shop.contact_email as "replyTo"`,
    [seconds],
  )
  return row ?? null
}

export type SettledMessage = Pick<SupplierMessageRecord, 'state' | 'trouble' | 'savedAs'> & {
  /** The mail server will not take it however often it is given. */
  readonly isForGood?: boolean
}

export async function settleMessage(
  tx: ShopSql,
  messageId: string,
  { state, trouble, savedAs, isForGood = false }: SettledMessage,
): Promise<void> {
  await tx.query(
    `update supplier_message set state = $3, trouble = $4, saved_as = $5, sent_at = case when $3 = 'sent' then moment end,
            refused_at = case when $6 then moment end
       from (select now() as moment) as clock
      where shop_id = $1 and message_id = $2::bigint`,
    [messageId, state, trouble, savedAs, isForGood],
  )
}

/** It is tried again in so many seconds. */
export async function postponeMessage(tx: ShopSql, messageId: string, seconds: number, trouble: string): Promise<void> {
  await tx.query(
    `update supplier_message set trouble = $4, due_at = now() + make_interval(secs => $3)
      where shop_id = $1 and message_id = $2::bigint`,
    [messageId, seconds, trouble],
  )
}

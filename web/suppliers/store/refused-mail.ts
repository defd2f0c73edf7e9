import { isoInstant } from '../../platform/db/iso-instant.ts'
import { dayInShop } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type RefusedMail, refusedForDays } from '../rules/mail-limits.ts'

/** SQL: whether a message of the alias went to an address in small letters. */
export const isToSql = (message: string, address: string) => `(
  lower(${message}.to_address) = ${address}
  or exists (select from unnest(${message}.also_to || ${message}.cc) one where lower(one) = ${address}))`

const isLeftOutSql = (message: string, address: string) => `(
  ${message}.left_out = '{}' or exists (select from unnest(${message}.left_out) one where lower(one) = ${address}))`

/** Mail to each of the addresses that was refused for good since the last that it took, and lately; the worst first. */
export async function loadRefusedMail(tx: ShopSql, addresses: readonly string[]): Promise<RefusedMail[]> {
  return await tx.query<RefusedMail>(
    `select asked.address as "to", count(*)::int as count, ${isoInstant('max(m.refused_at)')} as at,
            ${dayInShop('max(m.refused_at)')}::text as "on",
            (array_agg(m.trouble order by m.refused_at desc))[1] as trouble
       from unnest($2::text[]) as asked(address)
       join supplier_message m on m.shop_id = $1 and m.refused_at is not null
            and ${isToSql('m', 'lower(asked.address)')} and ${isLeftOutSql('m', 'lower(asked.address)')}
      where m.created_at > now() - make_interval(days => $3)
        and not exists (select from supplier_message later
                         where later.shop_id = $1 and later.created_at > now() - make_interval(days => $3)
                           and ${isToSql('later', 'lower(asked.address)')} and later.state = 'sent' and later.sent_at > m.refused_at
                           and not exists (select from unnest(later.left_out) one where lower(one) = lower(asked.address)))
      group by asked.address order by count(*) desc, max(m.refused_at) desc`,
    [addresses, refusedForDays],
  )
}

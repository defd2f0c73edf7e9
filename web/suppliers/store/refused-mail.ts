import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type RefusedMail, refusedForDays } from '../rules/mail-limits.ts'

/** Mail to an address that was refused for good since the last that was taken; null where none was, or not lately. */
export async function loadRefusedMail(tx: ShopSql, address: string): Promise<RefusedMail | null> {
  const [refused] = await tx.query<RefusedMail>(
    `select count(*)::int as count, ${isoInstant('max(m.refused_at)')} as at, (array_agg(m.trouble order by m.refused_at desc))[1] as trouble
       from supplier_message m
      where m.shop_id = $1 and lower(m.to_address) = lower($2) and m.refused_at is not null
        and m.created_at > now() - make_interval(days => $3)
        and not exists (select from supplier_message later
                         where later.shop_id = $1 and later.created_at > now() - make_interval(days => $3)
                           and lower(later.to_address) = lower($2) and later.state = 'sent' and later.sent_at > m.refused_at)
     having count(*) > 0`,
    [address.trim(), refusedForDays],
  )
  return refused ?? null
}

import type { ShopSql } from '../../../platform/db/with-shop.ts'

type NativeStep = 'transfers' | 'purchase-orders' | 'rest'
export type NativeReading = { readonly step: NativeStep; readonly position: string | null }

/**
 * SQL of when there is something of them to read, in a query whose first parameter is the shop: no row where there is not, or
 * where the app may not. `native_due_at` says the same to the sweep.
 */
export const nativeDue = `
  select greatest(now(), r.postponed_until) as due_at
    from shop s left join native_reading r on r.shop_id = $1
   where s.shop_id = $1 and s.uninstalled_at is null and reads_native(s.scopes)
     and (r.shop_id is null or r.due_at is not null
          or exists (select from native_document d where d.shop_id = $1 and d.is_read_due))`

/** All documents are to be read: after an import, every night, and when the merchant asks. */
export async function askForNativeReading(tx: ShopSql): Promise<void> {
  await tx.query(
    `insert into native_reading as known (shop_id, due_at) values ($1, now())
         on conflict (shop_id) do update set due_at = excluded.due_at, step = 'transfers', position = null, started_at = null`,
  )
}

/** As soon as the app may read them (again), everything may have changed. */
export async function readNativeAnew(tx: ShopSql): Promise<void> {
  await tx.query(
    `update native_reading
        set due_at = now(), step = 'transfers', position = null, started_at = null, postponed_until = null, trouble = null
      where shop_id = $1`,
  )
}

/** The reading of all that is under way, or begins now; null where none is wanted. */
export async function loadNativeReading(tx: ShopSql): Promise<NativeReading | null> {
  await tx.query('insert into native_reading (shop_id, due_at) values ($1, now()) on conflict do nothing')
  const [row] = await tx.query<NativeReading>(
    `update native_reading set started_at = coalesce(started_at, moment) from (select now() as moment) as clock
      where shop_id = $1 and due_at is not null returning step, position`,
  )
  return row ?? null
}

export async function advanceNativeReading(tx: ShopSql, { step, position }: NativeReading): Promise<void> {
  await tx.query('update native_reading set step = $2, position = $3, trouble = null where shop_id = $1', [
    step,
    position,
  ])
}

/** Everything that is open was listed: what was open and is not any more is to be read as well. Then it is over. */
export async function finishNativeReading(tx: ShopSql): Promise<void> {
  await tx.query(
    `update native_document as d set is_read_due = true, version = version + 1
       from native_reading r
      where d.shop_id = $1 and r.shop_id = $1 and not d.is_read_due and d.gone_at is null
        and coalesce(d.read_at, '-infinity') < r.started_at
        and not (d.kind = 'transfer' and d.status in ('TRANSFERRED', 'CANCELED'))
        and not d.is_archived`,
  )
  await tx.query(
    `update native_reading set due_at = null, step = 'transfers', position = null, started_at = null, finished_at = now()
      where shop_id = $1`,
  )
}

/** Shopify refused: they are looked for again later, and nothing else waits for it. */
export async function postponeNative(tx: ShopSql, minutes: number, trouble: string): Promise<void> {
  await tx.query(
    `insert into native_reading as known (shop_id, due_at, postponed_until, trouble)
     values ($1, now(), now() + make_interval(mins => $2), $3)
         on conflict (shop_id) do update set postponed_until = excluded.postponed_until, trouble = excluded.trouble`,
    [minutes, trouble],
  )
}

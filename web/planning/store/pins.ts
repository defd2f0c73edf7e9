import type { ShopSql } from '../../platform/db/with-shop.ts'

/**
 * Goods went from arrivals to others: whoever is pinned to an arrival is pinned to those that its goods are of now, to nothing where
 * there are none. The caller holds `lockPlans`.
 */
export async function movePins(tx: ShopSql, wentTo: ReadonlyMap<string, readonly string[]>): Promise<void> {
  if (wentTo.size === 0) return
  const wishes = await tx.query<{ lineId: string; pins: string[] }>(
    `select line_id as "lineId", array_prepend(pin, also_pinned)::text[] as pins from line_wish
      where shop_id = $1 and (pin = any($2::bigint[]) or also_pinned && $2::bigint[])
      order by line_id`,
    [[...wentTo.keys()]],
  )
  const moved = wishes.map(({ lineId, pins }) => {
    const [pin = null, ...also] = new Set(pins.flatMap((one) => wentTo.get(one) ?? [one]))
    return { lineId, pin, also: `{${also.join()}}` }
  })
  await tx.query(
    `update line_wish set pin = moved.pin, also_pinned = moved.also::bigint[]
       from unnest($2::text[], $3::bigint[], $4::text[]) as moved(line_id, pin, also)
      where line_wish.shop_id = $1 and line_wish.line_id = moved.line_id`,
    [moved.map(({ lineId }) => lineId), moved.map(({ pin }) => pin), moved.map(({ also }) => also)],
  )
}

/** Whoever is pinned to these arrivals, which are gone, is pinned to them no more. */
export async function forgetPins(tx: ShopSql, gone: readonly string[]): Promise<void> {
  await movePins(tx, new Map(gone.map((arrival) => [arrival, []])))
}

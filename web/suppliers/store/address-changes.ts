import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** Who changes an address, as far as Shopify says, and how. */
export type AddressChanger = { readonly user: string | null; readonly way: 'hand' | 'file' }

export type AddressChangeRecord = {
  readonly supplierId: string
  /** Null: it had none, or has none. */
  readonly from: string | null
  readonly to: string | null
}

export type RecordedAddressChange = Omit<AddressChangeRecord, 'supplierId'> &
  AddressChanger & { readonly changeId: string; readonly at: string }

/** Records the addresses that are others than before; the caller wrote them in this transaction. */
export async function recordAddressChanges(
  tx: ShopSql,
  changes: readonly AddressChangeRecord[],
  { user, way }: AddressChanger,
): Promise<void> {
  const changed = changes.filter(({ from, to }) => from !== to)
  if (changed.length === 0) return
  await tx.query(
    `insert into supplier_address_change (shop_id, supplier_id, from_address, to_address, changed_by, way)
     select $1, changed.*, $5, $6 from unnest($2::bigint[], $3::text[], $4::text[]) as changed returning 1`,
    [
      changed.map(({ supplierId }) => supplierId),
      changed.map(({ from }) => from),
      changed.map(({ to }) => to),
      user,
      way,
    ],
  )
}

/** More than anybody reads. */
const shownAtMost = 20

/** The last changes of a supplier's address, the newest first. */
export async function loadAddressChanges(tx: ShopSql, supplierId: string): Promise<RecordedAddressChange[]> {
  return await tx.query<RecordedAddressChange>(
    `select change_id::text as "changeId", ${isoInstant('at')} as at, changed_by as "user", way,
            from_address as "from", to_address as "to"
       from supplier_address_change where shop_id = $1 and supplier_id = $2::bigint
      order by change_id desc limit $3`,
    [supplierId, shownAtMost],
  )
}

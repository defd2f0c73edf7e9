import type { Cause } from '../../mirror/rules/shop-facts.ts'
import type { ToldPromise } from '../../mirror/rules/told-promise.ts'
import { loadScheduledAt, type ScheduledUnitsRecord } from '../../mirror/store/orders/scheduled-units.ts'
import { toldColumn } from '../../mirror/store/orders/told-column.ts'
import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import { loadCountingRules } from '../../planning/store/counting-rules.ts'
import { loadOwedPlaces, type OwedPlaceRecord } from '../../planning/store/owed.ts'
import { loadPegsOfLine, type PegOfLine } from '../../planning/store/pegs.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type BackorderRecord, recordColumns, recordJoins } from './backorder-record.ts'

/** Entries from before supplier orders were planned with say nothing of arrivals. */
export type LedgerNumbersRecord = Omit<BackorderNumbers, 'nextArrivalOn'> &
  Partial<Pick<BackorderNumbers, 'nextArrivalOn'>>

export type LedgerRecord = {
  readonly ledgerId: string
  readonly at: string
  readonly causeKind: Cause['kind']
  readonly cause: Partial<Cause> & { readonly note?: string }
  readonly before: LedgerNumbersRecord | null
  readonly after: LedgerNumbersRecord
}

export type BackorderWithLedger = BackorderRecord & {
  /** What the shopper read before ordering; null where nothing was told. */
  readonly told: ToldPromise | null
  /** Open units of the line that took no stock, and whether such units wait in the queue. */
  readonly unclaimed: number
  readonly countsUnclaimed: boolean
  /** What of the line there is to be sent later. */
  readonly scheduled: readonly ScheduledUnitsRecord[]
  readonly pegs: readonly PegOfLine[]
  /** What its place owes before anybody who waits there. */
  readonly owed: OwedPlaceRecord | null
  /** Newest first. */
  readonly ledger: readonly LedgerRecord[]
  readonly ledgerIsWhole: boolean
}

/** A line in a busy shop changes a few dozen times; more than this is nothing that anyone reads. */
const mostEntries = 200

/** Null for an id that the shop has no backorder of. */
export async function loadBackorder(tx: ShopSql, backorderId: string): Promise<BackorderWithLedger | null> {
  const [record] = await tx.query<BackorderRecord>(
    `select ${recordColumns} from backorder b ${recordJoins} where b.shop_id = $1 and b.backorder_id = $2::bigint`,
    [backorderId],
  )
  if (!record) return null
  const ledger = await tx.query<LedgerRecord>(
    `select ledger_id::text as "ledgerId", ${isoInstant('at')} as at, cause_kind as "causeKind", cause, before, after
       from ledger
      where shop_id = $1 and backorder_id = $2::bigint
      order by ledger_id desc
      limit $3`,
    [backorderId, mostEntries + 1],
  )
  const pegs = await loadPegsOfLine(tx, record.lineId, record.locationId)
  const [owed = null] = await loadOwedPlaces(tx, record.itemId, record.locationId)
  const [line] = await tx.query<Pick<BackorderWithLedger, 'told' | 'unclaimed'>>(
    `select ${toldColumn}, least(line.unclaimed, line.open) as unclaimed from order_line line where line.shop_id = $1 and line.line_id = $2`,
    [record.lineId],
  )
  return {
    ...record,
    told: line?.told ?? null,
    unclaimed: line?.unclaimed ?? 0,
    countsUnclaimed: (await loadCountingRules(tx)).countsUnclaimed,
    scheduled: await loadScheduledAt(tx, record.orderId, record),
    pegs,
    owed,
    ledger: ledger.slice(0, mostEntries),
    ledgerIsWhole: ledger.length <= mostEntries,
  }
}

import { countOlderOrders, type OlderOrders } from '../../mirror/store/orders/older-orders.ts'
import { countScheduled } from '../../mirror/store/orders/scheduled-units.ts'
import { type BackorderState, leftOutStates } from '../../planning/rules/record/backorder.ts'
import { countOwedToOrder } from '../../planning/store/owed.ts'
import { countUnplaced } from '../../planning/store/unplaced-units.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { countOpenDataRequests, type OpenDataRequests } from './data-requests.ts'

export type ShopSummaryRecord = {
  readonly counts: {
    readonly open: number
    readonly ready: number
    readonly closed: number
    readonly cancelled: number
    /** Of those that are cancelled, the ones whose order is not; only where there are any. */
    readonly notCounted?: number
  }
  /** When a plan last changed a line. */
  readonly lastPlannedAt: string | null
  readonly parked: number
  readonly due: number
  /** Beyond stock, and neither on order nor on a draft. */
  readonly owed: { readonly items: number; readonly units: number }
  /** Units that wait for the day on which they are to be sent, and the next such day. */
  readonly scheduled: { readonly units: number; readonly next: string | null }
  /** Open units without a location, and the lines they are of. */
  readonly unplaced: { readonly units: number; readonly lines: number }
  readonly dataRequests: OpenDataRequests
  readonly olderOrders: OlderOrders
  /** Why Shopify turns us away, or null. */
  readonly attention: string | null
  /** As Shopify lists them; empty until the merchant first opened the app. */
  readonly scopes: readonly string[]
}

export async function loadShopSummary(tx: ShopSql): Promise<ShopSummaryRecord> {
  const counted = await tx.query<{ state: BackorderState; lines: number }>(
    'select state, sum(lines)::float8 as lines from backorder_count where shop_id = $1 group by state',
  )
  const [rest] = await tx.query<Pick<ShopSummaryRecord, 'lastPlannedAt' | 'parked' | 'due'>>(
    `select (select ${isoInstant('at')} from ledger where shop_id = $1 order by ledger_id desc limit 1) as "lastPlannedAt",
            (select count(*)::int from delivery where shop_id = $1 and state = 'parked') as parked,
            (select count(*) from delivery where shop_id = $1 and state = 'waiting')::int
              + (select count(*) from due_item where shop_id = $1 and due_at < 'infinity')::int
              + (select count(*) from variant where shop_id = $1 and read_due)::int
              + (select count(*) from shop_order where shop_id = $1 and read_due)::int
              + (select count(*) from import where shop_id = $1 and finished_at is null)::int as due`,
  )
  const linesIn = (...states: readonly BackorderState[]) =>
    counted.reduce((sum, { state, lines }) => sum + (states.includes(state) ? lines : 0), 0)
  const notCounted = linesIn(...leftOutStates, 'moved')
  const owed = await countOwedToOrder(tx)
  return {
    counts: {
      open: linesIn('open'),
      ready: linesIn('ready'),
      closed: linesIn('closed'),
      cancelled: linesIn('cancelled') + notCounted,
      ...(notCounted > 0 && { notCounted }),
    },
    lastPlannedAt: null,
    parked: 0,
    due: 0,
    ...rest,
    owed,
    scheduled: await countScheduled(tx),
    unplaced: await countUnplaced(tx),
    dataRequests: await countOpenDataRequests(tx),
    olderOrders: await countOlderOrders(tx),
    ...(await loadGranted(tx)),
  }
}

/** What Shopify lets us do. */
export async function loadGranted(tx: ShopSql): Promise<Pick<ShopSummaryRecord, 'attention' | 'scopes'>> {
  const [granted] = await tx.query<{ attention: string | null; scopes: string }>(
    'select attention, scopes from shop where shop_id = $1',
  )
  const scopes = (granted?.scopes ?? '').split(',').filter((scope) => scope !== '')
  return { attention: granted?.attention ?? null, scopes }
}

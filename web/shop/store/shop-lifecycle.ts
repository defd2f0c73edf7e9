import { locationsTouched } from '../../mirror/store/items/catalogue.ts'
import { askForImport } from '../../mirror/store/marks/ask-for-import.ts'
import { nativeDue, readNativeAnew } from '../../mirror/store/marks/native-reading.ts'
import { nudgePromises, promisesMarked } from '../../mirror/store/marks/promise-marks.ts'
import { askForUnreadOrders, readsEveryOrder } from '../../mirror/store/orders/older-orders.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** The scopes as Shopify had them granted at `at`; an older list changes nothing. */
export async function recordScopes(tx: ShopSql, scopes: readonly string[], at: string): Promise<void> {
  const [changed] = await tx.query<{ before: string; readsNative: boolean }>(
    `update shop set scopes = $2, scopes_at = $3 from (select scopes from shop where shop_id = $1 for no key update) as was
      where shop_id = $1 and uninstalled_at is null and coalesce(scopes_at, '-infinity') <= $3
     returning was.scopes as before, reads_native(shop.scopes) and not reads_native(was.scopes) as "readsNative"`,
    [scopes.join(','), at],
  )
  if (changed && readsEveryOrder(scopes) && !readsEveryOrder(changed.before.split(','))) {
    await askForUnreadOrders(tx)
    await askForImport(tx, { holdsPlans: false })
  }
  if (changed?.readsNative) await readNativeAnew(tx)
  // What shoppers are told may have waited for one of them.
  await nudgePromises(tx)
}

/**
 * What a lane has to do, and whether it may ask Shopify: it pauses while the app is not installed, and while its token is gone and
 * only the merchant can get a new one. Lost access with a token left (a frozen shop) is tried again.
 */
export type Standing = {
  readonly isPaused: boolean
  readonly attention: string | null
  readonly isWaiting: boolean
  readonly isImporting: boolean
  /** A receipt is to be posted. */
  readonly isReceiving: boolean
  /** What the shop says of itself was never read, or not of late. */
  readonly needsDetails: boolean
  /** Something is to be read of variants that nothing is known of. */
  readonly needsVariants: boolean
  /** A webhook told of a location after the locations were read. */
  readonly needsLocations: boolean
  /** Documents of Shopify's own are to be read, and may be. */
  readonly needsNative: boolean
  /** Something of Shopify's own is or was to come. */
  readonly hasNative: boolean
  /** Orders are to be read. */
  readonly needsOrders: boolean
  /** Items wait for a plan. */
  readonly needsPlans: boolean
  /** When there is something of all this to read, to post or to plan, in milliseconds from now; 0 for at once, null for nothing at all. */
  readonly waitMs: number | null
  /** A check of everything is under way, which goes on while nothing else is to be done. */
  readonly isReconciling: boolean
  readonly isRebuilding: boolean
  /** What shoppers are told is to be worked out anew of something. */
  readonly arePromisesMarked: boolean
  /** Shopify says that the app was removed, and that is to be checked. */
  readonly isToldRemoved: boolean
  /** Everything of the shop is to be erased, or is being erased. */
  readonly isToBeErased: boolean
}

const unknownShop: Standing = {
  isPaused: false,
  attention: null,
  isWaiting: false,
  isImporting: false,
  isReceiving: false,
  needsDetails: false,
  needsVariants: false,
  needsLocations: false,
  needsNative: false,
  hasNative: false,
  needsOrders: false,
  needsPlans: false,
  waitMs: null,
  isReconciling: false,
  isRebuilding: false,
  arePromisesMarked: false,
  isToldRemoved: false,
  isToBeErased: false,
}

/** Asked once a round, with what was recorded in it, and once more where something was done then. */
export async function loadStanding(tx: ShopSql): Promise<Standing> {
  const [standing = unknownShop] = await tx.query<Standing>(
    `select not exists (select from askable_shop where shop_id = $1) as "isPaused",
            attention,
            "isWaiting", "needsVariants", "needsLocations",
            exists (select from import where shop_id = $1 and finished_at is null) as "isImporting",
            coalesce(receipts.due_at <= now(), false) as "isReceiving",
            details_read_at is null or details_read_at < now() - interval '20 hours' as "needsDetails",
            coalesce(native.due_at <= now(), false) as "needsNative",
            exists (select from native_document where shop_id = $1) as "hasNative",
            coalesce(orders.due_at <= now(), false) as "needsOrders",
            coalesce(plans.due_at <= now(), false) as "needsPlans",
            extract(epoch from least(
              case when "isWaiting" or "needsVariants" or "needsLocations" then now() end,
              receipts.due_at, native.due_at, orders.due_at, plans.due_at) - now())::float8 * 1000 as "waitMs",
            exists (select from reconcile where shop_id = $1 and finished_at is null) as "isReconciling",
            exists (select from rebuild where shop_id = $1 and finished_at is null) as "isRebuilding",
            ${promisesMarked} as "arePromisesMarked",
            removal_due_at <= now() as "isToldRemoved",
            erasure_due_at <= now() as "isToBeErased"
       from shop
      cross join lateral (
        select exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting",
               exists (select from variant where shop_id = $1 and read_due) as "needsVariants",
               coalesce(${locationsTouched}, false) as "needsLocations") at_once
      cross join lateral (select min(due_at) as due_at from receipt where shop_id = $1 and state = 'posting') receipts
      cross join lateral (select min(due_at) as due_at from (${nativeDue}) documents) native
      cross join lateral (
        -- One is enough where many are due: a shop may have every order read.
        select coalesce(
          (select now() from shop_order where shop_id = $1 and read_due and coalesce(read_from, now()) <= now() limit 1),
          (select min(read_from) from shop_order where shop_id = $1 and read_due)) as due_at) orders
      cross join lateral (select min(due_at) as due_at from due_item where shop_id = $1 and due_at < 'infinity') plans
      where shop.shop_id = $1`,
  )
  const { waitMs } = standing
  return { ...standing, waitMs: waitMs === null ? null : Math.max(0, waitMs) }
}

export async function clearAttention(tx: ShopSql): Promise<void> {
  await tx.query('update shop set attention = null where shop_id = $1')
}

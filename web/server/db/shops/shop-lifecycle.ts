import { askForImport } from '../mirror/imports.ts'
import { askForUnreadOrders, readsEveryOrder } from '../mirror/older-orders.ts'
import { nativeDue, readNativeAnew } from '../native/native-reading.ts'
import { nudgePromises } from '../promises/promise-marks.ts'
import { locationsTouched } from '../suppliers/catalogue.ts'
import type { ShopSql } from '../with-shop.ts'

/** The scopes as Shopify had them granted at `at`; an older list changes nothing. */
export async function recordScopes(tx: ShopSql, shop: string, scopes: readonly string[], at: string): Promise<void> {
  const [changed] = await tx.query<{ before: string; readsNative: boolean }>(
    `update shop set scopes = $2, scopes_at = $3 from (select scopes from shop where shop_id = $1 for no key update) as was
      where shop_id = $1 and uninstalled_at is null and coalesce(scopes_at, '-infinity') <= $3
     returning was.scopes as before, reads_native(shop.scopes) and not reads_native(was.scopes) as "readsNative"`,
    [shop, scopes.join(','), at],
  )
  if (changed && readsEveryOrder(scopes) && !readsEveryOrder(changed.before.split(','))) {
    await askForUnreadOrders(tx, shop)
    await askForImport(tx, shop, { holdsPlans: false })
  }
  if (changed?.readsNative) await readNativeAnew(tx, shop)
  // What shoppers are told may have waited for one of them.
  await nudgePromises(tx, shop)
}

/**
 * Whether the lane may ask Shopify. It pauses while the app is not installed, and while its token is gone and only the
 * merchant can get a new one. Lost access with a token left (a frozen shop) is tried again.
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
  isToldRemoved: false,
  isToBeErased: false,
}

export async function loadStanding(tx: ShopSql, shop: string): Promise<Standing> {
  const [standing] = await tx.query<Standing>(
    `select not exists (select from askable_shop where shop_id = $1) as "isPaused",
            attention,
            exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting",
            exists (select from import where shop_id = $1 and finished_at is null) as "isImporting",
            exists (select from receipt where shop_id = $1 and state = 'posting' and due_at <= now()) as "isReceiving",
            details_read_at is null or details_read_at < now() - interval '20 hours' as "needsDetails",
            exists (select from variant where shop_id = $1 and read_due) as "needsVariants",
            coalesce(${locationsTouched}, false) as "needsLocations",
            exists (select from (${nativeDue}) native where due_at <= now()) as "needsNative",
            exists (select from native_document where shop_id = $1) as "hasNative",
            exists (select from shop_order where shop_id = $1 and read_due and coalesce(read_from, now()) <= now()) as "needsOrders",
            exists (select from due_item where shop_id = $1 and due_at <= now()) as "needsPlans",
            removal_due_at <= now() as "isToldRemoved",
            erasure_due_at <= now() as "isToBeErased"
       from shop where shop_id = $1`,
    [shop],
  )
  return standing ?? unknownShop
}

export async function clearAttention(tx: ShopSql, shop: string): Promise<void> {
  await tx.query('update shop set attention = null where shop_id = $1', [shop])
}

import { askForFirstImport, askForImport } from '../mirror/imports.ts'
import { askForUnreadOrders, readsEveryOrder } from '../mirror/older-orders.ts'
import { nudgePromises } from '../promises/promise-marks.ts'
import type { ShopSql } from '../with-shop.ts'

/**
 * Uninstalled: the tokens are worthless and go at once; the data stays until Shopify asks for its erasure. News from
 * before the merchant last opened the app is late: the app was installed again since, and what the shop did in between
 * nobody told us, so all of it is read again.
 */
export async function recordUninstall(tx: ShopSql, shop: string, at: string): Promise<void> {
  const rows = await tx.query(
    `update shop set uninstalled_at = $2, attention = null
      where shop_id = $1 and uninstalled_at is null and coalesce(opened_at, '-infinity') < $2 returning shop_id`,
    [shop, at],
  )
  if (rows.length === 0) return await recordAbsence(tx, shop, at)
  await tx.query('delete from session where shop_id = $1', [shop])
  await forgetWritten(tx, shop)
}

/** The app was away from `at` on for a while, unless that is known already: the shop came back by an installation since. */
async function recordAbsence(tx: ShopSql, shop: string, at: string): Promise<void> {
  const rows = await tx.query(
    `update shop set installed_at = now(), locations_read_at = null
      where shop_id = $1 and uninstalled_at is null and installed_at < $2 returning shop_id`,
    [shop, at],
  )
  if (rows.length === 0) return
  await forgetWritten(tx, shop)
  await askForFirstImport(tx, shop)
}

/** Texts of the merchant went with the installation. */
async function forgetWritten(tx: ShopSql, shop: string): Promise<void> {
  await tx.query('update published_texts set due_at = now(), attempts = 0, written_at = null where shop_id = $1', [
    shop,
  ])
}

/** The scopes as Shopify had them granted at `at`; an older list changes nothing. */
export async function recordScopes(tx: ShopSql, shop: string, scopes: readonly string[], at: string): Promise<void> {
  const [changed] = await tx.query<{ before: string }>(
    `update shop set scopes = $2, scopes_at = $3 from (select scopes from shop where shop_id = $1 for no key update) as was
      where shop_id = $1 and uninstalled_at is null and coalesce(scopes_at, '-infinity') <= $3
     returning was.scopes as before`,
    [shop, scopes.join(','), at],
  )
  if (changed && readsEveryOrder(scopes) && !readsEveryOrder(changed.before.split(','))) {
    await askForUnreadOrders(tx, shop)
    await askForImport(tx, shop, { holdsPlans: false })
  }
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
}

const unknownShop: Standing = {
  isPaused: false,
  attention: null,
  isWaiting: false,
  isImporting: false,
  isReceiving: false,
  needsDetails: false,
}

export async function loadStanding(tx: ShopSql, shop: string): Promise<Standing> {
  const [standing] = await tx.query<Standing>(
    `select uninstalled_at is not null
              or attention is not null and not exists (select from session where shop_id = $1) as "isPaused",
            attention,
            exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting",
            exists (select from import where shop_id = $1 and finished_at is null) as "isImporting",
            exists (select from receipt where shop_id = $1 and state = 'posting' and due_at <= now()) as "isReceiving",
            details_read_at is null or details_read_at < now() - interval '20 hours' as "needsDetails"
       from shop where shop_id = $1`,
    [shop],
  )
  return standing ?? unknownShop
}

export async function clearAttention(tx: ShopSql, shop: string): Promise<void> {
  await tx.query('update shop set attention = null where shop_id = $1', [shop])
}

/** Every table that holds rows of a shop; the shop itself is last. A test compares this list with the schema. */
export const tablesOfAShop = [
  'listed_product',
  'native_document',
  'native_reading',
  'storefront_promise',
  'published_texts',
  'merchant_text',
  'promise_override',
  'proposed_line',
  'proposed_order',
  'proposal',
  'csv_upload_row',
  'csv_upload_part',
  'csv_upload',
  'supplier_message',
  'supplier_order_event',
  'released_line',
  'receipt_part',
  'receipt_line',
  'receipt',
  'peg',
  'owed_peg',
  'owed_stock',
  'arrival',
  'ordered_for',
  'supplier_order_line',
  'supplier_order',
  'supplier_order_number',
  'line_wish',
  'item_rule',
  'catalogue_entry',
  'supplier',
  'promise_due',
  'reconcile_difference',
  'reconcile',
  'rebuild_difference',
  'rebuild',
  'import_row',
  'import_part',
  'import',
  'ledger',
  'backorder',
  'order_promise_due',
  'order_promise',
  'due_item',
  'scheduled_units',
  'fulfilled_units',
  'fulfillment_order_line',
  'order_line',
  'shop_order',
  'stock_point',
  'variant',
  'item',
  'location',
  'delivery',
  'session',
  // What is removed may have nudged.
  'nudge',
  'lane',
  'shop',
] as const

/** Shopify asks for the erasure two days after the app was removed. */
const askedAfter = '48 hours'

/**
 * Erases everything of a shop that is not installed. A shop that came back within the two days keeps its data. Where
 * the news of the removal was lost, nobody has opened the app since two days before the asking.
 */
export async function eraseShop(tx: ShopSql, shop: string, askedAt: string): Promise<void> {
  const [gone] = await tx.query(
    `select from shop where shop_id = $1
        and (uninstalled_at is not null or coalesce(opened_at, '-infinity') < $2::timestamptz - $3::interval)`,
    [shop, askedAt, askedAfter],
  )
  if (!gone) return
  for (const table of tablesOfAShop) await tx.query(`delete from "${table}" where shop_id = $1`, [shop])
}

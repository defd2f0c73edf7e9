import type { Cause } from '../mirror/rules/shop-facts.ts'
import { markPromisesDue } from '../mirror/store/marks/promise-marks.ts'
import { findReceivedNatively } from '../mirror/store/stock/location-counts.ts'
import { markItemsDue, markReceived } from '../planning/store/due-items.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import { loadShopDay } from '../platform/db/shop-day.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { releaseArrived } from '../receiving/release-arrived.ts'
import type { ChangedArrival } from './rules/moved-goods.ts'
import { type NativeArrival, nativeArrivals } from './rules/native-arrivals.ts'
import { cameNatively, type RecordedArrival } from './rules/native-receipts.ts'
import { loadNativeArrivals, writeNativeArrivals } from './store/native-arrivals.ts'
import { type DocumentKey, type KeptDocument, loadRelated } from './store/native-documents.ts'

/**
 * Works out anew what is still to come of these documents, and of all they hang together with, from what is kept of them.
 * The items that it changes are planned from fresh readings: what was received natively is in stock by then. A purchase
 * order is left as it is while a transfer of its own was never read: nobody knows yet how much of it is on its way.
 * `before` are they as they were kept before they were read, if they were: what came meanwhile stays with those whom it was pegged
 * to. Answers the items.
 */
export async function renewNativeArrivals(
  tx: ShopSql,
  keys: readonly DocumentKey[],
  before: readonly KeptDocument[] = [],
): Promise<string[]> {
  if (keys.length === 0) return []
  await lockPlans(tx)
  const kept = await loadRelated(tx, keys)
  const documents = kept.filter((one) => isKnown(one, kept))
  const wanted = nativeArrivals(
    documents.filter((one) => one.kind === 'transfer' && !one.isGone),
    documents.filter((one) => one.kind === 'purchase-order' && !one.isGone),
  )
  const came = before.length > 0 ? await releaseReceived(tx, { before, after: kept, wanted }) : []
  const unitsThatCame = new Map(came.map(({ arrival, units }) => [arrival, units]))
  const changed = await writeNativeArrivals(tx, documents, wanted, unitsThatCame)
  const triggeredAt = await databaseTime(tx)
  const causes = new Map([
    ...(await causesOfReceipts(tx, kept, triggeredAt)),
    ...causesOf(changed, documents, triggeredAt),
  ])
  const items = [...causes.keys()]
  await markItemsDue(tx, causes)
  await markPromisesDue(tx, items)
  return items
}

type Reading = {
  readonly before: readonly KeptDocument[]
  readonly after: readonly KeptDocument[]
  readonly wanted: readonly NativeArrival[]
}

/** The arrivals are recorded still as they were before. Answers what of them came. */
async function releaseReceived(tx: ShopSql, { before, after, wanted }: Reading): Promise<RecordedArrival[]> {
  const recorded = await loadNativeArrivals(tx, after)
  const came = cameNatively(before, after, recorded)
  if (came.length === 0) return []
  const unitsLeft = new Map(wanted.map((one) => [keyOf(one), one.units]))
  const left = recorded.flatMap((one) => {
    const units = unitsLeft.get(keyOf(one)) ?? 0
    return units > 0 ? [{ ...one, units }] : []
  })
  const today = await loadShopDay(tx)
  for (const [location, ofLocation] of Map.groupBy(came, (one) => one.location)) {
    const items = [...new Set(ofLocation.map(({ item }) => item))].sort()
    const isThere = (one: { readonly item: string; readonly location: string }) =>
      one.location === location && items.includes(one.item)
    const goods = { came: ofLocation, left: left.filter(isThere), location, items, recorded: recorded.filter(isThere) }
    await releaseArrived(tx, goods, today)
    await markReceived(tx, location, unitsOf(ofLocation))
  }
  return came
}

function unitsOf(came: readonly RecordedArrival[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { item, units: more } of came) units.set(item, (units.get(item) ?? 0) + more)
  return units
}

function keyOf({ kind, documentId, shipment, item }: Pick<NativeArrival, 'kind' | 'documentId' | 'shipment' | 'item'>) {
  return `${kind}/${documentId}/${shipment}/${item}`
}

/** Where only what was received counts, more of it may be there than before, whatever is still to come. */
async function causesOfReceipts(
  tx: ShopSql,
  documents: readonly KeptDocument[],
  triggeredAt: string,
): Promise<Map<string, Cause[]>> {
  const transfers = documents.filter(({ kind }) => kind === 'transfer').map(({ documentId }) => documentId)
  const items = await findReceivedNatively(tx, transfers)
  const cause: Cause = { kind: 'delivery', topic: 'native/transfer', triggeredAt, what: 'received' }
  return new Map(items.map((item) => [item, [cause]]))
}

function isKnown(one: KeptDocument, all: readonly KeptDocument[]): boolean {
  if (one.kind === 'transfer') return !one.isUnread
  return !one.isUnread && !all.some((other) => other.isUnread && one.transferIds.includes(other.documentId))
}

function causesOf(
  changed: readonly ChangedArrival[],
  documents: readonly KeptDocument[],
  triggeredAt: string,
): Map<string, Cause[]> {
  const named = new Map(documents.map((one) => [`${one.kind}/${one.documentId}`, one]))
  const byItem = Map.groupBy(changed, (one) => one.item)
  return new Map(
    [...byItem].map(([item, changes]) => {
      const causes = changes.map((change): Cause => {
        const document = named.get(`${change.kind}/${change.documentId}`)
        const topic = `native/${change.kind}`
        return {
          kind: 'delivery',
          topic,
          triggeredAt,
          order: document?.name ?? '',
          what: whatHappened(change, document),
        }
      })
      return [item, causes]
    }),
  )
}

/** For the ledger: what became of a document, as far as one item of it is concerned. */
function whatHappened({ before, after }: ChangedArrival, document: KeptDocument | undefined): string {
  if (document === undefined || document.isGone || document.status === 'CANCELED') return 'cancelled'
  const isReceiving = document.shipments.some(({ lines }) => lines.some(({ open, units }) => open < units))
  if (after < before && isReceiving) return 'received'
  return before === 0 ? 'found' : 'changed'
}

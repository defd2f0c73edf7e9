import type { NativeTouched } from '../mirror/rules/shop-facts.ts'
import { askForNativeReading } from '../mirror/store/marks/native-reading.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { askForDocuments, findTransfersOf } from './store/native-documents.ts'

/** Transfers that something happened to are to be read; where nobody knows which, all of them are. */
export async function recordNativeNews(tx: ShopSql, news: readonly NativeTouched[]): Promise<void> {
  if (news.length === 0) return
  const nameless = news.flatMap(({ transferId, shipmentId }) => (transferId === null && shipmentId ? [shipmentId] : []))
  const found = await findTransfersOf(tx, nameless)
  const touched = [...news.flatMap(({ transferId }) => transferId ?? []), ...found.values()]
  await askForDocuments(
    tx,
    touched.map((documentId) => ({ kind: 'transfer', documentId })),
  )
  if (nameless.some((shipment) => !found.has(shipment))) await askForNativeReading(tx)
}

import { isDeepStrictEqual } from 'node:util'
import { ZodError } from 'zod'
import { type Difference, loadReconcile, recordDifferences } from '../checks/store/reconciles.ts'
import type { ItemReading } from '../mirror/rules/shop-facts.ts'
import { setUntoldAside, type Untold } from '../mirror/store/inbox/set-aside.ts'
import {
  advanceNativeReading,
  finishNativeReading,
  loadNativeReading,
  type NativeReading,
  postponeNative,
} from '../mirror/store/marks/native-reading.ts'
import { renewNativeArrivals } from '../native/renew-arrivals.ts'
import {
  listPurchaseOrders,
  listTransfers,
  nativeAtOnce,
  readPurchaseOrders,
  readTransfers,
} from '../native/shopify/read-native.ts'
import { type ComparedTransfer, loadComing, loadUnheardTransfers } from '../native/store/native-comparison.ts'
import {
  askForDocuments,
  type DocumentKey,
  type DocumentToRead,
  giveUpDocuments,
  loadDocumentsBringing,
  loadDocumentsToRead,
  loadRelated,
  loadUnreadTransfers,
  recordDocuments,
} from '../native/store/native-documents.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { type ShopSql, withShopSql } from '../platform/db/with-shop.ts'
import { ShopifyRefused } from '../platform/errors.ts'
import type { Services } from '../platform/services.ts'

const minutesAfterRefusal = 15

/**
 * Reads what is due of Shopify's own purchase orders and transfers, one full page in a turn of the lane, and makes what is still to come
 * of them arrivals. Nothing that a crash may cut off is lost: what is to be read is marked until it is recorded.
 * Throws `ShopifyBusy` and `AccessLost`; where the app may not read them after all, they wait and nothing else does.
 */
export async function readNative(services: Services, shop: string): Promise<void> {
  await orLater(services, shop, () => readSome(services, shop))
}

/**
 * Reads what would bring these items where more of them is there than was known, or where a line waits for one arrival: what
 * came is no longer to come, and those whom it was pegged to keep it, whichever of both is told first. Where it cannot be read,
 * the items are planned with what is known. Throws `ShopifyBusy` and `AccessLost`.
 */
export async function readWhatCame(services: Services, shop: string, items: readonly ItemReading[]): Promise<void> {
  const { db } = services
  const points = items.flatMap((item) => item.points)
  const bringing = await withShopSql(db, shop, (tx) => loadDocumentsBringing(tx, points))
  if (bringing.length === 0) return
  await orLater(services, shop, async () => {
    const orders = bringing.filter(({ kind }) => kind === 'purchase-order')
    const found = new Map(bringing.filter(({ kind }) => kind === 'transfer').map((one) => [one.documentId, one]))
    if (orders.length > 0) {
      await readDocuments(services, shop, orders)
      const unread = await withShopSql(db, shop, (tx) => loadUnreadTransfers(tx, orders))
      for (const one of unread) found.set(one.documentId, one)
    }
    if (found.size > 0) await readDocuments(services, shop, [...found.values()])
  })
}

async function orLater({ db, log }: Services, shop: string, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    const trouble = troubleOf(error)
    log.warn(
      { shop, err: error, trouble },
      'purchase orders and transfers were not read; they are asked for again later',
    )
    await withShopSql(db, shop, (tx) => postponeNative(tx, minutesAfterRefusal, trouble))
  }
}

/** What no trying at once would mend: Shopify says no, or something that nobody here understands. The rest is thrown. */
function troubleOf(error: unknown): string {
  if (error instanceof ShopifyRefused) return error.code
  if (error instanceof ZodError) return 'not-understood'
  throw error
}

/** Lists first what there is, so that a document that was heard of meanwhile is read once. */
async function readSome(services: Services, shop: string): Promise<void> {
  const { db, admin } = services
  const reading = await withShopSql(db, shop, loadNativeReading)
  if (reading !== null) return await listSome(services, shop, reading)
  const due = await withShopSql(db, shop, (tx) => loadDocumentsToRead(tx, nativeAtOnce(admin)))
  await readDocuments(services, shop, due)
}

/** All of one kind. */
async function readDocuments({ db, admin }: Services, shop: string, due: readonly DocumentToRead[]): Promise<void> {
  const ids = due.map((one) => one.documentId)
  const kind = due[0]?.kind ?? 'transfer'
  const untold: Untold[] = []
  const read = kind === 'transfer' ? readTransfers : readPurchaseOrders
  const documents = await read(admin, shop, ids, (id, why) => untold.push({ thing: kind, id, why }))
  const isTold = ({ documentId }: DocumentKey) => !untold.some(({ id }) => id === documentId)
  const told = due.filter(isTold)
  await withShopSql(db, shop, async (tx) => {
    // First, as everyone does who changes what a plan is made of.
    await lockPlans(tx)
    const unheard = await loadUnheardTransfers(tx, told)
    const before = await loadRelated(tx, told)
    await recordDocuments(tx, told, documents)
    await giveUpDocuments(
      tx,
      untold.map(({ id }) => ({ kind, documentId: id })),
    )
    await setUntoldAside(tx, untold)
    await renewNativeArrivals(tx, told, before)
    await recordLostNews(tx, unheard)
  })
}

/** What a reconcile that is under way finds of transfers, as it does of orders. */
async function recordLostNews(tx: ShopSql, before: readonly ComparedTransfer[]): Promise<void> {
  const running = before.length === 0 ? null : await loadReconcile(tx)
  if (running === null || running.finishedAt !== null) return
  const had = new Map(before.map(({ documentId, coming }) => [documentId, coming]))
  const after = await loadComing(tx, [...had.keys()])
  const differences = after.flatMap(({ documentId, name, coming }): Difference[] => {
    const ours = had.get(documentId) ?? null
    if (isDeepStrictEqual(ours, coming)) return []
    return [{ thing: 'transfer', thingId: documentId, name, cause: 'lost-webhook', ours, theirs: coming }]
  })
  await recordDifferences(tx, running.reconcileId, differences)
}

async function listSome({ db, admin }: Services, shop: string, { step, position }: NativeReading): Promise<void> {
  if (step === 'rest') return await withShopSql(db, shop, finishNativeReading)
  const list = step === 'transfers' ? listTransfers : listPurchaseOrders
  const { ids, next } = await list(admin, shop, position)
  const kind = step === 'transfers' ? 'transfer' : 'purchase-order'
  await withShopSql(db, shop, async (tx) => {
    await askForDocuments(
      tx,
      ids.map((documentId) => ({ kind, documentId })),
      false,
    )
    const then = step === 'transfers' ? 'purchase-orders' : 'rest'
    await advanceNativeReading(tx, next === null ? { step: then, position: null } : { step, position: next })
  })
}

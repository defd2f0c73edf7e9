import { loadShopDay } from '../../platform/db/shop-day.ts'
import type { InShop } from '../../platform/db/with-shop.ts'
import { Conflict } from '../../platform/errors.ts'
import { settleUpload, unwrittenUpload } from '../../suppliers/csv/confirm-upload.ts'
import { countWritten } from '../../suppliers/store/csv-uploads.ts'
import { createNamedSuppliers } from '../../suppliers/store/csv-writes.ts'
import { loadSaidOrderLines, type SaidOrderLine } from '../../suppliers/store/said-order-lines.ts'
import { writeOrder } from './write-order.ts'

const linesAtOnce = 2_000

/**
 * Supplier orders that a checked file lists are on their way from now on: each in a transaction of its own, so that nobody
 * waits for all of them. Where that ends before the last of them, it is done again: orders that are there stay as they are,
 * and count as written.
 */
export async function writeOrdersOfFile(inShop: InShop, uploadId: string): Promise<void> {
  const begun = await inShop(async (tx) => {
    const upload = await unwrittenUpload(tx, uploadId)
    if (upload !== null) await createNamedSuppliers(tx, upload)
    return upload
  })
  if (begun === null) return
  for (const lines of await ordersOf(inShop, uploadId)) {
    await inShop(async (tx) => {
      const upload = await unwrittenUpload(tx, uploadId)
      if (upload === null) return
      if (upload.version !== begun.version) throw new Conflict('the file is being checked again')
      await countWritten(tx, uploadId, await writeOrder(tx, lines, await loadShopDay(tx)))
    })
  }
  await inShop(async (tx) => {
    if ((await unwrittenUpload(tx, uploadId)) !== null) await settleUpload(tx, uploadId)
  })
}

/** The rows of each order, in the order of the file; there are no more of them than a file may have. */
async function ordersOf(inShop: InShop, uploadId: string): Promise<Iterable<[SaidOrderLine, ...SaidOrderLine[]]>> {
  const orders = new Map<string, [SaidOrderLine, ...SaidOrderLine[]]>()
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const lines = await inShop((tx) => loadSaidOrderLines(tx, uploadId, from, linesAtOnce))
    for (const line of lines) {
      const key = `${line.supplierId} ${line.orderNumber.toLowerCase()}`
      const known = orders.get(key)
      if (known) known.push(line)
      else orders.set(key, [line])
    }
    after = lines.at(-1)?.line
  }
  return orders.values()
}

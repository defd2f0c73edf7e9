import type { Cause } from '../mirror/rules/shop-facts.ts'
import type { LineChange } from '../mirror/store/orders/orders.ts'
import { markItemsDue } from '../planning/store/due-items.ts'
import { findItemsOfSettledLines } from '../planning/store/record/recorded-backorders.ts'
import { findTightItems } from '../planning/store/tight-items.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

/** Items that were touched, with what touched them; only the tight ones become due. */
export class DueMarks {
  readonly #touched = new Map<string, { opened: number; causes: Cause[] }>()
  readonly #certain = new Set<string>()
  /** Lines of which nothing was open. */
  readonly #opened: string[] = []

  /** The item needs a reading if it turns out tight, with `opened` more units than before. */
  touch(itemId: string, opened: number, cause: Cause | undefined): void {
    const touched = this.#touched.get(itemId) ?? { opened: 0, causes: [] }
    touched.opened += Math.max(0, opened)
    if (cause) touched.causes.push(cause)
    this.#touched.set(itemId, touched)
  }

  /** The item needs a reading, whatever else is known. */
  need(itemId: string, cause: Cause): void {
    this.touch(itemId, 0, cause)
    this.#certain.add(itemId)
  }

  touchLines(changes: readonly LineChange[], causeOf: (orderId: string) => Cause | undefined): void {
    for (const line of changes) {
      if (line.itemId !== null) this.touch(line.itemId, line.open - line.openBefore, causeOf(line.orderId))
      if (line.openBefore === 0 && line.open > 0) this.#opened.push(line.lineId)
    }
  }

  /** Everything that was touched, tight or not. */
  get items(): readonly string[] {
    return [...this.#touched.keys()]
  }

  async write(tx: ShopSql): Promise<void> {
    const opened = new Map([...this.#touched].map(([item, touched]) => [item, Math.min(touched.opened, 1_000_000_000)]))
    const [tight, reopened] = await Promise.all([
      findTightItems(tx, opened),
      // A record that was closed tells of units that are owed again, also where there is enough for them.
      findItemsOfSettledLines(tx, this.#opened),
    ])
    const due = new Set([...tight, ...this.#certain, ...reopened])
    await markItemsDue(tx, new Map([...due].map((item) => [item, this.#touched.get(item)?.causes ?? []])))
  }
}

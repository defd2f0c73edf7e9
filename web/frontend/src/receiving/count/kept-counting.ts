import type { ReceivingWish } from '../../../../receiving/contract/receipts.ts'
import type { CountedLine } from './use-counting.ts'

/** What was counted and not confirmed yet, as it is kept in the tab. */
export type KeptCounting = {
  /** Of the receipt that it becomes: confirmed before and after a reload, it is received once. */
  readonly receiptKey: string
  readonly counts: readonly CountedLine[]
  readonly wishes: readonly ReceivingWish[]
}

/** Another shape of what is kept is another name, so an older one is never read. */
const nameOf = (shop: string, supplierOrderId: string | null) => `backline-counting-1 ${shop} ${supplierOrderId ?? ''}`

/** The counting of a supplier order, or of what was scanned without one; a browser that keeps nothing has none. */
export function countingKeptFor(shop: string, supplierOrderId: string | null) {
  const name = nameOf(shop, supplierOrderId)
  const withStorage = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(window.sessionStorage)
    } catch {
      // Refused to a frame of another site, or full: then it is not kept.
      return null
    }
  }
  return {
    read: (): KeptCounting | null => withStorage((storage) => JSON.parse(storage.getItem(name) ?? 'null')),
    keep: (counting: KeptCounting) => withStorage((storage) => storage.setItem(name, JSON.stringify(counting))),
    forget: () => withStorage((storage) => storage.removeItem(name)),
  }
}

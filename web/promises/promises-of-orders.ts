import type { ShopSql } from '../platform/db/with-shop.ts'
import { linePromise } from './rules/line-promise.ts'
import { loadMessaging, loadShortLines, type WishedOrder } from './store/order-promises.ts'
import { loadOverrides } from './store/promise-overrides.ts'

/**
 * What messages to shoppers are to tell of these orders, from the plan that is recorded: of each line on backorder how much of
 * it, and when. Nothing of what the merchant has hidden, and nothing at all while messages are off. Orders that nothing is
 * told of are left out. Asks Shopify nothing.
 */
export async function promisesOfOrders(tx: ShopSql, orderIds: readonly string[]): Promise<readonly WishedOrder[]> {
  const { isOn } = await loadMessaging(tx)
  if (!isOn) return []
  const short = await loadShortLines(tx, orderIds)
  const overrides = await loadOverrides(tx, [...new Set(short.map((line) => line.itemId))])
  const told = short.filter(({ variantId }) => variantId === null || overrides.get(variantId)?.hide !== true)
  const byOrder = Map.groupBy(told, (line) => line.orderId)
  return [...byOrder].sort().map(([orderId, lines]) => ({
    orderId,
    lines: lines.map((line) => ({
      line: line.lineId,
      title: line.title,
      state: line.state,
      units: line.units,
      of: line.of,
      ...linePromise(line),
    })),
  }))
}

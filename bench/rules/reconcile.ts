import { setTimeout as pause } from 'node:timers/promises'
import { loadReconcile, startReconcile } from '../../web/checks/store/reconciles.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { type Measurement, plainFigure, portion } from '../measurement.ts'
import { type OnCall, openLane } from '../shop/lane.ts'
import { ordersOf, type Seed } from '../shop/seed.ts'
import { duration, timed } from '../statistics.ts'

const openOrders = 100_000
const linesAnOrder = 3
const items = 5_000
const latencyMs = 80
const callsAThousandOrders = 6

export const reconcile: Measurement = {
  name: 'reconcile',
  how:
    'A shop of one location with 100,000 open orders of three lines over 5,000 items, one in twenty of them short, is compared with ' +
    `Shopify from end to end. Each call waits ${latencyMs} ms, and its answer tells what a real shop was measured to charge for such a ` +
    'page; the lane runs in this process, and answers come from memory. All of them must have been compared, or the run fails. No bucket ' +
    'is emptied: a shop whose plan restores few points waits longer than this.',
  async measure(bench) {
    const seed: Seed = {
      shop: 'reconcile.myshopify.com',
      lines: portion(bench, openOrders) * linesAnOrder,
      items: portion(bench, items),
      shortEvery: 20,
    }
    const database = await bench.freshDatabase()
    const asked = { calls: 0, latencyMs: 0 }
    const lane = await openLane(database, seed, chargingAndWaiting(asked))
    try {
      await withShopSql(lane.db, seed.shop, (tx) => startReconcile(tx, 'asked'))
      Object.assign(asked, { calls: 0, latencyMs })
      const ms = await timed(lane.drain)
      const orders = ordersOf(seed)
      const done = await withShopSql(lane.db, seed.shop, loadReconcile)
      if (done?.finishedAt == null || done.orders < orders) throw new Error(`${done?.orders} orders were compared`)
      const mostCalls = Math.max(50, Math.round((orders / 1_000) * callsAThousandOrders))
      const figure = plainFigure(
        `calls for a reconcile of ${orders.toLocaleString('en-US')} open orders`,
        asked.calls.toLocaleString('en-US'),
      )
      return [
        { ...figure, goal: `fewer than ${mostCalls}`, isMet: asked.calls < mostCalls },
        plainFigure(
          `how long it takes, ${latencyMs} ms a call`,
          `${duration(ms)} (${share(asked.calls, ms)} of it waiting)`,
        ),
      ]
    } finally {
      await lane.close()
      await database.drop()
    }
  },
}

function share(calls: number, ms: number): string {
  return `${Math.round(((calls * latencyMs) / ms) * 100)} %`
}

/** Points of a page as `simulator/admin-api/cost.ts` has them, for the operations that a reconcile of such a shop asks. */
function chargingAndWaiting(asked: { calls: number; latencyMs: number }): OnCall {
  return async (operation, variables, pages) => {
    asked.calls += 1
    if (asked.latencyMs > 0) await pause(asked.latencyMs)
    const { ids = [], first = 0 } = variables
    const points = {
      'search-orders': 2 + Math.floor(2 * Math.log(Math.max(2, first))) * 18,
      'read-stock': 6 * ids.length,
      'read-variants': 3 * ids.length,
    }[String(operation)]
    if (points === undefined) return
    if (points > 1_000) throw new Error(`${operation} would cost ${points} points`)
    pages.learn(operation, variables, points)
  }
}

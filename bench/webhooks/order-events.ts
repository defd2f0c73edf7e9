import { againstFloor, type Measurement, plainFigure, portion } from '../measurement.ts'
import { writeBare } from '../shop/bare-writer.ts'
import { openDurableWorkflows } from '../shop/durable-workflows.ts'
import { openLane } from '../shop/lane.ts'
import type { Seed } from '../shop/seed.ts'
import { median, perSecond, timed } from '../statistics.ts'
import { orderWebhook, placeThreeLines } from '../traffic/orders.ts'

const seed: Seed = { shop: 'events.myshopify.com', items: 5_000, lines: 0, shortEvery: 20 }
const ordersARound = 5_000
const rounds = 3

export const orderEvents: Measurement = {
  name: 'order-events',
  how:
    'Webhooks of three-line orders over 5,000 items, one in twenty of them short, wait in the inbox of one shop; the lane ' +
    'records and plans them (parsing, newest-wins, due marks, backorders and ledger included). The floor is one bare ' +
    'writer that knows the orders already and inserts the rows of orders and lines into the same tables of an empty ' +
    'database, 500 orders a transaction. Beside them, as a peer, a durable-workflow library (DBOS) runs one workflow for each order, ' +
    '64 at a time, whose single step inserts the same rows. Rounds of 5,000 orders in turns, after one of each that is not ' +
    'counted; the median of three.',
  async measure(bench) {
    const [laneDatabase, bareDatabase, peerDatabase] = [
      await bench.freshDatabase(),
      await bench.freshDatabase(),
      await bench.freshDatabase(),
    ]
    const lane = await openLane(laneDatabase, seed)
    const count = portion(bench, ordersARound)
    const workflows = await openDurableWorkflows(peerDatabase.url, seed)
    const rates = { lane: [] as number[], bare: [] as number[], workflows: [] as number[] }
    try {
      for (let round = 0; round <= rounds; round++) {
        const orders = Array.from({ length: count }, (_, nth) => placeThreeLines(lane.known, round * count + nth))
        await lane.hear(orders.map((order) => orderWebhook(lane.known, order)))
        rates.lane.push(count / (await timed(lane.drain)))
        rates.bare.push(count / (await timed(() => writeBare(bareDatabase.url, seed, orders))))
        rates.workflows.push(count / (await timed(() => workflows.write(orders))))
      }
    } finally {
      await lane.close()
      await workflows.close()
      await laneDatabase.drop()
      await bareDatabase.drop()
      await peerDatabase.drop()
    }
    const [measured, floor] = [1_000 * median(rates.lane.slice(1)), 1_000 * median(rates.bare.slice(1))]
    return [
      againstFloor('three-line orders recorded and planned, one shop', {
        measured: perSecond(measured),
        floor: `${perSecond(floor)} only written`,
        ratio: measured / floor,
        atLeast: 0.35,
      }),
      plainFigure(
        'orders taken by a durable-workflow library with one step each, nothing planned',
        perSecond(1_000 * median(rates.workflows.slice(1))),
      ),
    ]
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import { nativeScopes } from '../../web/native/store/native-orders.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { gid, idOf } from '../../web/platform/values/ids.ts'
import { type Measurement, plainFigure, portion } from '../measurement.ts'
import { type Beside, type Lane, type OnCall, openLane } from '../shop/lane.ts'
import { itemAt, locationId, type Seed } from '../shop/seed.ts'
import { duration, timed } from '../statistics.ts'

const transfers = 2_000
const linesATransfer = 5
const items = 5_000
const linesOpen = 30_000
const latencyMs = 80
const listedAtOnce = 250
/** Of a transfer with pages as the app asks for them, as `simulator/admin-api/cost.ts` has it. */
const pointsATransfer = 33
const callsAThousand = 60

export const native: Measurement = {
  name: 'native',
  how:
    'A merchant with 30,000 open order lines over 5,000 items, one in twenty of them short, lets the app read 2,000 open ' +
    `transfers of Shopify’s own, of ${linesATransfer} lines and a shipment each. Each call waits ${latencyMs} ms and its answer tells what such a ` +
    'page costs; the lane runs in this process, and answers come from memory. The clock runs until all are read, are ' +
    'arrivals, and every item of theirs is planned. Then one of them changes. Any number that is wrong fails the run.',
  async measure(bench) {
    const count = portion(bench, transfers)
    const seed: Seed = {
      shop: 'native.myshopify.com',
      lines: portion(bench, linesOpen),
      items: Math.max(linesATransfer, portion(bench, items)),
      shortEvery: 20,
    }
    const known = { count, more: 0 }
    const asked = { calls: 0, latencyMs: 0 }
    const database = await bench.freshDatabase()
    const lane = await openLane(database, seed, chargingAndWaiting(asked), answering(seed, known))
    try {
      await withShopSql(lane.db, seed.shop, (tx) =>
        tx.query('update shop set scopes = $2 where shop_id = $1', [nativeScopes.join(',')]),
      )
      asked.latencyMs = latencyMs
      const readMs = await timed(lane.drain)
      const { calls } = asked
      await expectUnits(lane, seed, unitsOf(known))
      known.more = 1
      const triggeredAt = new Date().toISOString()
      const body = JSON.stringify({ id: gid('InventoryTransfer', idAt(0)) })
      await lane.hear([{ topic: 'inventory_transfers/updated', triggeredAt, body }])
      asked.calls = 0
      const changedMs = await timed(lane.drain)
      await expectUnits(lane, seed, unitsOf(known))
      const mostCalls = 10 + Math.ceil((count / 1_000) * callsAThousand)
      return [
        {
          ...plainFigure(`calls for ${count.toLocaleString('en-US')} open transfers of Shopify’s own`, String(calls)),
          goal: `at most ${mostCalls}`,
          isMet: calls <= mostCalls,
        },
        plainFigure(`until they are arrivals and all is planned, ${latencyMs} ms a call`, duration(readMs)),
        plainFigure('calls for a change of one of them', String(asked.calls)),
        plainFigure('until that is planned', duration(changedMs)),
      ]
    } finally {
      await lane.close()
      await database.drop()
    }
  },
}

type Known = { readonly count: number; more: number }

const firstId = 7_810_000_000_000
const idAt = (transfer: number) => String(firstId + transfer)
const onePage = { hasNextPage: false, endCursor: null }

/** Every transfer brings one unit a line; the first one more of each, once it changed. */
function unitsOf({ count, more }: Known): number {
  return (count + more) * linesATransfer
}

async function expectUnits(lane: Lane, seed: Seed, units: number): Promise<void> {
  const [found] = await withShopSql(lane.db, seed.shop, (tx) =>
    tx.query<{ units: number }>(
      'select coalesce(sum(units), 0)::float8 as units from arrival where shop_id = $1 and native_document is not null',
    ),
  )
  if (found?.units !== units) throw new Error(`${found?.units} units arrive instead of ${units}`)
}

function answering(seed: Seed, known: Known): Beside {
  return (operation, { ids = [], after = null }) => {
    if (operation === 'list-purchase-orders') return { inventoryPurchaseOrders: { nodes: [], pageInfo: onePage } }
    if (operation === 'list-transfers') {
      const from = Number(after ?? 0)
      const count = Math.min(listedAtOnce, known.count - from)
      const nodes = Array.from({ length: count }, (_, at) => ({ id: gid('InventoryTransfer', idAt(from + at)) }))
      const end = from + count
      return { inventoryTransfers: { nodes, pageInfo: { hasNextPage: end < known.count, endCursor: String(end) } } }
    }
    if (operation !== 'read-transfers') return undefined
    return { nodes: ids.map((id) => transferAt(seed, known, Number(idOf(id)) - firstId)) }
  }
}

function transferAt(seed: Seed, known: Known, transfer: number): object {
  const units = transfer === 0 ? 1 + known.more : 1
  const inventoryItems = Array.from({ length: linesATransfer }, (_, line) => {
    const { itemId } = itemAt(seed, (transfer * linesATransfer + line) % seed.items)
    return { id: gid('InventoryItem', itemId) }
  })
  return {
    id: gid('InventoryTransfer', idAt(transfer)),
    name: `#T${transfer}`,
    status: 'IN_PROGRESS',
    dateCreated: '2026-01-05T08:00:00Z',
    origin: null,
    destination: { location: { id: gid('Location', locationId) } },
    lineItems: {
      nodes: inventoryItems.map((inventoryItem, line) => {
        return { id: gid('InventoryTransferLineItem', `${line}`), totalQuantity: units, inventoryItem }
      }),
      pageInfo: onePage,
    },
    shipments: {
      nodes: [
        {
          id: gid('InventoryShipment', idAt(transfer)),
          name: `#T${transfer}-1`,
          status: 'IN_TRANSIT',
          ...{ dateShipped: null, dateReceived: null },
          tracking: { arrivesAt: '2999-12-04T00:00:00Z' },
          lineItems: {
            nodes: inventoryItems.map((inventoryItem, line) => ({
              id: gid('InventoryShipmentLineItem', `${line}`),
              ...{ quantity: units, acceptedQuantity: 0, unreceivedQuantity: units, inventoryItem },
            })),
            pageInfo: onePage,
          },
        },
      ],
      pageInfo: onePage,
    },
  }
}

function chargingAndWaiting(asked: { calls: number; latencyMs: number }): OnCall {
  return async (operation, variables, pages) => {
    const isNative = operation === 'list-transfers' || operation === 'read-transfers'
    if (isNative) asked.calls += 1
    if (asked.latencyMs > 0) await pause(asked.latencyMs)
    if (operation !== 'read-transfers') return
    const points = pointsATransfer * (variables.ids?.length ?? 0)
    if (points > 1_000) throw new Error(`${operation} would cost ${points} points`)
    pages.learn(operation, variables, points)
  }
}

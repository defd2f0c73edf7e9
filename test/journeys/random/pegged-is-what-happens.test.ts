import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FoundProposal, ProposedLinesOutput } from '../../../web/proposals/contract/proposals.ts'
import type { ReceiptProposal as Receiving } from '../../../web/receiving/contract/receipts.ts'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { ItemDetail } from '../../../web/suppliers/contract/catalogue.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { ShopTruth, SimulatedShop } from '../../support/running/simulated-shop.ts'
import {
  differences,
  type ExpectedArrival,
  type ExpectedOutcome,
  type ExpectedUse,
  oracle,
} from '../../support/truth/oracle.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'
import { aBuyer, type BoughtArrival } from './a-buyer.ts'
import { granted, wish } from './a-wish.ts'
import { dice } from './dice.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const seeds = [1, 3]

// What everybody was promised comes true if exactly what was promised comes. Histories of orders, tills, shipments beyond
// stock and goods, then one round of ordering all that lacks and receiving it arrival by arrival, against the oracle.
it.concurrent.each(seeds)(
  'after any history all that lacks is ordered once, and goods that come as pegged cover exactly those lines (seed %i)',
  async (seed) => {
    const locations = seed % 3 === 0 ? ['Shop location'] : ['Shop location', 'Warehouse']
    const { shop, buyer } = await aLivedShop(seed, locations)
    await expectTheTruth(shop, buyer, await buyer.expects())

    const created = await orderAllThatLacks(shop, buyer)
    for (const [at, { supplierOrderId }] of created.entries()) {
      const { version } = await buyer.ask<SupplierOrderDetail>(`/api/supplier-orders/${supplierOrderId}`)
      const due = `2999-12-${String(3 + at * 7).padStart(2, '0')}`
      await buyer.say(`/api/supplier-orders/${supplierOrderId}/order`, { version, due, confirmed: true })
    }
    await shop.settle(120)
    for (;;) {
      const arrivals = inTurn(await buyer.expects())
      const expected = await expectTheTruth(shop, buyer, arrivals)
      await expectWhatOrdersSay(buyer, arrivals, expected)
      const next = arrivals.find(({ arrivalId, units }) => units > (expected.uses.get(arrivalId)?.over ?? 0))
      if (next === undefined) break
      await receiveWhatIsPegged(shop, buyer, next, expected)
    }
    const rows = await shop.backorders()
    expect(rows.filter((row) => row.backordered > 0)).toEqual([])
  },
  300_000,
)

type Buyer = Awaited<ReturnType<typeof aBuyer>>

async function aLivedShop(seed: number, locations: readonly string[]) {
  const shop = await floor.openShop(`pegged-${seed}.myshopify.com`)
  const chance = dice(seed)
  for (const name of locations.slice(1)) await shop.verb('create-location', { name })
  const skus = ['A', 'B', 'C', 'D']
  for (const sku of skus) {
    const stock = Object.fromEntries(locations.map((name) => [name, chance.below(4)]))
    await shop.verb('create-product', { title: sku, variants: [{ sku, price: '3.00', policy: 'CONTINUE', stock }] })
  }
  await shop.verb('mischief', { duplicate: 0.2, late: 0.2, reorder: 0.3, lose: 0, seed })
  const buyer = await aBuyer(shop, chance, { isGrouping: true })
  const orders: string[] = []
  for (let step = 0; step < 70; step++) {
    const { verb, body } = wish(chance, skus, locations, orders)
    const placed = await granted(shop, verb, body)
    if (verb === 'place-order' && placed) orders.push(String(placed['orderName']))
    if (step % 5 === 0) await buyer.acts()
  }
  await shop.settle(120)
  await buyer.ordersDrafts()
  await shop.settle(120)
  return { shop, buyer }
}

/** Every number of the app is that of the oracle. Answers what the oracle expects. */
async function expectTheTruth(
  shop: SimulatedShop,
  buyer: Buyer,
  arrivals: readonly ExpectedArrival[],
): Promise<ExpectedOutcome> {
  const [truth, rows] = [await shop.truth(), await shop.backorders()]
  expect(differences(truth, rows, { arrivals })).toEqual([])
  expect(promiseFaults(truth, rows, arrivals, await buyer.ifOrderedNow())).toEqual([])
  const expected = oracle(truth, arrivals)
  expect(await owedByTheApp(shop, truth)).toEqual(owedInTruth(truth, expected))
  return expected
}

/** `itemId locationId: units, of which so many are to come`. */
function owedInTruth(truth: ShopTruth, { lacking }: ExpectedOutcome): string[] {
  return truth.stock
    .filter(({ active, tracked, available, committed }) => active && tracked && available + committed < 0)
    .map(({ itemId, locationId, available, committed }) => {
      const owed = -available - committed
      return `${itemId} ${locationId}: ${owed}, ${owed - (lacking.get(`${itemId} ${locationId}`) ?? 0)} to come`
    })
    .sort()
}

async function owedByTheApp(shop: SimulatedShop, truth: ShopTruth): Promise<string[]> {
  const told: string[] = []
  for (const itemId of new Set(truth.stock.map((point) => point.itemId))) {
    const item = (await (await shop.api(`/api/items/${encodeURIComponent(itemId)}`)).json()) as ItemDetail
    told.push(
      ...item.owed.map(({ locationId, units, pegged }) => `${itemId} ${locationId}: ${units}, ${pegged} to come`),
    )
  }
  return told.sort()
}

/** Of every line on its way, what it fills and what is over: nothing is, while anybody there waits for more or it owes. */
async function expectWhatOrdersSay(buyer: Buyer, arrivals: readonly BoughtArrival[], { uses }: ExpectedOutcome) {
  const sum = (of: readonly BoughtArrival[], units: (use: ExpectedUse) => number) =>
    of.reduce((total, { arrivalId }) => total + units(uses.get(arrivalId) ?? nothing), 0)
  const expected = [...Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)].map(
    ([line, of]) => `${line}: ${sum(of, ({ filling }) => filling)} owed, ${sum(of, ({ over }) => over)} over`,
  )
  const said: string[] = []
  for (const order of new Set(arrivals.map(({ supplierOrderId }) => supplierOrderId))) {
    const lines = (await buyer.linesOf(order)).filter(({ outstanding }) => outstanding > 0)
    said.push(...lines.map((line) => `${line.supplierOrderLineId}: ${line.owed} owed, ${line.surplus} over`))
  }
  expect(said.sort()).toEqual(expected.sort())
}

const nothing: ExpectedUse = { filling: 0, lines: new Map(), over: 0 }

/** By one proposal, of which nothing is left for a second one. Answers the drafts. */
async function orderAllThatLacks(shop: SimulatedShop, buyer: Buyer) {
  const expected = oracle(await shop.truth(), await buyer.expects())
  const short = [...expected.lines.values()].reduce((sum, line) => sum + line.backordered - line.pegged, 0)
  const lacking = [...expected.lacking.values()].reduce((sum, units) => sum + units, 0)
  const proposed = await propose(buyer)
  expect({ needed: proposed.needed, owed: proposed.owed, units: proposed.units }).toEqual({
    ...{ needed: short + lacking, owed: lacking, units: short + lacking },
  })
  const { drafts } = await buyer.say<{ drafts: { supplierOrderId: string }[] }>(
    `/api/proposals/${proposed.proposalId}/create`,
    {},
  )
  expect(await propose(buyer)).toMatchObject({ needed: 0, units: 0, lines: 0 })
  return drafts
}

async function propose(buyer: Buyer) {
  const { proposalId } = await buyer.say<{ proposalId: string }>('/api/proposals', { from: { all: true } })
  const { proposal, rows } = await buyer.ask<FoundProposal>(`/api/proposals/${proposalId}`)
  let lines = 0
  for (const { proposedOrderId } of rows) {
    lines += (await buyer.ask<ProposedLinesOutput>(`/api/proposed-orders/${proposedOrderId}/lines`)).total
  }
  return { ...proposal, lines }
}

/** The order in which they are expected. */
function inTurn(arrivals: readonly BoughtArrival[]): BoughtArrival[] {
  return arrivals.toSorted((a, b) => {
    const [one, other] = [a.due ?? 'no day', b.due ?? 'no day']
    if (one !== other) return one < other ? -1 : 1
    return BigInt(a.arrivalId) < BigInt(b.arrivalId) ? -1 : 1
  })
}

/** The proposal and what happens are what was pegged to the arrival. */
async function receiveWhatIsPegged(
  shop: SimulatedShop,
  buyer: Buyer,
  { arrivalId, units, supplierOrderLineId }: BoughtArrival,
  expected: ExpectedOutcome,
): Promise<void> {
  const use = expected.uses.get(arrivalId)
  if (use === undefined) throw new Error(`the oracle knows no arrival ${arrivalId}`)
  const lines = [{ supplierOrderLineId, accepted: units - use.over }]
  const { items, rows } = await buyer.say<Receiving>('/api/receipts/proposal', { lines })
  const given = [...use.lines.values()].reduce((sum, one) => sum + one, 0)
  expect(items).toMatchObject([{ owed: use.filling, given, surplus: 0 }])
  expect(
    rows
      .filter(({ gets }) => gets !== 0)
      .map(({ lineId, gets }) => `${lineId} gets ${gets}`)
      .sort(),
  ).toEqual([...use.lines].map(([place, gets]) => `${place.slice(0, place.indexOf(' at '))} gets ${gets}`).sort())

  const coveredBefore = new Map(
    [...expected.lines].map(([place, { covered }]) => [place, covered + (use.lines.get(place) ?? 0)]),
  )
  await buyer.say('/api/receipts', { key: randomUUID(), lines })
  await shop.settle(120)
  const after = await shop.backorders()
  for (const row of after.filter(({ state }) => state === 'open' || state === 'ready')) {
    expect(`${row.lineId}: ${row.covered}`).toBe(
      `${row.lineId}: ${coveredBefore.get(`${row.lineId} at ${row.locationId}`)}`,
    )
  }
}

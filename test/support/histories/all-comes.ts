import { type ExpectedArrival, oracle } from '../truth/oracle.ts'
import { faultsOf, look, type OwnArrival, type Seen } from './look.ts'
import { dayAhead, type Played } from './played.ts'
import { changeNative, receivePegged, receiveShipment, settled } from './receive-goods.ts'

type Proposal = { readonly needed: number; readonly owed: number; readonly refused: readonly { units: number }[] }

/**
 * All that lacks is ordered once, and then everything that is pegged comes, day by day, ours and Shopify's own. Answers
 * what is not as it was told.
 */
export async function allComes(played: Played): Promise<string[]> {
  await orderDrafts(played)
  await shipNative(played)
  await haveASupplier(played)
  await settled(played)
  const lacking = await look(played)
  const faults = [...(await faultsOf(played, lacking)), ...(await orderWhatLacks(played, lacking))]
  await settled(played)
  let seen = await look(played)
  for (let rounds = 0; faults.length === 0; rounds++) {
    faults.push(...(await faultsOf(played, seen)))
    const next = nextToCome(seen)
    if (next === null || faults.length > 0) break
    if (rounds > 60) return ['what is pegged never ends to come']
    if ('shipment' in next) seen = await receiveNative(played, seen, next.shipment)
    else {
      const { after, ...received } = await receivePegged(played, seen, next.arrivals)
      faults.push(...received.faults)
      seen = after
    }
  }
  return faults.length > 0 ? faults : stillWaiting(played, seen)
}

/** What cannot be ordered is cancelled. */
async function orderDrafts({ merchant }: Played): Promise<void> {
  for (const { supplierOrderId } of await merchant.orders('draft')) {
    const { version } = await merchant.ask<{ version: number }>(`/api/supplier-orders/${supplierOrderId}`)
    const done = await merchant.call(`/api/supplier-orders/${supplierOrderId}/order`, { version, due: dayAhead(2) })
    if (done === null) await merchant.call(`/api/supplier-orders/${supplierOrderId}/cancel`, { version })
  }
}

/** Everything of Shopify's own that is to come is on a shipment. */
async function shipNative(played: Played): Promise<void> {
  const { shop } = played
  type Documents = {
    readonly purchaseOrders: readonly { name: string; lines: readonly { itemId: string; units: number }[] }[]
    readonly transfers: readonly { name: string; shipments: readonly { name: string; status: string }[] }[]
  }
  const { stock } = await shop.truth()
  const skuOf = new Map(stock.map((point) => [point.itemId, point.sku]))
  for (const { name, lines } of ((await shop.truth()) as unknown as Documents).purchaseOrders) {
    const items = lines.flatMap(({ itemId, units }) => {
      const sku = skuOf.get(itemId)
      return sku === undefined || units === 0 ? [] : [{ sku, units }]
    })
    if (items.length > 0) await changeNative(played, 'create-transfer', { purchaseOrder: name, items })
  }
  for (const { name, shipments } of ((await shop.truth()) as unknown as Documents).transfers) {
    await changeNative(played, 'create-shipment', { transfer: name, arrivesAt: `${dayAhead(20)}` })
    for (const shipment of shipments.filter(({ status }) => status === 'DRAFT')) {
      await changeNative(played, 'mark-in-transit', { shipment: shipment.name })
    }
  }
}

/** Who has everything that is still sold. */
async function haveASupplier({ shop, merchant }: Played): Promise<void> {
  const made = await merchant.supplier('Everything', null)
  const itemIds = [...new Set((await shop.truth()).stock.map((point) => point.itemId))]
  if (made !== null && itemIds.length > 0) {
    await merchant.call(`/api/suppliers/${made.supplierId}/catalogue/assign`, { to: { itemIds } })
  }
}

async function orderWhatLacks(played: Played, seen: Seen): Promise<string[]> {
  const { merchant } = played
  const { truth, own, native, decided } = seen
  const expected = oracle(truth, [...own, ...native], decided)
  let lacking = [...expected.lacking.values()].reduce((sum, units) => sum + units, 0)
  for (const { backordered, pegged } of expected.lines.values()) lacking += backordered - pegged
  const faults: string[] = []
  const first = await propose(played)
  const refused = first.proposal.refused.reduce((sum, { units }) => sum + units, 0)
  const isClear = seen.unclear.size === 0 && !hasGoneLines(seen)
  if (isClear && first.proposal.needed + refused !== lacking) {
    faults.push(`${first.proposal.needed} units are proposed and ${refused} refused where ${lacking} lack`)
  }
  const made = await merchant.call<{ drafts: { supplierOrderId: string }[] }>(
    `/api/proposals/${first.proposalId}/create`,
    {},
  )
  const again = await propose(played)
  if (again.proposal.needed > 0) faults.push(`${again.proposal.needed} units are proposed twice`)
  for (const [at, { supplierOrderId }] of (made?.drafts ?? []).entries()) {
    const { version } = await merchant.ask<{ version: number }>(`/api/supplier-orders/${supplierOrderId}`)
    await merchant.call(`/api/supplier-orders/${supplierOrderId}/order`, { version, due: dayAhead(25 + at) })
  }
  return faults
}

function hasGoneLines({ truth }: Seen): boolean {
  return truth.orders.some((order) =>
    order.lines.some((line) => line.itemId === null && line.sku !== '' && line.open > 0),
  )
}

async function propose({ merchant }: Played) {
  const made = await merchant.call<{ proposalId: string }>('/api/proposals', { from: { all: true } })
  if (made === null) throw new Error('no proposal is made')
  const { proposal } = await merchant.ask<{ proposal: Proposal }>(`/api/proposals/${made.proposalId}`)
  return { proposalId: made.proposalId, proposal }
}

/** What comes first of what somebody waits for: with one day to one place, or a shipment. */
function nextToCome(seen: Seen): { readonly arrivals: readonly OwnArrival[] } | { readonly shipment: string } | null {
  const { truth, own, native, decided } = seen
  const { uses } = oracle(truth, [...own, ...native], decided)
  const sold = new Set(truth.stock.map((point) => `${point.itemId} ${point.locationId}`))
  const wanted = [...own, ...native]
    .filter(({ arrivalId, units, itemId, locationId }) => {
      const isUsed = units > (uses.get(arrivalId)?.over ?? 0)
      return isUsed && sold.has(`${itemId} ${locationId}`)
    })
    .sort(byDay)
  const [first] = wanted
  if (first === undefined) return null
  if (!('supplierOrderId' in first)) return first.shipment === null ? null : { shipment: first.shipment }
  const together = own.filter(
    (one) => one.locationId === first.locationId && one.due === first.due && wanted.includes(one),
  )
  return { arrivals: together }
}

function byDay(a: ExpectedArrival, b: ExpectedArrival): number {
  const [one, other] = [a.due ?? 'no day', b.due ?? 'no day']
  if (one !== other) return one < other ? -1 : 1
  return Number(BigInt(a.arrivalId) - BigInt(b.arrivalId))
}

/** Exactly what of a shipment is pegged comes. */
async function receiveNative(played: Played, { truth, own, native, decided }: Seen, shipment: string): Promise<Seen> {
  const { uses } = oracle(truth, [...own, ...native], decided)
  const skuOf = new Map(truth.stock.map((point) => [point.itemId, point.sku]))
  const items = native
    .filter((one) => one.shipment === shipment)
    .flatMap(({ arrivalId, itemId, units }) => {
      const accepted = units - (uses.get(arrivalId)?.over ?? 0)
      return accepted > 0 ? [{ sku: skuOf.get(itemId), accepted }] : []
    })
  return await receiveShipment(played, { shipment, items })
}

/** Nobody waits any more for what is sold and is still ordered, where Shopify lets anything come. */
function stillWaiting({ discontinued }: Played, { truth, rows, unclear }: Seen): string[] {
  const closed = new Set(truth.locations.filter(({ active }) => !active).map(({ locationId }) => locationId))
  const open = truth.stock.filter(({ tracked, locationId }) => tracked && !closed.has(locationId))
  const stocked = new Set(open.map(({ itemId, locationId }) => `${itemId} ${locationId}`))
  return rows
    .filter((row) => row.backordered > 0 && stocked.has(`${row.itemId} ${row.locationId}`))
    .filter((row) => !unclear.has(row.itemId) && !discontinued.has(row.itemId))
    .map((row) => `${row.orderName} ${row.lineId}: ${row.backordered} still wait although all came`)
}

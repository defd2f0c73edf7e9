// What a transfer does to stock, told as a whole from what it is: of 10 from Here to There, 4 in transit and 1 of them
// accepted, Here lacks 10 of which 6 are still reserved there, and There has 1 more and 3 incoming. A verb asks before and
// after and moves the difference, so that no order of verbs can count a unit twice.

import type { Change } from '../change.ts'
import type { Shipment, ShopState, Transfer } from '../state.ts'
import { shiftTracked } from './stock.ts'

/** Of one item, in units. */
type Effect = {
  /** Gone from the origin's available stock. */
  readonly taken: number
  /** Still at the origin, kept for this. */
  readonly reserved: number
  readonly incoming: number
  readonly accepted: number
}

const none: Effect = { taken: 0, reserved: 0, incoming: 0, accepted: 0 }

/** Puts the transfer and its shipments as they are to be, and moves the stock. The other rows are left alone. */
export function putTransfer(change: Change, transfer: Transfer, shipments: readonly Shipment[] = []): void {
  const { shop } = change
  const before = shop.transfers.get(transfer.id)
  const had = before ? effectsOf(shop, before) : new Map<string, Effect>()
  shop.transfers.set(transfer.id, transfer)
  for (const shipment of shipments) shop.shipments.set(shipment.id, shipment)
  const has = effectsOf(shop, transfer)
  for (const itemId of new Set([...had.keys(), ...has.keys()])) {
    move(change, transfer, itemId, had.get(itemId) ?? none, has.get(itemId) ?? none)
  }
}

function move(change: Change, { originId, destinationId }: Transfer, itemId: string, had: Effect, has: Effect): void {
  const by = (what: keyof Effect) => has[what] - had[what]
  if (originId !== null && (by('taken') !== 0 || by('reserved') !== 0)) {
    shiftTracked(change, itemId, originId, { available: -by('taken'), reserved: by('reserved') })
  }
  if (by('accepted') !== 0 || by('incoming') !== 0) {
    shiftTracked(change, itemId, destinationId, { available: by('accepted'), incoming: by('incoming') })
  }
}

function effectsOf(shop: ShopState, transfer: Transfer): Map<string, Effect> {
  const { status, originId, lines, shipmentIds } = transfer
  if (status === 'DRAFT') return new Map()
  const travelling = shipmentIds
    .flatMap((id) => shop.shipments.get(id) ?? [])
    .filter((shipment) => shipment.status !== 'DRAFT')
    .flatMap((shipment) => shipment.lines)
  return new Map(
    lines.map(({ itemId, quantity }) => {
      const mine = travelling.filter((line) => line.itemId === itemId)
      const sum = (units: (line: (typeof mine)[number]) => number) => mine.reduce((all, line) => all + units(line), 0)
      const [shipped, accepted] = [sum((line) => line.quantity), sum((line) => line.accepted)]
      const settled = sum((line) => line.accepted + line.rejected + line.canceled)
      if (status === 'CANCELED') return [itemId, { taken: settled, reserved: 0, incoming: 0, accepted }]
      // What comes from outside is on its way once it is ready; what comes from a shelf of ours, once it has left it.
      const incoming = (originId === null ? Math.max(quantity, shipped) : shipped) - settled
      return [
        itemId,
        { taken: Math.max(quantity, shipped), reserved: Math.max(0, quantity - shipped), incoming, accepted },
      ]
    }),
  )
}

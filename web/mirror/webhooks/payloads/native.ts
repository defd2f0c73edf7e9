import { z } from 'zod'
import type { NativeTouched } from '../../rules/shop-facts.ts'
import { id, idFromGid } from './json.ts'

const either = z.union([idFromGid, id])
const transfer = z.object({ id: either })
/** A change of tracking names the shipment otherwise than the rest. Which transfer it belongs to is told since 2026-10. */
const shipment = z
  .object({ id: either.nullish(), shipment_id: either.nullish(), inventory_transfer_id: either.nullish() })
  .refine((body) => (body.id ?? body.shipment_id) != null, 'names no shipment')

/** `inventory_transfers/*`: that something happened, and to which. What it is now is read. */
export function readTransferNews(body: unknown): NativeTouched {
  return { kind: 'native-touched', transferId: transfer.parse(body).id, shipmentId: null }
}

/** `inventory_shipments/*`: a shipment is read with its transfer. */
export function readShipmentNews(body: unknown): NativeTouched {
  const told = shipment.parse(body)
  return {
    kind: 'native-touched',
    transferId: told.inventory_transfer_id ?? null,
    shipmentId: told.id ?? told.shipment_id ?? null,
  }
}

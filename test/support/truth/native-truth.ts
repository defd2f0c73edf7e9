import type { ExpectedArrival } from './oracle.ts'

type Line = { readonly itemId: string; readonly units: number }
type ShipmentTruth = {
  readonly name: string
  readonly status: string
  readonly arrivesAt: string | null
  readonly receivedAt?: string | null
  readonly shippedAt?: string | null
  readonly lines: readonly (Line & { accepted: number; rejected: number; cancelled: number })[]
}
type TransferTruth = {
  readonly transferId: string
  readonly name: string
  readonly status: string
  readonly originId: string | null
  readonly destinationId: string
  readonly lines: readonly Line[]
  readonly shipments: readonly ShipmentTruth[]
}
type PurchaseOrderTruth = {
  readonly name: string
  readonly status: string
  readonly archivedAt: string | null
  readonly destinationId: string
  readonly lines: readonly Line[]
  readonly transferIds: readonly string[]
}
/** What the simulator says of Shopify's own orders. */
export type NativeTruth = {
  readonly transfers: readonly TransferTruth[]
  readonly purchaseOrders: readonly PurchaseOrderTruth[]
}

/** Units of Shopify's own that are to come, and the shipment that brings them; null: on none yet. */
export type NativeArrival = ExpectedArrival & {
  /** As Shopify names the transfer or purchase order. */
  readonly document: string
  readonly shipment: string | null
}
type Coming = Omit<NativeArrival, 'arrivalId'>

/** What a native arrival is called as long as it is to come; its id is that of one look at the shop. */
export function nameOf({ document, shipment, itemId }: NativeArrival): string {
  return `${document} ${shipment ?? 'on no shipment'} ${itemId}`
}

/** What is still to come with them, worked out from the simulator's records. It shares no code with the app. */
export function expectedOf({ transfers, purchaseOrders }: NativeTruth): NativeArrival[] {
  const coming = [
    ...transfers.filter(isUnderWay).flatMap(ofTransfer),
    ...purchaseOrders.filter(isOpen).flatMap((order) => ofOrder(order, transfers)),
  ]
  return coming.filter(({ units }) => units > 0).map((one, at) => ({ ...one, arrivalId: String(1_000_000 + at) }))
}

function isUnderWay({ status }: TransferTruth): boolean {
  return status === 'READY_TO_SHIP' || status === 'IN_PROGRESS'
}

function isOpen({ status, archivedAt }: PurchaseOrderTruth): boolean {
  return status === 'ORDERED' && archivedAt === null
}

function ofTransfer({ name: document, originId, destinationId, lines, shipments }: TransferTruth): Coming[] {
  const travelling = originId === null ? shipments : shipments.filter(({ status }) => status !== 'DRAFT')
  const shipped = travelling.flatMap(({ name, arrivesAt, lines: parts }) =>
    parts.map(({ itemId, units, accepted, rejected, cancelled }) => {
      const due = arrivesAt?.slice(0, 10) ?? null
      const left = units - accepted - rejected - cancelled
      return { itemId, locationId: destinationId, units: left, due, document, shipment: name }
    }),
  )
  if (originId !== null) return shipped
  const packed = shipments.flatMap((shipment) => shipment.lines)
  return [...shipped, ...rest(lines, packed, destinationId, document)]
}

function ofOrder(order: PurchaseOrderTruth, transfers: readonly TransferTruth[]): Coming[] {
  const linked = transfers.filter(({ transferId }) => order.transferIds.includes(transferId))
  const counted = linked.filter(({ status }) => status !== 'DRAFT' && status !== 'CANCELED')
  return rest(
    order.lines,
    counted.flatMap((transfer) => transfer.lines),
    order.destinationId,
    order.name,
  )
}

function rest(lines: readonly Line[], taken: readonly Line[], locationId: string, document: string): Coming[] {
  return lines.map(({ itemId, units }) => {
    const gone = taken.reduce((sum, line) => (line.itemId === itemId ? sum + line.units : sum), 0)
    return { itemId, locationId, units: units - gone, due: null, document, shipment: null }
  })
}

import { isDeepStrictEqual } from 'node:util'
import type { ReadOrder } from '../../mirror/shopify/read-orders.ts'
import type { MirrorOrder, MirrorPlace } from '../store/mirror.ts'
import type { DifferenceOf, OrderSeenRecord } from '../store/reconciles.ts'
import { likelyCause } from './likely-cause.ts'

type Line = { readonly lineId: string; readonly title: string; readonly units: number; readonly open: number }
type Place = Pick<MirrorPlace, 'lineId' | 'locationId' | 'remaining'> & {
  readonly isScheduled?: boolean
  readonly fulfillAt?: string | null
}
type VariantOf = Pick<MirrorOrder['lines'][number], 'lineId' | 'variantId'>

/** Whether ours is what was read, as far as a plan depends on it. */
export function isAsRead(ours: MirrorOrder, { fact, routing }: ReadOrder): boolean {
  const isOver = fact.cancelledAt !== null
  if (ours.isOver !== isOver || Date.parse(ours.orderedAt) !== Date.parse(fact.orderedAt)) return false
  // Shopify forgets the variant of a line when it is deleted; we do not.
  const variants = new Map(ours.lines.map((line) => [line.lineId, line.variantId]))
  const named = fact.lines.map((line) => ({ ...line, variantId: line.variantId ?? variants.get(line.lineId) ?? null }))
  if (!isDeepStrictEqual(essence(ours.lines), essence(named))) return false
  const places = (routing?.lines ?? []).map((line) => ({ ...line, id: line.fulfillmentOrderLineId }))
  // Units that are open and shown nowhere, as where their location was deleted, stay where they were.
  const isUntold = places.length === 0 && fact.lines.some(({ open }) => open > 0)
  return (
    !ours.isRouted || isUntold || isDeepStrictEqual(routes(ours.routing, fact.heardAt), routes(places, fact.heardAt))
  )
}

/** Lines with units that we have with this order, and that are not its own. */
export function strayLines(ours: MirrorOrder | undefined, { fact }: ReadOrder): string[] {
  const own = new Set(fact.lines.map((line) => line.lineId))
  return (ours?.lines ?? []).filter((line) => line.units > 0 && !own.has(line.lineId)).map((line) => line.lineId)
}

/** `read` is null where Shopify does not have the order any more. */
export function orderDifference(
  ours: MirrorOrder | null,
  read: ReadOrder | null,
  locations: ReadonlyMap<string, string>,
): DifferenceOf<'order'> {
  const fact = read?.fact
  const known = ours && seen(ours.orderedAt, ours.isOver, ours.lines, ours.isRouted ? ours.routing : [], locations)
  const told =
    fact && seen(fact.orderedAt, fact.cancelledAt !== null, fact.lines, read?.routing?.lines ?? [], locations)
  // When something is to be sent is no change of the order: its last one says nothing about it.
  const isOfAnotherTime = !isDeepStrictEqual(known?.scheduled, told?.scheduled)
  return {
    thing: 'order',
    thingId: fact?.orderId ?? ours?.orderId ?? '',
    name: fact?.name ?? ours?.name ?? '',
    cause: fact && !isOfAnotherTime ? likelyCause(fact.changedAt, ours) : 'lost-webhook',
    ours: known,
    theirs: told ?? null,
  }
}

function essence(lines: readonly (Line & VariantOf)[]): Map<string, unknown> {
  const withUnits = lines.filter(({ units, open }) => units + open > 0)
  return new Map(withUnits.map(({ lineId, variantId, units, open }) => [lineId, { variantId, units, open }]))
}

/** What is scheduled for a time that has passed is as good as open: of what is on hold Shopify does not say which it is. */
function routes(places: readonly (Place & { readonly id: string })[], readAt: string): Map<string, unknown> {
  const open = places.filter(({ remaining }) => remaining > 0)
  return new Map(
    open.map((place) => {
      const { id, lineId, locationId, remaining, isScheduled = false } = place
      const at = timeOf(place)
      const isLater = isScheduled && (at === null || at > Date.parse(readAt))
      return [id, { lineId, locationId, remaining, scheduledFor: isLater ? at : 'now' }]
    }),
  )
}

function timeOf({ fulfillAt }: Place): number | null {
  return fulfillAt == null ? null : Date.parse(fulfillAt)
}

function seen(
  orderedAt: string,
  isOver: boolean,
  lines: readonly Line[],
  places: readonly Place[],
  locations: ReadonlyMap<string, string>,
): OrderSeenRecord {
  const units = new Map<string, number>()
  for (const { locationId, remaining } of places) units.set(locationId, (units.get(locationId) ?? 0) + remaining)
  const later = places.filter(({ isScheduled, remaining }) => isScheduled && remaining > 0)
  return {
    orderedAt: new Date(orderedAt).toISOString(),
    isOver,
    lines: lines.map(({ lineId, title, units: ordered, open }) => ({ lineId, title, units: ordered, open })),
    places: [...units]
      .filter(([, remaining]) => remaining > 0)
      .map(([id, remaining]) => ({ location: locations.get(id) ?? id, units: remaining })),
    ...(later.length === 0 ? {} : { scheduled: later.map(scheduledSeen) }),
  }
}

function scheduledSeen(place: Place): { units: number; at: string | null } {
  const time = timeOf(place)
  return { units: place.remaining, at: time === null ? null : new Date(time).toISOString() }
}

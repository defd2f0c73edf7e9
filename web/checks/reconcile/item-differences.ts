import type { ItemReading } from '../../mirror/rules/shop-facts.ts'
import { isHeardOf, type MirrorPoint } from '../../mirror/store/stock/mirror-points.ts'
import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import type { BackorderChange } from '../../planning/rules/record/changes.ts'
import type { LineNames } from '../store/difference-facts.ts'
import type { Difference, DifferenceCause } from '../store/reconciles.ts'
import { likelyCause } from './likely-cause.ts'

/** What of an item and its stock is not as it was read. `strangers` are the ones that are counted anew, by `item@location`. */
export function itemDifferences(
  reading: ItemReading,
  ours: readonly MirrorPoint[],
  title: string | undefined,
  strangers: ReadonlyMap<string, number>,
): Difference[] {
  const { itemId, sku, tracked, changedAt } = reading
  const name = title ?? sku ?? itemId
  const stock = reading.points.flatMap((point): Difference[] => {
    const thingId = `${itemId}@${point.locationId}`
    const had = ours.find((one) => one.locationId === point.locationId)
    const recounted = strangers.get(thingId)
    // What is committed is never told by a webhook: only what is available can differ.
    if (had?.available === point.available && recounted === undefined) return []
    const isOther = had?.available !== point.available
    return [
      {
        thing: 'stock',
        thingId,
        name,
        cause: isOther ? likelyCause(point.changedAt, had ?? null) : 'drift',
        ours: had ? { available: had.available, ...(recounted !== undefined && { strangers: had.strangers }) } : null,
        theirs: { available: point.available, ...(recounted !== undefined && { strangers: recounted }) },
      },
    ]
  })
  const known = ours[0]
  if (!known || (isHeardOf(known) && known.isTracked === tracked && !known.isGone)) return stock
  const cause = likelyCause(changedAt, { changedAt: known.itemChangedAt })
  const had = isHeardOf(known) ? { tracked: known.isTracked, deleted: known.isGone } : null
  return [{ thing: 'item', thingId: itemId, name, cause, ours: had, theirs: { tracked, deleted: false } }, ...stock]
}

/** What places owe otherwise than is recorded, although their stock is told of nowhere. */
export function owedDifferences(
  changes: readonly {
    readonly item: string
    readonly location: string
    readonly before: number
    readonly after: number
  }[],
  read: ReadonlyMap<string, ItemReading>,
  titles: ReadonlyMap<string, string>,
  told: readonly Difference[],
): Difference[] {
  const known = new Set(told.map(({ thing, thingId }) => `${thing} ${thingId}`))
  return changes.flatMap(({ item, location, before, after }): Difference[] => {
    const point = read.get(item)?.points.find((one) => one.locationId === location)
    const thingId = `${item}@${location}`
    if (point === undefined || known.has(`stock ${thingId}`)) return []
    const side = (owed: number) => ({ available: point.available, owed })
    const name = titles.get(item) ?? item
    return [{ thing: 'stock', thingId, name, cause: 'drift', ours: side(before), theirs: side(after) }]
  })
}

/** An item that Shopify does not have any more. */
export function goneItemDifference(known: MirrorPoint, title: string | undefined): Difference {
  return {
    thing: 'item',
    thingId: known.itemId,
    name: title ?? known.itemId,
    cause: 'lost-webhook',
    ours: { tracked: known.isTracked, deleted: false },
    theirs: { tracked: known.isTracked, deleted: true },
  }
}

/**
 * What a plan from the repaired facts changes, and why: for the reason for which its order or its stock differed; or
 * because what is recorded is not what its ledger ends with, and we write nothing without a line there.
 */
export function backorderDifference(
  { line, location, before, after }: BackorderChange,
  names: LineNames | undefined,
  causes: ReadonlyMap<string, DifferenceCause>,
  told: BackorderNumbers | undefined,
): Difference {
  const isEdited = before !== null && told !== undefined && !isTold(before, told)
  const ofFacts = names && (causes.get(`order ${names.orderId}`) ?? causes.get(`stock ${names.itemId}@${location}`))
  return {
    thing: 'backorder',
    thingId: `${line}@${location}`,
    name: names ? `${names.orderName} · ${names.title}` : line,
    cause: isEdited ? 'edit-outside' : (ofFacts ?? 'drift'),
    ours: before,
    theirs: after,
  }
}

/** The ledger may be older than a number of ours. */
function isTold(numbers: BackorderNumbers, told: BackorderNumbers): boolean {
  const known = new Map(Object.entries(numbers))
  return Object.entries(told).every(([name, value]) => known.get(name) === value)
}

import type { Cause } from '../mirror/rules/shop-facts.ts'
import { clock } from '../platform/clock.ts'
import type { BackorderChange } from './rules/record/changes.ts'
import { causesKept, type DueItem } from './store/due-items.ts'
import type { PlanningFacts } from './store/facts.ts'
import type { OwedAt } from './store/owed.ts'

/**
 * Names what changed a backorder, for its ledger. A line that was itself changed (ordered, edited, shipped, cancelled)
 * names the news of its own order, or the rule or the day by which it counts; a line that was given more or fewer units
 * names what happened to the item. Either says what the plan found its stock point to owe, `owed`, where that is not what
 * it owed before.
 */
export function causeOfChange(
  due: readonly DueItem[],
  facts: PlanningFacts,
  heard: ReadonlyMap<string, Cause>,
  owed: readonly OwedAt[],
): (change: BackorderChange) => Cause {
  const causes = new Map(due.map((mark) => [mark.itemId, mark.causes]))
  const items = new Map([...facts.recorded, ...facts.demands].map(({ line, item }) => [line, item]))
  const owedBefore = unitsByPlace(facts.owed)
  const owedAfter = unitsByPlace(owed)
  return (change) => {
    const item = items.get(change.line)
    const ofItem = (item === undefined ? undefined : causes.get(item)) ?? []
    const cause = choose(change, heard.get(change.line), ofItem)
    const named: Cause = cause ?? {
      kind: 'reconcile',
      topic: 'sweep',
      triggeredAt: new Date(clock.now()).toISOString(),
    }
    const place = `${item}@${change.location}`
    const [before, after] = [owedBefore.get(place) ?? 0, owedAfter.get(place) ?? 0]
    return before === after ? named : { ...named, owed: { before, after } }
  }
}

/** Of what was heard of the line's own order, `own`, and what its item was marked by. */
function choose({ isOwnDoing, before }: BackorderChange, own: Cause | undefined, ofItem: readonly Cause[]) {
  const isOfOwn = ({ orderId }: Cause) => orderId !== undefined && orderId === own?.orderId
  // What lets units into the queue or out of it, unless the own order was heard of besides.
  const ofQueue = isOwnDoing ? ofItem.findLast(isOfQueue) : undefined
  // With more causes than an item keeps, the own order's may have been dropped: then a first shortage is its own.
  const isAboutOwn = ofItem.some(isOfOwn) || ofItem.length >= causesKept
  if (isOwnDoing && (isAboutOwn || (before !== null && ofQueue === undefined))) return own
  const ofOthers = ofItem.filter((cause) => !isOfOwn(cause))
  return ofQueue ?? ofOthers.at(-1) ?? ofItem.at(-1) ?? own
}

function isOfQueue({ topic }: Cause): boolean {
  return topic.startsWith('rules/') || topic === 'scheduled/day-came'
}

function unitsByPlace(owed: readonly OwedAt[]): Map<string, number> {
  return new Map(owed.map(({ item, location, units }) => [`${item}@${location}`, units]))
}

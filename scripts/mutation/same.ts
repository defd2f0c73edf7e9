// Changes of the rules that no test can notice, because what they make comes to the same, and why. A change is named by the
// line that it is on, as it stands there, and by what it does. `npm run mutate` tells of one that is noticed after all.
import type { Mutation } from './mutations.ts'

type Same = { readonly file: string; readonly on: string; readonly says: string; readonly why: string }

export const SAME: readonly Same[] = [
  {
    file: 'web/promises/rules/product-limit.ts',
    on: 'quantile: (share) => steps.find((step) => step.share >= share - rounding)?.value ?? null,',
    says: '>= to >',
    why: 'What a computer rounds by is far less than the rounding that is allowed.',
  },
  {
    file: 'web/promises/rules/known-deliveries.ts',
    on: 'return one.orderedOn - other.orderedOn || (one.agreedOn ?? 0) - (other.agreedOn ?? 0)',
    says: '0 to 1',
    why: 'Nothing was agreed for the second day of 1970.',
  },
  {
    file: 'web/promises/rules/known-deliveries.ts',
    on: '.sort((one, other) => (one.receivedOn ?? 0) - (other.receivedOn ?? 0) || compareOrdered(one, other))',
    says: '0 to 1',
    why: 'Of what came the day is known.',
  },
  {
    file: 'web/promises/rules/arrival-range.ts',
    on: 'return Math.max(longest, leadTimes({ past: others, open: [] }, now, [], elapsed).quantile(level) ?? 0)',
    says: '0 to 1',
    why: 'Where none of the others took as long, one of its own did, and that is longer than a day.',
  },
  {
    file: 'web/promises/rules/arrival-range.ts',
    on: 'const elapsed = now - ordered > 0 ? now - ordered : -1',
    says: '1 to 2',
    why: 'Nothing takes fewer days than none.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'let preferred = choices[0]',
    says: '0 to 1',
    why: 'All of them are looked at, from whichever one it begins.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'else if (lowest === null || (compare(value, lowest.value) || comparePreferred(choice, lowest.choice)) < 0)',
    says: '0 to 1',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'if (comparePreferred(choice, preferred) < 0) preferred = choice',
    says: '0 to 1',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'const preferred = others.reduce((one, other) => (comparePreferred(other, one) < 0 ? other : one), first)',
    says: '0 to 1',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'else if (lowest === null || (compare(value, lowest.value) || comparePreferred(choice, lowest.choice)) < 0)',
    says: '< to <=',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'if (comparePreferred(choice, preferred) < 0) preferred = choice',
    says: '< to <=',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-supplier.ts',
    on: 'const preferred = others.reduce((one, other) => (comparePreferred(other, one) < 0 ? other : one), first)',
    says: '< to <=',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-market.ts',
    on: 'discontinued: false,',
    says: 'false to true',
    why: 'The supplier is chosen already: nobody asks again.',
  },
  {
    file: 'web/proposals/rules/group-market.ts',
    on: 'rank: 1,',
    says: '1 to 2',
    why: 'The supplier is chosen already: nobody looks at its rank.',
  },
  {
    file: 'web/proposals/rules/group-market.ts',
    on: 'const known = market.offers.get(item)?.find((offer) => offer.supplier === name)',
    says: 'find to findLast',
    why: 'No supplier has two entries for an item, so none is equal to another.',
  },
  {
    file: 'web/proposals/rules/group-afterwards.ts',
    on: 'if (proposed.units < proposed.needed) return Math.min(proposed.units, needed)',
    says: '< to <=',
    why: 'Who buys what is needed, and no more, buys what is still needed either way.',
  },
  {
    file: 'web/planning/rules/days/proven-lead-time.ts',
    on: 'return now == null || first == null || last == null ? null : { soonest: first - now, latest: last - now }',
    says: '|| to &&',
    why: 'There are all three days, or none of them.',
  },
  {
    file: 'web/planning/rules/record/backorder.ts',
    on: 'for (const { due } of pegs) if (due !== null && (earliest === null || due < earliest)) earliest = due',
    says: '< to <=',
    why: 'A day is as early as itself.',
  },
  {
    file: 'web/planning/rules/unclaimed.ts',
    on: 'for (const { line, units } of left > 0 ? nearest : nearest.reverse()) {',
    says: '> to >=',
    why: 'That nothing is left was answered two lines before.',
  },
  {
    file: 'web/planning/rules/source.ts',
    on: 'if (known === undefined || compareCare(source, known) < 0) byItem.set(source.item, source)',
    says: '0 to 1',
    why: 'Rows differ by one at least, or say the same.',
  },
  {
    file: 'web/planning/rules/source.ts',
    on: 'if (known === undefined || compareCare(source, known) < 0) byItem.set(source.item, source)',
    says: '< to <=',
    why: 'Rows that are equal there say the same.',
  },
  {
    file: 'web/planning/rules/queue.ts',
    on: 'released: 0,',
    says: '0 to 1',
    why: 'What was released is worked out before anybody looks at it.',
  },
  {
    file: 'web/planning/rules/peg.ts',
    on: 'if (waiting.lastArrival === null || from.toldOn > waiting.lastArrival.toldOn) waiting.lastArrival = from',
    says: '> to >=',
    why: 'What is told to come on one day can leave on one day, whichever of them is the last.',
  },
  {
    file: 'web/receiving/rules/receive.ts',
    on: 'return demands.map((demand) => ({ ...demand, units: demand.units - (units.get(demand.line) ?? 0) }))',
    says: '0 to 1',
    why: 'Every line that waits is in the plan.',
  },
  {
    file: 'web/receiving/rules/receive.ts',
    on: 'const had = before.get(line) ?? 0',
    says: '0 to 1',
    why: 'No line is in the plan that does not wait.',
  },
  {
    file: 'web/planning/rules/complete-orders.ts',
    on: 'if (lines.every(isWithinReach)) turns.push({ best: lines.reduce(earlier), lines })',
    says: 'every to some',
    why: 'An order that cannot be covered whole gets its turn, and what it took is put back: it only takes longer.',
  },
  {
    file: 'web/planning/rules/complete-orders.ts',
    on: 'return compareQueued(a, b) <= 0 ? a : b',
    says: '<= to <',
    why: 'Only lines that are alike in all that the queue looks at are equal there.',
  },
  {
    file: 'web/supplier-orders/rules/expected-days.ts',
    on: 'if (more >= 0) {',
    says: '>= to >',
    why: 'With as many units as there are, nothing is taken off where nothing is added.',
  },
  {
    file: 'web/supplier-orders/rules/expected-days.ts',
    on: 'if (more >= 0) {',
    says: '0 to 1',
    why: 'The same for whole units.',
  },
  {
    file: 'web/suppliers/rules/code-key.ts',
    on: 'const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)',
    says: '+ to -',
    why: 'Less than nothing is divisible by ten where as much more than nothing is.',
  },
  {
    file: 'web/mirror/rules/plausible-promise.ts',
    on: 'const beforeOrderMs = told.at === null ? 0 : Date.parse(order.at) - Date.parse(told.at)',
    says: '0 to 1',
    why: 'Told at no time is told at the time of the order: a millisecond is within every bound.',
  },
]

/** Why a change comes to the same, if it does. */
export function sameAs({ file, on, says }: Mutation): string | undefined {
  return SAME.find((one) => one.file === file && one.on === on && one.says === says)?.why
}

import type { Rebuild } from '../../../checks/contract/rebuild.ts'
import { counted, number } from '../format/counted.ts'
import { exactTime } from '../format/dates.ts'

export const rebuildWords = {
  title: 'Check the numbers',
  subtitle: 'Numbers follow your shop by themselves. If one looks wrong, this is how to find out.',
  doubt: 'Does a number look wrong?',
  link: 'Check the numbers',
  heading: 'Work out every line again',
  hint: 'Every line is worked out from what Shopify says now. What differs is shown before anything is changed.',
  start: 'Work out now',
  again: 'Work out again',
  loading: 'Loading what was worked out',
  tableLabel: 'Lines that differ',
  columns: { line: 'Line', before: 'Recorded now', after: 'Worked out again' },
  previous: 'Previous lines',
  next: 'Further lines',
  never: 'Nothing was worked out again yet',
  neverText: 'Nothing is changed before you have seen it.',
  runningHint: 'You may leave this page meanwhile. Nothing is changed.',
  differText: 'Nothing was changed yet. Have a look, then apply what is worked out here.',
  same: 'Nothing differs',
  failed: 'What was worked out cannot be shown right now',
  failedText: 'Backline does not answer. Your numbers are as they were.',
  retry: 'Try again',
  notRecorded: 'Not recorded',
  apply: 'Apply these changes',
  applyTitle: 'Apply these changes?',
  applyText:
    'The lines listed here are worked out once more and written. If your shop changed meanwhile, the newer truth is written. Each change is in its line’s history.',
  applyConfirm: 'Apply',
  cancel: 'Cancel',
  trouble: 'That did not work. Nothing was changed; work out again and have another look.',
  applied: 'These changes are being applied',
  appliedText: 'Each line says in its history what was changed. Work out again to see that nothing differs any more.',
} as const

export function progressWords({ items: { done, expected } }: Rebuild): string {
  return `${number(done)} of ${counted(expected, 'item')} looked at`
}

/** `All 12 items are right, as of 20 Nov 2026, 10:00.` */
export function sameWords({ items, finishedAt, waiting }: Rebuild): string {
  const when = finishedAt === null ? '' : `, as of ${exactTime(finishedAt)}`
  const right = `${counted(items.done - waiting, 'item')} looked at${when}: what is recorded is right.`
  return waiting === 0 ? right : `${right} ${notRebuiltWords(waiting)}`
}

export function notRebuiltWords(waiting: number): string {
  return `${counted(waiting, 'item')} ${waiting === 1 ? 'was' : 'were'} left out, because news from Shopify is on its way.`
}

export function differWords(total: number): string {
  return `${counted(total, 'line')} ${total === 1 ? 'differs' : 'differ'}`
}

export function owedDifferWords(items: number): string {
  return `${counted(items, 'item')} would owe another number of units beyond stock`
}

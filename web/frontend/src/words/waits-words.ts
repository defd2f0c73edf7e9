import type { BackorderDetail, Peg } from '../../../contract/ledger.ts'
import { counted } from './counted.ts'
import { calendarDay } from './dates.ts'

export const waitsWords = {
  title: 'What it waits for',
  table: 'Supplier orders that serve this line',
  columns: { order: 'Supplier order', supplier: 'Supplier', units: 'Units', due: 'Due' },
  order: 'Order the rest',
  draft: 'Look at the drafts',
  noDay: 'No day given',
} as const

export const supplierOrderName = ({ number }: { readonly number: number }) => `#${number}`

export function dueWords(due: string | null): string {
  return due === null ? waitsWords.noDay : calendarDay(due)
}

/** `3 units come with supplier orders. 2 units are on none yet, 1 of them in a draft.` */
export function waitsHint({
  pegs,
  uncovered,
  inDrafts,
}: Pick<BackorderDetail, 'pegs' | 'uncovered' | 'inDrafts'>): string {
  const coming = pegs.reduce((sum, peg: Peg) => sum + peg.units, 0)
  const drafts = Math.min(inDrafts, uncovered)
  const served =
    coming > 0 ? [`${counted(coming, 'unit')} ${coming === 1 ? 'comes' : 'come'} with supplier orders.`] : []
  if (uncovered === 0) return served.join(' ')
  const are = uncovered === 1 ? 'is' : 'are'
  return [...served, `${counted(uncovered, 'unit')} ${are} not ordered yet${draftWords(drafts, uncovered)}.`].join(' ')
}

function draftWords(drafts: number, uncovered: number): string {
  if (drafts === 0) return ''
  return drafts === uncovered ? ', but in a draft' : `, ${drafts} of them in a draft`
}

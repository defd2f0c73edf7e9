import type { BackorderDetail, NativeSource, PegRow } from '../../../../backorders/contract/ledger.ts'
import { counted } from '../../format/counted.ts'
import { calendarDay, dayHere } from '../../format/dates.ts'

export const waitsWords = {
  title: 'What it waits for',
  table: 'What brings units for this line',
  columns: { order: 'Comes with', supplier: 'Supplier', units: 'Units', due: 'Due' },
  order: 'Order remaining',
  draft: 'View drafts',
  noDay: 'No date',
} as const

/** `Transfer #T0001 of purchase order #PO1`, as Shopify's admin names them. */
export function nativeName({ kind, name, purchaseOrderName }: NativeSource): string {
  if (kind === 'purchase-order') return `Purchase order ${name}`
  return purchaseOrderName === null ? `Transfer ${name}` : `Transfer ${name} of purchase order ${purchaseOrderName}`
}

/** Where the admin shows it. */
export function nativeUrl({ kind, documentId }: Pick<NativeSource, 'kind' | 'documentId'>): string {
  return `shopify://admin/${kind === 'transfer' ? 'transfers' : 'purchase_orders'}/${documentId}`
}

/** The day on which units are due, or were: then nobody is told that they come on it. */
export function dueWords(due: string | null, today = dayHere(new Date())): string {
  if (due === null) return waitsWords.noDay
  return due < today ? `Was due ${calendarDay(due)}` : calendarDay(due)
}

/** `3 units come with supplier orders. 2 units are on none yet, 1 of them in a draft.` */
export function waitsHint({
  pegs,
  uncovered,
  inDrafts,
}: Pick<BackorderDetail, 'pegs' | 'uncovered' | 'inDrafts'>): string {
  const coming = pegs.reduce((sum, peg: PegRow) => sum + peg.units, 0)
  const drafts = Math.min(inDrafts, uncovered)
  const sources = pegs.some(({ native }) => native !== null) ? 'what is on its way' : 'supplier orders'
  const served = coming > 0 ? [`${counted(coming, 'unit')} ${coming === 1 ? 'comes' : 'come'} with ${sources}.`] : []
  if (uncovered === 0) return served.join(' ')
  const are = uncovered === 1 ? 'is' : 'are'
  return [...served, `${counted(uncovered, 'unit')} ${are} not ordered yet${draftWords(drafts, uncovered)}.`].join(' ')
}

function draftWords(drafts: number, uncovered: number): string {
  if (drafts === 0) return ''
  return drafts === uncovered ? ', but in a draft' : `, ${drafts} of them in a draft`
}

import type { OverrideRow, OverrideState } from '../../../../promises/contract/storefront.ts'
import { counted } from '../../format/counted.ts'
import { calendarDay } from '../../format/dates.ts'
import { noteName } from './text-words.ts'

export const overrideWords = {
  add: 'Add override',
  addTitle: 'Add an override',
  addSubtitle: 'Choose a product, or a supplier for everything that is bought there.',
  back: 'Overrides',
  tableLabel: 'Overrides',
  columns: { about: 'Of', instead: 'Told instead', changed: 'Changed', actions: '' },
  list: {
    loading: 'Loading overrides',
    failed: 'Overrides cannot be shown right now',
    failedText: 'Backline does not answer. Your shop goes on showing what it was given.',
    retry: 'Try again',
    previous: 'Newer overrides',
    next: 'Older overrides',
  },
  emptyTitle: 'No overrides',
  emptyText:
    'Shoppers are told what follows from your stock and supplier orders. Where you know better, fix a day, choose a note, or say nothing.',
  emptyPageTitle: 'Nothing is on this page any more',
  emptyPageText: 'The list became shorter meanwhile.',
  toFirst: 'To the first page',
  edit: 'Change',
  editLabel: (name: string) => `Change what is told of ${name}`,
  remove: 'Remove',
  removeLabel: (name: string) => `Remove the override of ${name}`,
  removeTitle: (name: string) => `Remove the override of ${name}?`,
  removeText: 'Shoppers are then told what follows from your stock and supplier orders again.',
  removed: 'Override removed',
  saved: 'Override saved. Your shop shows it in a moment.',
  cancel: 'Cancel',
  save: 'Save',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  wholeSupplier: 'Everything that is bought there',
  gone: 'No longer sold',
  goneSupplier: 'Archived',
  pastDay: 'The day is past',
  noTitle: 'Without a title',
  dialogTitle: (name: string) => `What is told of ${name}`,
  hide: 'Say nothing',
  hideHint: 'Shoppers can still order it. Nothing tells them that it comes later.',
  day: 'Ships by',
  dayHint: 'Leave it empty, and the day follows from your stock and supplier orders.',
  note: 'Note',
  ownWords: 'The ordinary sentence',
  noteHint: 'You write notes on the page Texts.',
  view: 'Shoppers read',
  nothingShown: 'Nothing is shown.',
  fixedState: 'No more of it can be ordered, so a day or note is not told until it can.',
  searchLabel: 'Search products',
  searchHint: 'Title, SKU or vendor',
  supplierSearch: 'Search suppliers',
  supplierHint: 'Name',
  tabsLabel: 'What to add an override for',
  tabs: { told: 'Told of now', all: 'All products', suppliers: 'Suppliers' },
  choiceTable: 'Products',
  supplierTable: 'Suppliers',
  choiceColumns: { product: 'Product', now: 'Told now', supplier: 'Supplier', actions: '' },
  choices: {
    loading: 'Loading products',
    failed: 'Products cannot be shown right now',
    failedText: 'Backline does not answer. Nothing was changed.',
    retry: 'Try again',
    previous: 'Previous products',
    next: 'Further products',
  },
  noneTold: 'Shoppers are told of no product now',
  noneToldText: 'Nothing is short or limited. You can still add an override for any product.',
  noMatch: 'Nothing matches your search',
  noMatchText: 'Search by title, SKU or vendor.',
  noSuppliers: 'There are no suppliers yet',
  noSuppliersText: 'Once there are, you can tell the same of all that is bought from one of them.',
  nothingNow: 'Nothing is told',
  noOverride: 'No override',
  hasOverride: 'Override',
} as const

/** `Ships by 4 Dec 2026, with the note “Pre sale”`; `Nothing is told`. */
export function insteadWords({ day, note, hide }: Pick<OverrideState, 'day' | 'note' | 'hide'>): string {
  if (hide) return overrideWords.nothingNow
  const parts = [day && `Ships by ${calendarDay(day)}`, note && `the note “${noteName(note)}”`].filter((part) => part)
  const said = parts.join(', with ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** What somebody else left of an override while it was being changed. */
export function nowWords(override: OverrideState | null): string {
  return override === null ? 'It was removed.' : `It is now: ${insteadWords(override)}.`
}

export function meanwhileWords(override: OverrideState | null): string {
  return `${nowWords(override)} What you entered is kept: save it again if it is still right.`
}

/** Why it says nothing to anybody, or not all of it. */
export function overrideRemark({ isGone, dayIsPast, supplier }: OverrideRow): string | null {
  if (isGone) return supplier ? overrideWords.goneSupplier : overrideWords.gone
  return dayIsPast ? overrideWords.pastDay : null
}

export function totalOverrides(total: number): string {
  return counted(total, 'override')
}

export function totalVariants(total: number): string {
  return counted(total, 'product variant')
}

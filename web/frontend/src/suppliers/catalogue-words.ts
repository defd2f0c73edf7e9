import type { CatalogueRow, ItemRow, VendorSuggestion } from '../../../suppliers/contract/catalogue.ts'
import { counted, number } from '../format/counted.ts'
import { moneyWords } from '../format/money.ts'
import { leadTimeWords } from './supplier-words.ts'

export function unsuppliedNotice(count: number): { title: string; text: string; action: string } {
  return {
    title: `${counted(count, 'item')} that ${count === 1 ? 'needs' : 'need'} ordering ${count === 1 ? 'has' : 'have'} no supplier`,
    text: 'Tell Backline who sells them, and they are part of the next order.',
    action: 'Assign suppliers',
  }
}

export const catalogueWords = {
  searchLabel: 'Search the catalogue',
  searchHint: 'Title, SKU or the supplier’s SKU',
  tableLabel: 'Catalogue',
  add: 'Add items',
  import: 'Import',
  export: 'Export',
  columns: {
    item: 'Item',
    supplierSku: 'Its SKU',
    cost: 'Cost',
    quantities: 'Minimum and pack',
    lead: 'Lead time',
    rank: 'Rank',
    steps: 'Change',
  },
  list: {
    loading: 'Loading the catalogue',
    failed: 'The catalogue cannot be shown right now',
    failedText: 'Backline does not answer. What you have entered is safe.',
    retry: 'Try again',
    previous: 'Previous items',
    next: 'Further items',
  },
  emptyTitle: 'What does this supplier sell?',
  emptyText:
    'Add items of your shop, or import the supplier’s price list. Only what is in its catalogue is ordered from it.',
  noMatchTitle: 'No item matches your search',
  clearSearch: 'Clear search',
  emptyPageTitle: 'Nothing is on this page any more',
  emptyPageText: 'The list became shorter meanwhile.',
  toFirst: 'To the first page',
  chooseAll: 'Choose all items on this page',
  edit: 'Edit',
  remove: 'Take out',
  clear: 'Choose none',
  discontinued: 'Discontinued',
  preferred: 'Preferred',
  unknownCost: 'Not known',
  noTitle: 'No longer sold',
  removeTitle: 'Take these items out of the catalogue?',
  removeText: 'They are ordered from another supplier then, if one sells them. What was ordered already stays.',
  cancel: 'Cancel',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  saved: 'Item saved',
} as const

export const entryForm = {
  save: 'Save',
  supplierSku: 'The supplier’s SKU',
  supplierSkuHint: 'What the supplier calls it. Stands in orders.',
  cost: 'Cost of one unit',
  minimum: 'Minimum quantity',
  minimumHint: 'The fewest units it sells.',
  pack: 'Pack size',
  packHint: 'Only multiples of it are ordered.',
  leadTime: 'Lead time',
  leadTimeHint: 'Empty: as the supplier’s.',
  rank: 'Rank',
  rankHint: '1 is preferred, if several suppliers sell it.',
  discontinued: 'The supplier does not sell it any more',
  units: 'units',
  days: 'days',
} as const

export const entryProblems = {
  supplierSku: 'At most 255 letters',
  cost: 'Enter an amount, as in 4.20',
  minimumQuantity: 'Enter whole units, 1 or more',
  packSize: 'Enter whole units, 1 or more',
  leadTimeDays: 'Enter whole days, at most 3,650',
  rank: 'Enter a number from 1 to 1,000',
} as const

export const itemWords = {
  addTitle: 'Add items',
  searchLabel: 'Search items',
  searchHint: 'Title, SKU or vendor',
  tableLabel: 'Items',
  tabsLabel: 'Which items',
  tabs: { needed: 'To be ordered', unsupplied: 'Without a supplier', all: 'All items' },
  columns: { item: 'Item', vendor: 'Vendor', needed: 'To order', supplier: 'Supplier' },
  list: {
    loading: 'Loading items',
    failed: 'Items cannot be shown right now',
    failedText: 'Backline does not answer. Nothing was changed.',
    retry: 'Try again',
    previous: 'Previous items',
    next: 'Further items',
  },
  noSupplier: 'None yet',
  noVendor: 'None',
  empty: {
    needed: {
      title: 'Nothing is waiting for a supplier',
      text: 'Every item that needs ordering has a supplier. Items of the other lists can be added at any time.',
    },
    unsupplied: { title: 'Every item has a supplier', text: 'Items can have several: find them under All items.' },
    all: { title: 'No items are known yet', text: 'Items of your shop show up here when it is imported.' },
  },
  unsuppliedTitle: 'Items without a supplier',
  unsuppliedSubtitle: 'Only what a supplier sells can be ordered. Your products’ vendors are the first guess.',
  vendorsTitle: 'By vendor',
  vendorsHint: 'All items of a vendor that have no supplier yet, in one step.',
  vendorsLabel: 'Vendors of items without a supplier',
  chooseSupplier: 'Choose a supplier',
  vendorColumns: {
    vendor: 'Vendor',
    items: 'Items',
    needed: 'Units to order',
    supplier: 'Supplier',
    steps: 'What to do',
  },
  assign: 'Assign',
  newSupplier: 'New supplier',
} as const

export function chosenItems(count: number): string | null {
  return count === 0 ? null : `${counted(count, 'item')} chosen`
}

/** At most so many go at once. */
export const chosenAtMost = 1_000

export function addWords(count: number): string {
  return `Add ${counted(Math.min(count, chosenAtMost), 'item')}`
}

export function addedWords(count: number, supplier: string): string {
  return count === 0 ? `${supplier} has them already` : `${counted(count, 'item')} added to ${supplier}`
}

export function removedWords(count: number): string {
  return `${counted(count, 'item')} taken out`
}

export function assignLabel({ vendor, items }: VendorSuggestion): string {
  return `Assign ${counted(items, 'item')} of ${vendor}`
}

export function itemTitle({ title }: Pick<ItemRow, 'title'>): string {
  return title ?? catalogueWords.noTitle
}

export function noItemMatchText(query: string): string {
  return `No item has words that fit “${query}”.`
}

export function costWords({ cost, currency }: Pick<CatalogueRow, 'cost' | 'currency'>): string {
  return cost === null ? catalogueWords.unknownCost : moneyWords(cost, currency)
}

/** `From 6, in packs of 3`; nothing where any number will do. */
export function quantitiesWords(entry: Pick<CatalogueRow, 'minimumQuantity' | 'packSize'>): string {
  const { minimumQuantity: least, packSize: pack } = entry
  const parts = [...(least > 1 ? [`from ${number(least)}`] : []), ...(pack > 1 ? [`in packs of ${number(pack)}`] : [])]
  if (parts.length === 0) return 'Any number'
  const text = parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function entryLeadTime({ leadTimeDays }: Pick<CatalogueRow, 'leadTimeDays'>): string {
  return leadTimeDays === null ? 'As the supplier’s' : leadTimeWords(leadTimeDays)
}

/** `Preferred of 3`, `2nd of 3` would need grammar: `2 of 3`. */
export function rankWords({ rank, suppliers }: Pick<CatalogueRow, 'rank' | 'suppliers'>): string {
  if (suppliers <= 1) return 'Only supplier'
  return rank === 1 ? 'Preferred' : `Rank ${number(rank)}`
}

/** Who supplies an item, and how many others. */
export function suppliersWords({ supplierName, suppliers }: ItemRow): string {
  if (supplierName === null) return itemWords.noSupplier
  return suppliers > 1 ? `${supplierName} and ${number(suppliers - 1)} more` : supplierName
}

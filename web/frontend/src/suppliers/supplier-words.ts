import type {
  AddressChange,
  SupplierDetail,
  SupplierPerformance,
  SupplierRow,
} from '../../../suppliers/contract/suppliers.ts'
import type { Fault } from '../api/faults.ts'
import { counted, number } from '../format/counted.ts'
import { exactTime } from '../format/dates.ts'
import { moneyWords } from '../format/money.ts'
import { weekdaysWords } from '../format/weekdays.ts'

export const supplierWords = {
  title: 'Suppliers',
  subtitle: 'Who you buy from, what they sell and how they deliver.',
  add: 'Add supplier',
  import: 'Import',
  export: 'Export',
  tabsLabel: 'Suppliers by state',
  tabs: { no: 'Current', yes: 'Archived' },
  searchLabel: 'Search suppliers',
  searchHint: 'Name, contact or email',
  tableLabel: 'Suppliers',
  columns: {
    name: 'Supplier',
    items: 'Items',
    lead: 'Lead time',
    minimum: 'Minimum order',
    days: 'Order days',
    open: 'Open orders',
  },
  list: {
    loading: 'Loading suppliers',
    failed: 'Couldn’t load suppliers',
    failedText: 'Backline does not answer. What you have entered is safe.',
    retry: 'Try again',
    previous: 'Previous suppliers',
    next: 'Next suppliers',
  },
  emptyTitle: 'Add your first supplier',
  emptyText: 'With suppliers and what they sell, Backline turns backorders into one order for each of them.',
  emptyArchivedTitle: 'No supplier is archived',
  emptyArchivedText: 'A supplier you buy from no longer can be archived. What was ordered from it stays.',
  emptyPageTitle: 'Nothing is on this page any more',
  emptyPageText: 'The list became shorter meanwhile.',
  toFirst: 'To the first page',
  noMatchTitle: 'No supplier matches your search',
  clearSearch: 'Clear search',
  back: 'Suppliers',
  newTitle: 'New supplier',
  loadingOne: 'Loading the supplier',
  archivedBadge: 'Archived',
  archive: 'Archive',
  restore: 'Unarchive',
  archiveTitle: 'Archive this supplier?',
  archiveText: 'Nothing more is ordered from it. Orders that are under way stay as they are, and you can unarchive it.',
  restoreTitle: 'Unarchive this supplier?',
  restoreText: 'Backline proposes orders from it again, by its rank for each item.',
  delete: 'Delete',
  deleteTitle: 'Delete this supplier?',
  deleteText:
    'Its name, contact, price list and emails are deleted for good. What was ordered from it stays, without saying from whom.',
  deleted: 'Supplier deleted',
  archived: 'Supplier archived',
  restored: 'Supplier unarchived',
  saved: 'Supplier saved',
  created: 'Supplier added',
  cancel: 'Cancel',
  pagesLabel: 'About this supplier',
  pages: { details: 'Details', catalogue: 'Catalogue' },
  exported: 'The file was handed to your browser',
  exportFailed: 'That did not work: Backline does not answer.',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
} as const

export const supplierForm = {
  who: 'Supplier',
  ordering: 'Ordering',
  orderingHint: 'Used when Backline proposes what to order',
  name: 'Name',
  contact: 'Contact person',
  email: 'Email for orders',
  emailHint: 'Separate several with commas',
  cc: 'Copy to (Cc)',
  ccHint: 'Optional. Gets a copy of each order.',
  language: 'Language',
  languageHint: 'Used for emails and documents',
  currency: 'Currency',
  currencyHint: 'Used for costs and orders',
  chooseCurrency: 'Choose a currency',
  leadTime: 'Lead time',
  leadTimeHint: 'Days from order to arrival. Replaced by actual delivery times after a few deliveries.',
  minimum: 'Minimum order',
  minimumHint: 'We’ll warn you below this amount',
  days: 'Order days',
  daysHint: 'Leave blank for any day',
  notes: 'Notes',
  notesHint: 'For you and your colleagues. Never sent to the supplier.',
  daysUnit: 'days',
  save: {
    save: 'Save',
    discard: 'Discard',
    leave: {
      title: 'Leave without saving?',
      text: 'What you changed here is not saved yet and would be lost.',
      leave: 'Leave',
      stay: 'Stay',
    },
  },
  otherTitle: 'Someone else edited this supplier',
} as const

const fieldNames = {
  name: supplierForm.name,
  contact: supplierForm.contact,
  email: supplierForm.email,
  cc: supplierForm.cc,
  language: supplierForm.language,
  currency: supplierForm.currency,
  leadTimeDays: supplierForm.leadTime,
  minimumValue: supplierForm.minimum,
  orderDays: supplierForm.days,
  notes: supplierForm.notes,
} as const

type Fields = { readonly [Field in keyof typeof fieldNames]?: string | readonly number[] }

/** `Lead time is now 21. Notes is now “Theirs”; yours is kept. Save to keep what you entered.` */
export function othersWords(others: Fields, typed: Fields): string {
  const names = Object.keys(fieldNames) as (keyof Fields)[] // The table's own keys.
  const changed = names.flatMap((field) => {
    const theirs = others[field]
    if (theirs === undefined) return []
    const isYours = JSON.stringify(theirs) !== JSON.stringify(typed[field])
    return [`${fieldNames[field]} is now ${shown(theirs)}${isYours ? '; yours is kept' : ''}.`]
  })
  return `${changed.join(' ')} Save to keep what you entered.`
}

function shown(value: string | readonly number[]): string {
  if (typeof value !== 'string') return weekdaysWords(value)
  return value === '' ? 'blank' : `“${value}”`
}

/** What is wrong with a field. */
export const supplierProblems = {
  name: 'Enter a name of 200 characters or fewer',
  contact: 'Use 200 characters or fewer',
  email: 'Enter up to 10 email addresses, as in orders@example.com',
  cc: 'Enter up to 10 email addresses, as in orders@example.com',
  language: 'Choose a language',
  currency: 'Choose a currency',
  leadTimeDays: 'Enter whole days, at most 3,650',
  minimumValue: 'Enter an amount, as in 250 or 99.50',
  orderDays: 'Choose from these days',
  notes: 'Use 5,000 characters or fewer',
} as const

/** `orders@example.com is listed twice. It’s kept once.`; null: none is. */
export function twiceWords(addresses: readonly string[]): string | null {
  const [first] = addresses
  return first === undefined ? null : `${first} is listed twice. It’s kept once.`
}

export function supplierFault(fault: Fault): { title: string; text: string } {
  if (fault === 'not-found' || fault === 'not-understood') {
    return { title: 'There is no such supplier', text: 'Its address may be wrong, or it belongs to another shop.' }
  }
  if (fault === 'no-access') {
    return { title: 'Backline has no access to this shop', text: 'Open the app again from your Shopify admin.' }
  }
  return { title: supplierWords.list.failed, text: supplierWords.list.failedText }
}

export function totalSuppliers(total: number): string {
  return counted(total, 'supplier')
}

export function noMatchText(query: string): string {
  return `No name, contact or email has “${query}” in it.`
}

export function leadTimeWords(days: number | null): string {
  return days === null ? 'Not known' : counted(days, 'day')
}

export function minimumOrderWords({ minimumValue, currency }: Pick<SupplierRow, 'minimumValue' | 'currency'>): string {
  return minimumValue === null ? 'None' : moneyWords(minimumValue, currency)
}

export const performanceWords = {
  title: 'Performance',
  none: 'No deliveries yet. Once there are some, they set the dates that you and your customers see.',
  median: 'Typical lead time',
  next: 'Next order arrives in',
  onTime: 'Units on time',
  fill: 'Fill rate',
  unknown: 'Not known yet',
} as const

export function performanceHint({ deliveries }: SupplierPerformance): string {
  return deliveries === 0
    ? performanceWords.none
    : `From ${counted(deliveries, 'delivery', 'deliveries')} in the last two years.`
}

export function daysWords(days: number | null): string {
  return days === null ? performanceWords.unknown : counted(days, 'day')
}

/** `12 to 16 days`: what shoppers are told. */
export function nextOrderWords(next: SupplierPerformance['nextOrder']): string {
  if (next === null) return performanceWords.unknown
  const { soonestDays, latestDays } = next
  return soonestDays === latestDays ? daysWords(latestDays) : `${number(soonestDays)} to ${daysWords(latestDays)}`
}

/** `96 %`, as the merchant's language writes it; never 100 % of what is not all. */
export function shareWords(share: number | null): string {
  if (share === null) return performanceWords.unknown
  return `${number(share < 1 ? Math.min(99, Math.round(share * 100)) : 100)}%`
}

export const addressWords = {
  title: 'Email address history',
  hint: 'Supplier orders are sent to these addresses. Check here who changed it, and when.',
  file: 'From a CSV file',
  unknown: 'Staff member not known',
} as const

/** `From a@example.com to b@example.com` */
export function addressChangeWords({ from, to }: Pick<AddressChange, 'from' | 'to'>): string {
  if (from === null) return `Set to ${to}`
  return to === null ? `${from} was removed` : `From ${from} to ${to}`
}

/** `Staff member 548380009`: Shopify tells apps no names. */
export function changedByWords({ user, way }: Pick<AddressChange, 'user' | 'way'>): string {
  const who = user === null ? addressWords.unknown : `Staff member ${user}`
  return way === 'file' ? `${who} · ${addressWords.file}` : who
}

/** `orders@example.com refused our email on Nov 30, 2026` */
export function refusedMailWords({ to, count, at }: NonNullable<SupplierDetail['refusedMail']>): string {
  return count === 1
    ? `${to} refused our email on ${exactTime(at)}`
    : `${to} refused ${count} of our emails, the last on ${exactTime(at)}`
}

/** Where a supplier is created for a vendor's items. */
export function vendorHint(vendor: string): string {
  return `Items of the vendor ${vendor} that have no supplier are added to its catalogue.`
}

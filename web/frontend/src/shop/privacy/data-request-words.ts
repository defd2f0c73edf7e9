// Customers who ask what the shop keeps of them, as Shopify passes it on.
import type { DataRequest } from '../../../../shop/contract/data-requests.ts'
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { listWords } from '../../backorders/words/list-words.ts'
import { counted, number } from '../../format/counted.ts'
import { calendarDay, dayHere } from '../../format/dates.ts'

export const dataRequestWords = {
  title: 'Data requests',
  subtitle: 'Customers who asked for the data that your apps keep about them. Shopify passes these requests on.',
  back: listWords.title,
  howTitle: 'How to answer',
  how: 'Download what Backline keeps of the customer’s orders, send it to them, and mark the request as answered. Backline doesn’t know who the customer is: open one of the orders in Shopify to see.',
  table: 'Data requests',
  columns: { asked: 'Asked', orders: 'Orders', due: 'Answer by', steps: 'What to do' },
  download: 'Download data',
  answer: 'Mark as answered',
  reopen: 'Mark as not answered',
  answered: 'Request marked as answered',
  reopened: 'Request marked as not answered',
  noOrders: 'No orders',
  notKept: (number: string) => `Order ${number}: nothing is kept`,
  loading: 'Loading data requests',
  failed: 'Couldn’t load data requests',
  failedText: 'Nothing is lost: requests stay here until they are answered.',
  retry: listWords.retry,
  downloadFailed: 'Couldn’t download the data. Try again.',
  markFailed: 'Couldn’t mark the request. Try again.',
  emptyTitle: 'No data requests',
  emptyText: 'When a customer asks for their data, the request is listed here and on the Backorders page.',
  newer: 'Newer requests',
  older: 'Older requests',
  view: 'View data requests',
  cardTitle: 'Privacy',
  cardText: 'Customers can ask which data your apps keep about them.',
} as const

export const totalDataRequests = (total: number) => counted(total, 'data request')

type Due = { readonly text: string; readonly tone: 'success' | 'critical' | 'attention' }

/** How it stands with a request, and the day that goes with it. */
export function requestDueWords({ dueAt, answeredAt }: Pick<DataRequest, 'dueAt' | 'answeredAt'>, now: Date): Due {
  if (answeredAt !== null) return { text: `Answered ${requestDay(answeredAt)}`, tone: 'success' }
  return Date.parse(dueAt) < now.getTime() ? { text: 'Overdue', tone: 'critical' } : { text: 'Open', tone: 'attention' }
}

/** `Dec 30, 2026`, where the merchant is. */
export const requestDay = (instant: string) => calendarDay(dayHere(new Date(instant)))

/** `1 order was erased, as its customer asked`; null where none was. */
export function erasedWords({ ordersNamed, orders }: Pick<DataRequest, 'ordersNamed' | 'orders'>): string | null {
  const erased = ordersNamed - orders.length
  if (erased <= 0) return null
  return `${counted(erased, 'order')} ${erased === 1 ? 'was' : 'were'} erased, as the customer asked`
}

/** `2 customers ask for their data. Answer the first by Dec 30, 2026.` */
export function dataRequestNotice({ open, dueAt }: NonNullable<ShopSummary['dataRequests']>): string {
  const ask = open === 1 ? 'A customer asked for their data.' : `${number(open)} customers asked for their data.`
  if (dueAt === null) return ask
  return `${ask} Answer ${open === 1 ? 'it' : 'the first'} by ${requestDay(dueAt)}.`
}

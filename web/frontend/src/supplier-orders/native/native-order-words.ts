import type { NativeOrderList, NativeOrderRow, SameGoods } from '../../../../native/contract/native-orders.ts'
import { nativeName } from '../../backorders/words/waits-words.ts'
import { counted } from '../../format/counted.ts'
import { ago, calendarDay } from '../../format/dates.ts'
import { supplierOrderNumber } from '../words/supplier-order-number.ts'

export const nativeOrderWords = {
  title: 'Orders in Shopify',
  table: 'Orders in Shopify of which goods are still to come',
  columns: {
    name: 'Order',
    supplier: 'From',
    location: 'To',
    units: 'Still to come',
    due: 'Due',
    day: 'Without a date',
  },
  off: 'Goods on purchase orders and transfers that you keep in Shopify can be expected here too: they serve your orders on the day of their shipment, and are not ordered a second time.',
  turnOn: 'Expect them',
  readNow: 'Refresh',
  reading: 'Reading them from Shopify.',
  none: 'Nothing is on its way with a purchase order or transfer in Shopify.',
  refused: 'Shopify did not let Backline read them the last time. Backline tries again by itself.',
  notKnown: 'They could not be loaded.',
  retry: 'Try again',
  failed: 'That did not work. Try again in a minute.',
  giveDay: 'Set date',
  changeDay: 'Change date',
  leaveOut: 'Nothing more is coming',
  countAgain: 'Count it again',
  dayLabel: 'Expected on',
  dayHint: 'For units without a date in Shopify. A shipment with a date keeps it.',
  save: 'Save',
  close: 'Cancel',
  same: 'It is the same delivery',
} as const

const words = nativeOrderWords

export function nativeOrderName(row: Pick<NativeOrderRow, 'kind' | 'documentId' | 'name'>): string {
  return nativeName({ ...row, purchaseOrderName: null })
}

/** What is told beside the title. */
export function nativeOrdersHint({ readAt, isReading, rows }: NativeOrderList, now: number): string {
  if (isReading) return words.reading
  const when = readAt === null ? '' : ` Last updated ${ago(readAt, now).toLowerCase()}.`
  return rows.length === 0 ? `${words.none}${when}` : `They count as on order, like supplier orders.${when}`
}

/** The merchant took back what reading them takes: nothing is forgotten, but it may be old. */
export function oldWords({ readAt }: NativeOrderList, now: number): string {
  const what = readAt === null ? 'What you see may be old' : `What you see was read ${ago(readAt, now).toLowerCase()}`
  return `Backline may not read them any more. ${what}: what happened in Shopify since is not counted.`
}

/** It is the delivery of a supplier order as well. */
export function joinedWords({ number }: NonNullable<NativeOrderRow['joined']>): string {
  return `Same delivery as ${supplierOrderNumber(number)}`
}

/** Orders that Shopify has open and the merchant does not expect any more. */
export function leftOutWords({ leftOut }: NativeOrderList): string {
  return `${counted(leftOut.length, 'order')} left out, because nothing more comes of ${leftOut.length === 1 ? 'it' : 'them'}:`
}

/** `Ordered 3 months ago`: what waits for long was perhaps received without Shopify. */
export function nativeOrderedWords({ kind, orderedAt }: NativeOrderRow, now: number): string | null {
  const what = kind === 'transfer' ? 'Made' : 'Ordered'
  return orderedAt === null ? null : `${what} ${ago(orderedAt, now).toLowerCase()}`
}

export function unitsWords({ units, awaited }: NativeOrderRow): string {
  return awaited === 0 ? counted(units, 'unit') : `${counted(units, 'unit')}, ${awaited} for orders`
}

export function nativeDueWords({ nextDue, isLate }: NativeOrderRow): string {
  if (nextDue === null) return 'No date'
  return isLate ? `${calendarDay(nextDue)}, late` : calendarDay(nextDue)
}

export function withoutDayWords({ withoutOwnDay, typedDue }: NativeOrderRow): string {
  if (withoutOwnDay === 0) return 'None'
  if (typedDue === null) return counted(withoutOwnDay, 'unit')
  return `${counted(withoutOwnDay, 'unit')}, ${calendarDay(typedDue)} by you`
}

/** `5 units of this order are also on purchase order #PO12 in Shopify.` */
export function sameGoodsTitle({ units, ...row }: SameGoods['rows'][number]): string {
  const name = nativeOrderName(row)
  const are = units === 1 ? 'is' : 'are'
  return `${counted(units, 'unit')} of this order ${are} also on ${name.charAt(0).toLowerCase()}${name.slice(1)} in Shopify`
}

export const sameGoodsText =
  'If both are one delivery, they would be counted twice. Say so, and the one in Shopify counts: receive the goods there. Otherwise leave it as it is.'

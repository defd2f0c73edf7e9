import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import type { BackorderState } from '../../planning/rules/record/backorder.ts'
import type { ShownStatus } from '../rules/shown.ts'

export type BackorderFilter = {
  /** At least one. */
  readonly states: readonly BackorderState[]
  readonly query: string | null
  readonly orderId: string | null
  readonly itemId: string | null
  readonly locationId: string | null
  readonly lineId: string | null
  readonly shown: Shown | null
}

/** What a merchant is told about a line on a day. */
export type Shown = { readonly status: ShownStatus; readonly today: string }

/** A place in the list: right after a row, or right before it. */
export type ListPosition = {
  readonly direction: 'after' | 'before'
  readonly orderedAtMicros: string
  readonly backorderId: string
}

/** The values of a statement that names the shop, as `$1`, and the placeholder of each as it is put there. */
export function numbered(...values: unknown[]) {
  return { values, put: (value: unknown) => `$${values.push(value) + 1}` }
}
/** Of a statement that does not name the shop. */
export function numberedWithoutShop(...values: unknown[]) {
  return { values, put: (value: unknown) => `$${values.push(value)}` }
}
export type Numbered = ReturnType<typeof numbered>

/** Conditions on `backorder` as b. Only those that are given are in the statement, so that the right index is chosen. */
export function filterSql(sql: Numbered, filter: BackorderFilter): string {
  const wanted: [string, string | null][] = [
    ['order_id', filter.orderId],
    ['item_id', filter.itemId],
    ['location_id', filter.locationId],
    ['line_id', filter.lineId],
  ]
  const columns = wanted.map(([column, value]) => (value === null ? '' : `and b.${column} = ${sql.put(value)}`))
  return [...columns, filter.shown === null ? '' : `and ${shownSql(sql, filter.shown)}`].join(' ')
}

const isGone = `b.state = 'open' and ${isHindered('b', 'item-deleted')}`
const isToMove = `b.state in ('open', 'ready') and ${isHindered('b', 'location-closed', 'location-deleted')}`

/** Whether units of `backorder` as b need ordering. */
export const isToOrderSql = `b.state = 'open' and b.uncovered > 0 and not (${isGone}) and not (${isToMove})`

/** `shownStatuses`, as conditions on `backorder` as b. */
export function shownSql(sql: Numbered, shown: Shown): string {
  if (shown.status === 'to-order') return isToOrderSql
  if (shown.status === 'no-longer-sold') return isGone
  if (shown.status === 'to-move') return `${isToMove} and not (${isGone})`
  return `${numbersSql(sql, shown.status, shown.today)} and not (${isGone}) and not (${isToMove})`
}

function numbersSql(
  sql: Numbered,
  status: Exclude<ShownStatus, 'no-longer-sold' | 'to-move' | 'to-order'>,
  today: string,
): string {
  switch (status) {
    case 'ready':
      return `b.state = 'ready'`
    case 'on-order':
      return `b.state = 'open' and b.pegged > 0 and b.pegged = b.backordered`
    case 'no-date':
      return `b.state = 'open' and b.ready_on is null and b.backordered > 0`
    case 'delayed':
      return `b.state = 'open' and b.pegged > 0 and b.ready_on is null and b.next_arrival_on < ${sql.put(today)}::date`
    case 'late': {
      const day = `${sql.put(today)}::date`
      return `b.state = 'open' and b.pegged > 0
              and (b.next_arrival_on < ${day} or b.ready_on < ${day} or b.ready_on > b.first_promise)`
    }
  }
}

/** By the time of their orders. */
export type ListSort = 'newest' | 'oldest'

export type ListPlace = { readonly sort: ListSort; readonly from: ListPosition | null }

export function positionSql(sql: Numbered, sort: ListSort, from: ListPosition | null): string {
  if (from === null) return ''
  const orderedAt = `timestamptz 'epoch' + interval '1 microsecond' * ${sql.put(from.orderedAtMicros)}::double precision`
  const comparison = (from.direction === 'after') === (sort === 'newest') ? '<' : '>'
  return `and (b.ordered_at, b.backorder_id) ${comparison} (${orderedAt}, ${sql.put(from.backorderId)}::bigint)`
}

/** As sorted, or the other way round to read back from a position. */
export function inListOrder(sort: ListSort, from: ListPosition | null = null): string {
  const isForwards = from?.direction !== 'before'
  return isForwards === (sort === 'newest') ? 'b.ordered_at desc, b.backorder_id desc' : 'b.ordered_at, b.backorder_id'
}

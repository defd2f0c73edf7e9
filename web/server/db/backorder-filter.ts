import type { BackorderState } from '../../domain/backorders/backorder.ts'

export type BackorderFilter = {
  /** At least one. */
  readonly states: readonly BackorderState[]
  readonly query: string | null
  readonly orderId: string | null
  readonly itemId: string | null
  readonly locationId: string | null
  readonly lineId: string | null
}

/** A place in the list: right after a row, or right before it. */
export type ListPosition = {
  readonly direction: 'after' | 'before'
  readonly openedAtMicros: string
  readonly backorderId: string
}

/** The values of a statement, and the placeholder of each as it is put there. */
export function numbered(...values: unknown[]) {
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
  return wanted.map(([column, value]) => (value === null ? '' : `and b.${column} = ${sql.put(value)}`)).join(' ')
}

export function positionSql(sql: Numbered, from: ListPosition | null): string {
  if (from === null) return ''
  const openedAt = `timestamptz 'epoch' + interval '1 microsecond' * ${sql.put(from.openedAtMicros)}::double precision`
  const comparison = from.direction === 'after' ? '<' : '>'
  return `and (b.opened_at, b.backorder_id) ${comparison} (${openedAt}, ${sql.put(from.backorderId)}::bigint)`
}

/** Newest first, or oldest first to read back from a position. */
export function newestFirst(from: ListPosition | null): string {
  return from?.direction === 'before' ? 'b.opened_at, b.backorder_id' : 'b.opened_at desc, b.backorder_id desc'
}

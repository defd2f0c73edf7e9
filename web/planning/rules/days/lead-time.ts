// How well a supplier keeps its word, from what was received: of three deliveries after 5, 6 and 20 days half came within
// 6 days and nine in ten within 20.

/** One supplier order's goods in one receipt. */
export type ReceivedGoods = {
  /** From ordered to received. */
  readonly days: number
  /** Accepted units that had a due day, and those of them that came by it. */
  readonly dated: number
  readonly onTime: number
}

/** Of supplier orders that are over, and of others what came of lines that are overdue and what of them is. */
export type Filled = { readonly ordered: number; readonly accepted: number; readonly overdue: number }

export type SupplierHistory = {
  readonly deliveries: number
  readonly medianDays: number | null
  readonly ninetiethDays: number | null
  readonly onTimeShare: number | null
  readonly fillRate: number | null
}

/** Over-received units make up for nothing that is missing elsewhere: `accepted` counts at most what was ordered of a line. */
export function historyOf(deliveries: readonly ReceivedGoods[], filled: Filled): SupplierHistory {
  const days = deliveries.map((delivery) => Math.max(0, delivery.days)).sort((one, other) => one - other)
  const dated = total(deliveries.map((delivery) => delivery.dated))
  const onTime = total(deliveries.map((delivery) => delivery.onTime))
  return {
    deliveries: deliveries.length,
    medianDays: nearestRank(days, 0.5),
    ninetiethDays: nearestRank(days, 0.9),
    onTimeShare: share(onTime, dated + filled.overdue),
    fillRate: share(filled.accepted, filled.ordered),
  }
}

/** The least of the values that at least this share of them do not exceed: a value that really occurred. */
function nearestRank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null
}

function total(units: readonly number[]): number {
  return units.reduce((sum, one) => sum + one, 0)
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

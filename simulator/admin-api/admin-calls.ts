export type AdminCall = { operation: string; requested: number; actual: number; throttled: boolean; at: string }

export type AdminCalls = {
  /** The newest, oldest first. */
  calls: AdminCall[]
  points: number
  throttled: number
  byOperation: Record<string, { calls: number; points: number; throttled: number }>
}

const remembered = 500

/** What an app asked of a shop, so that a test can say "this order cost no Admin call". */
export function adminCalls(): { record(shop: string, call: AdminCall): void; of(shop: string): AdminCalls } {
  const shops = new Map<string, AdminCalls>()
  const of = (shop: string): AdminCalls => {
    const known = shops.get(shop) ?? { calls: [], points: 0, throttled: 0, byOperation: {} }
    shops.set(shop, known)
    return known
  }
  return {
    of,
    record: (shop, call) => {
      const record = of(shop)
      record.calls.push(call)
      if (record.calls.length > remembered) record.calls.shift()
      record.points += call.actual
      record.byOperation[call.operation] ??= { calls: 0, points: 0, throttled: 0 }
      const sum = record.byOperation[call.operation] ?? { calls: 0, points: 0, throttled: 0 }
      sum.points += call.actual
      sum.calls += 1
      if (!call.throttled) return
      sum.throttled += 1
      record.throttled += 1
    },
  }
}

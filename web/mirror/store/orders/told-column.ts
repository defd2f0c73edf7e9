import { isoInstant } from '../../../platform/db/iso-instant.ts'

/** A `ToldPromise` of `order_line` as `line`, or null. */
export const toldColumn = `
  case when num_nonnulls(line.told_from, line.told_to, line.told_at) > 0
       then jsonb_build_object('from', line.told_from, 'to', line.told_to, 'at', ${isoInstant('line.told_at')})
  end as told`

// A native order may be the same delivery as several supplier orders, but brings no unit twice: of 10 units, 6 of which are
// said to be the goods of one supplier order, 4 can be those of another. What is received is the goods joined first, for
// units are alike: when 6 of the 10 came, the 4 that are still to come can be those of another all the same.
import { wholeUnits } from '../../platform/values/units.ts'

/** Units of a supplier order that are said to come with a native order, and the units that were accepted of it since. */
export type JoinedGoods = { readonly units: number; readonly cameSince: number }

/** Of the units that a native order has still to bring, those that are no supplier order's yet. `joined` is in the order of joining. */
export function unitsNotJoined(toCome: number, joined: readonly JoinedGoods[]): number {
  let said = 0
  let joinedToCome = 0
  for (const { units, cameSince } of joined.toReversed()) {
    said += units
    joinedToCome = Math.max(joinedToCome, said - cameSince)
  }
  return wholeUnits(toCome - joinedToCome)
}

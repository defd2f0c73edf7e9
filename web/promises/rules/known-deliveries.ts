// Deliveries with their days as numbers, without those of which a day cannot be read.
import { type Day, dayNumber } from '../../platform/values/day.ts'

/** Still to come where `receivedOn` is null. Days since 1970-01-01. */
export type KnownDelivery = {
  readonly orderedOn: number
  readonly agreedOn: number | null
  readonly receivedOn: number | null
}

type Ordered = { readonly orderedOn: Day; readonly agreedOn: Day | null }

/** In the order in which they came. */
export function deliveriesThatCame(deliveries: readonly (Ordered & { readonly receivedOn: Day })[]): KnownDelivery[] {
  return deliveries
    .flatMap((one) => {
      const receivedOn = dayNumber(one.receivedOn)
      return receivedOn === null ? [] : known(one, receivedOn)
    })
    .sort((one, other) => (one.receivedOn ?? 0) - (other.receivedOn ?? 0) || compareOrdered(one, other))
}

/** In the order in which they were ordered. */
export function deliveriesToCome(deliveries: readonly Ordered[]): KnownDelivery[] {
  return deliveries.flatMap((one) => known(one, null)).sort(compareOrdered)
}

function known({ orderedOn, agreedOn }: Ordered, receivedOn: number | null): KnownDelivery[] {
  const ordered = dayNumber(orderedOn)
  return ordered === null
    ? []
    : [{ orderedOn: ordered, agreedOn: agreedOn === null ? null : dayNumber(agreedOn), receivedOn }]
}

function compareOrdered(one: KnownDelivery, other: KnownDelivery): number {
  return one.orderedOn - other.orderedOn || (one.agreedOn ?? 0) - (other.agreedOn ?? 0)
}

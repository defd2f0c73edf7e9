import { acknowledge } from './acknowledge.ts'
import { flashSale } from './flash-sale.ts'
import { lag } from './lag.ts'
import type { Measurement } from './measurement.ts'

/** In the order of the table. */
export const measurements: readonly Measurement[] = [acknowledge, lag, flashSale]

// The retail shop before its first day: what it sells, and less of it than will be asked for.

import { createHash } from 'node:crypto'
import { type InvoiceLine, type RetailDay, retailDays } from './retail-days.ts'

export type Ware = {
  readonly sku: string
  readonly title: string
  readonly vendor: string
  readonly price: string
  readonly units: number
}

/** The day's invoices do not say whom the shop buys from: these are made up. */
const vendors = ['Casa Azul', 'Hartley & Sons', 'Nordlys Import'] as const

/** The share of the coming demand that is on the shelf. */
const LEAST_SHARE = 0.6
const GREATEST_SHARE = 0.8
/** One ware in so many is sold out from the start. */
const SOLD_OUT_EVERY = 12

export function catalogue(days: readonly RetailDay[] = retailDays()): Ware[] {
  const sold = days
    .flatMap((day) => day.invoices)
    .filter((invoice) => !invoice.isCancellation)
    .flatMap((invoice) => invoice.lines)
  return [...Map.groupBy(sold, (line) => line.sku)]
    .map(([sku, lines]) => ({
      sku,
      title: titleOf(lines),
      vendor: vendorOf(sku),
      price: usualPrice(lines).toFixed(2),
      units: startingStock(sku, lines),
    }))
    .toSorted((one, other) => one.sku.localeCompare(other.sku))
}

function titleOf(lines: readonly InvoiceLine[]): string {
  const named = lines.map((line) => line.title).find((title) => title !== '')
  return named ?? lines[0]?.sku ?? ''
}

/** The price most lines were sold at, the lower of two that are as frequent. */
function usualPrice(lines: readonly InvoiceLine[]): number {
  const [usual] = [...Map.groupBy(lines, (line) => line.price)].toSorted(
    ([price, sold], [otherPrice, otherSold]) => otherSold.length - sold.length || price - otherPrice,
  )
  return usual?.[0] ?? 0
}

/** Decided by the stock code alone, so that every retail shop starts the same. */
function vendorOf(sku: string): string {
  return vendors[createHash('sha256').update(`vendor of ${sku}`).digest().readUInt32BE() % vendors.length] ?? vendors[0]
}

/** Decided by the stock code alone, too. */
function startingStock(sku: string, lines: readonly InvoiceLine[]): number {
  const demand = lines.reduce((sum, line) => sum + line.units, 0)
  const drawn = createHash('sha256').update(sku).digest().readUInt32BE()
  if (drawn % SOLD_OUT_EVERY === 0) return 0
  const share = LEAST_SHARE + (GREATEST_SHARE - LEAST_SHARE) * (drawn / 2 ** 32)
  return Math.floor(demand * share)
}

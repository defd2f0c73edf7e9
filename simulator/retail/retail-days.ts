// Real orders of a British gift retailer, as the days they came on. See ATTRIBUTION.md.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const SLICE = new URL('online-retail-slice.csv.gz', import.meta.url)

const row = z.object({
  InvoiceNo: z.string(),
  StockCode: z.string(),
  Description: z.string(),
  Quantity: z.coerce.number(),
  InvoiceDate: z.string(),
  UnitPrice: z.coerce.number(),
  CustomerID: z.string(),
})

export type InvoiceLine = {
  readonly sku: string
  readonly title: string
  readonly units: number
  readonly price: number
}

export type Invoice = {
  readonly number: string
  /** Takes earlier purchases of the customer back; its units are counted above zero all the same. */
  readonly isCancellation: boolean
  /** `2011-01-31 08:26:00`. */
  readonly at: string
  /** Null for a sale over the counter. */
  readonly customer: string | null
  readonly lines: readonly InvoiceLine[]
}

export type RetailDay = { readonly day: string; readonly invoices: readonly Invoice[] }

let days: readonly RetailDay[] | null = null

/** The days of the slice in order, each with its invoices in order. */
export function retailDays(): readonly RetailDay[] {
  days ??= readDays()
  return days
}

function readDays(): RetailDay[] {
  const rows = z.array(row).parse(parse(gunzipSync(readFileSync(SLICE)), { columns: true }))
  const invoices = [...Map.groupBy(rows, (each) => each.InvoiceNo)].flatMap(([number, lines]): Invoice[] => {
    const [first] = lines
    if (!first) return []
    return [
      {
        number,
        isCancellation: number.startsWith('C'),
        at: first.InvoiceDate,
        customer: first.CustomerID === '' ? null : first.CustomerID,
        lines: lines.map((line) => ({
          sku: line.StockCode,
          title: line.Description,
          units: Math.abs(line.Quantity),
          price: line.UnitPrice,
        })),
      },
    ]
  })
  const ordered = invoices.toSorted((one, other) => one.at.localeCompare(other.at))
  return [...Map.groupBy(ordered, (each) => each.at.slice(0, 10))].map(([day, those]) => ({ day, invoices: those }))
}

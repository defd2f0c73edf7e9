// Cuts the retail shop's days out of the published "Online Retail" data:
// `node scripts/demo/cut-retail-slice.ts <online-retail.csv.gz>`. See simulator/retail/ATTRIBUTION.md.

import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

const FIRST_DAY = '2011-01-31'
const LAST_DAY = '2011-02-03'
/** What is sold has five digits and perhaps letters. Postage, discounts, fees and samples have other codes. */
const GOODS = /^\d{5}[A-Z]{0,2}$/
const TARGET = new URL('../../simulator/retail/online-retail-slice.csv.gz', import.meta.url)

const source = process.argv[2]
if (source === undefined) throw new Error('Name the file to cut from: online-retail.csv.gz.')
const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(source)), { columns: true })

const kept = rows
  .map((row) => ({ ...row, StockCode: (row['StockCode'] ?? '').toUpperCase() }) as Record<string, string>)
  .filter(isWanted)
const columns = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID']
const lines = kept.map((row) => columns.map((column) => quoted(plainValue(row, column))).join(','))
writeFileSync(TARGET, gzipSync(`${[columns.join(','), ...lines].join('\n')}\n`, { level: 9 }))
console.log(`${kept.length} lines of ${rows.length} kept.`)

function isWanted(row: Record<string, string>): boolean {
  const day = (row['InvoiceDate'] ?? '').slice(0, 10)
  const isCancellation = (row['InvoiceNo'] ?? '').startsWith('C')
  const quantity = Number(row['Quantity'])
  return (
    day >= FIRST_DAY &&
    day <= LAST_DAY &&
    GOODS.test(row['StockCode'] ?? '') &&
    Number(row['UnitPrice']) > 0 &&
    (isCancellation ? quantity < 0 : quantity > 0)
  )
}

function plainValue(row: Record<string, string>, column: string): string {
  const value = (row[column] ?? '').trim()
  return column === 'CustomerID' ? value.replace(/\.0$/, '') : value
}

function quoted(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

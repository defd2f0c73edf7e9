import { type SheetColumn, startSheet } from '../platform/documents/pdf-sheet.ts'
import type { Day } from '../platform/values/day.ts'

type PickedOrder = {
  readonly orderName: string
  readonly locationName: string | null
  readonly isComplete: boolean
  readonly lines: readonly {
    readonly sku: string | null
    readonly barcode: string | null
    readonly title: string
    readonly units: number
  }[]
}

export type PickListDocument = {
  readonly shop: string
  readonly day: Day
  readonly orders: readonly PickedOrder[]
  /** Orders that did not fit. */
  readonly more: number
}

const columns: readonly SheetColumn[] = [
  { title: 'Order', share: 14 },
  { title: 'SKU', share: 18 },
  { title: 'Barcode', share: 18 },
  { title: 'Item', share: 36 },
  { title: 'Units', share: 8, align: 'right' },
  { title: 'Picked', share: 10, align: 'right' },
]

/** As a file to be printed and taken to the shelves. */
export async function pickListPdf({ shop, day, orders, more }: PickListDocument): Promise<Buffer> {
  const page = (at: number, pages: number) => `Page ${at} of ${pages}`
  const sheet = startSheet({ title: `Pick list ${day}`, language: 'en', page })
  sheet.heading(`Pick list · ${day}`)
  const units = orders.flatMap((order) => order.lines).reduce((sum, line) => sum + line.units, 0)
  const locations = [...new Set(orders.map((order) => order.locationName ?? ''))].filter((name) => name !== '')
  sheet.blocks([
    [shop, ...locations],
    ['To pick', `${orders.length} orders`, `${units} units`],
  ])
  sheet.table(columns, rowsOf(orders, locations.length > 1))
  if (more > 0) sheet.text(`${more} more orders can leave: pick these first, then print again.`)
  return await sheet.finish()
}

function* rowsOf(orders: readonly PickedOrder[], isManyPlaces: boolean): Generator<string[]> {
  for (const { orderName, locationName, isComplete, lines } of orders) {
    const notes = [isComplete ? '' : 'part', isManyPlaces ? (locationName ?? '') : ''].filter((note) => note !== '')
    const name = notes.length === 0 ? orderName : `${orderName} (${notes.join(', ')})`
    for (const [at, { sku, barcode, title, units }] of lines.entries()) {
      yield [at === 0 ? name : '', sku ?? '', barcode ?? '', title, String(units), '☐']
    }
  }
}

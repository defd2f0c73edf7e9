import { csv } from '../../platform/documents/csv.ts'
import { wordsOf } from '../../platform/documents/document-words.ts'
import { type SheetColumn, startSheet } from '../../platform/documents/pdf-sheet.ts'
import type { PrintedPicture } from '../../platform/documents/picture-kinds.ts'
import { type Written, writtenIn } from '../../platform/documents/written.ts'
import type { Day } from '../../platform/values/day.ts'
import type { Amount } from '../../platform/values/money.ts'
import type { Part } from '../rules/expected-days.ts'

/** What a supplier is told of an order. */
export type OrderDocument = {
  readonly number: number
  readonly day: Day
  readonly language: string
  readonly currency: string
  readonly shop: { readonly name: string; readonly address: readonly string[] }
  /** What the merchant has printed; an address instead of what Shopify tells. */
  readonly letterhead: PrintedLetterhead
  readonly supplier: {
    readonly name: string
    readonly contact: string | null
    /** All that orders go to; copies go to people it is not addressed to. */
    readonly emails: readonly string[]
  }
  /** The place and its address. */
  readonly deliverTo: readonly string[]
  readonly lines: readonly OrderDocumentLine[]
  readonly subtotal: Amount
  readonly tax: Amount
  readonly shipping: Amount
  readonly total: Amount
  readonly notes: string
}

export type PrintedLetterhead = {
  readonly address: readonly string[]
  readonly footer: string
  readonly terms: string
  readonly logo: PrintedPicture | null
}

type OrderDocumentLine = {
  readonly supplierSku: string | null
  readonly sku: string | null
  readonly title: string
  readonly units: number
  readonly cost: Amount | null
  readonly total: Amount
  /** When it is to come; several days, or none. */
  readonly parts: readonly Part[]
}

/** As a file to be printed, in the supplier's language. */
export async function orderPdf(order: OrderDocument): Promise<Buffer> {
  const words = wordsOf(order.language)
  const write = writtenIn(order.language, order.currency)
  const { language, shop } = order
  const { address, footer, terms, logo } = order.letterhead
  const { name, contact, emails } = order.supplier
  const sheet = startSheet({ title: words.order(order.number), language, page: words.page, footer, logo })
  sheet.heading(`${words.order(order.number)} · ${write.day(order.day)}`)
  sheet.blocks([
    address.length > 0 ? address : [shop.name, ...shop.address],
    [words.to, name, ...(contact === null ? [] : [contact]), ...emails],
    [words.deliverTo, ...order.deliverTo],
  ])
  const columns: readonly SheetColumn[] = [
    { title: words.yourSku, share: 13 },
    { title: words.ourSku, share: 13 },
    { title: words.item, share: 30 },
    { title: words.due, share: 19 },
    { title: words.units, share: 8, align: 'right' },
    { title: words.unitCost, share: 12, align: 'right' },
    { title: words.amount, share: 14, align: 'right' },
  ]
  sheet.table(
    columns,
    order.lines.map((line) => cellsOf(line, write)),
  )
  sheet.sums([
    [words.subtotal, write.amount(order.subtotal)],
    [words.tax, write.amount(order.tax)],
    [words.shipping, write.amount(order.shipping)],
    [words.total, write.amount(order.total)],
  ])
  if (order.notes !== '') sheet.text(order.notes)
  if (terms !== '') sheet.smallPrint(terms)
  return sheet.finish()
}

function cellsOf({ supplierSku, sku, title, units, cost, total, parts }: OrderDocumentLine, write: Written): string[] {
  return [
    supplierSku ?? '',
    sku ?? '',
    title,
    daysOf(parts, write),
    write.units(units),
    cost === null ? '' : write.cost(cost),
    cost === null ? '' : write.amount(total),
  ]
}

/** One day alone, several with the units that come on each. */
function daysOf(parts: readonly Part[], write: Written): string {
  const [only] = parts
  if (parts.length === 1 && only) return only.due === null ? '' : write.day(only.due)
  return parts.map(({ units, due }) => `${write.units(units)} × ${due === null ? '?' : write.day(due)}`).join('\n')
}

const csvTitles = ['order', 'supplier_sku', 'sku', 'item', 'units', 'unit_cost', 'currency', 'due']

/** Excel would take the file for one of a single country without it. */
const byteOrderMark = '\ufeff'

/** For machines: a row for each day on which a line comes, whatever the language. */
export function orderCsv({ number, currency, lines }: OrderDocument): string {
  const rows = lines.flatMap(({ supplierSku, sku, title, units, cost, parts }) => {
    const days = parts.length === 0 ? [{ units, due: null }] : parts
    return days.map((part) => [number, supplierSku, sku, title, part.units, cost, currency, part.due])
  })
  return byteOrderMark + csv([csvTitles, ...rows])
}

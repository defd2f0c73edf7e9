import type { Day } from '../../../platform/values/day.ts'
import { decimalsOf, isPayable } from '../../../platform/values/money.ts'
import type { ReferencedOrder } from '../../store/known-orders.ts'
import type { DayStyle } from '../cells/calendar-days.ts'
import { countInCell, textOf } from '../cells/cell-values.ts'
import { statusOf } from '../cells/order-status.ts'
import type { NumberStyle } from '../cells/written-number.ts'
import type { Lookups } from './lookups.ts'
import { costOf } from './row-cost.ts'
import { dayReader } from './row-days.ts'
import { itemFinder } from './row-items.ts'
import { locationFinder, type RowLocation } from './row-location.ts'
import type { MeaningsOf, RowMeaning } from './row-meaning.ts'
import type { RowReader } from './row-reader.ts'
import { type RowSupplier, supplierFinder } from './row-supplier.ts'

// Rows that say what was ordered of suppliers and is still on its way. Of 10 ordered and 4 received, 6 are: these become the
// line of a supplier order. What is no more than a draft, was cancelled or has come stays out.

type Given = {
  readonly style: NumberStyle
  readonly days: DayStyle
  readonly supplierId: string | null
  readonly newSuppliersIn: string | null
  readonly locationId: string | null
}

type SaidLine = {
  readonly supplier: RowSupplier
  readonly orderNumber: string
  readonly itemId: string
  readonly units: number
  readonly location: RowLocation
}

/** An order as the file tells of it so far; `lines`: which line an item and its day are in. */
type FileOrder = {
  readonly first: number
  readonly location: RowLocation
  readonly lines: Map<string, number>
  /** The first row that tells when it was ordered, and what it says. */
  ordered?: { readonly line: number; readonly on: Day }
}

/** Of one file. More orders come with the next. */
const mostOrders = 1_000
/** Of one order, as everywhere. */
const mostItems = 1_000

/** Rows of orders that came in before say nothing new: what became of those here stays. */
export async function orderRows(lookups: Lookups, given: Given): Promise<MeaningsOf> {
  const itemsOfRows = itemFinder(lookups)
  const supplierOf = await supplierFinder(lookups, given)
  const locationOf = await locationFinder(lookups, given.locationId)
  const daysOf = dayReader(given.days, await lookups.today())
  const orders = new Map<string, FileOrder>()

  function saidLine(row: RowReader, itemId: string | undefined): SaidLine | null {
    const supplier = supplierOf(row)
    const orderNumber = numberOf(row)
    const units = outstandingOf(row, given.style)
    const location = locationOf(row)
    if (!row.isWhole() || !supplier || orderNumber === null || units === null || !location || !itemId) return null
    return { supplier, orderNumber, itemId, units, location }
  }

  function meaningOf(row: RowReader, said: SaidLine, known: ReferencedOrder | undefined): RowMeaning {
    const { supplier, orderNumber, itemId, units, location } = said
    const { supplierId, supplierName, paidIn } = supplier
    const days = daysOf(row)
    const cost = payable(row, costOf(row, given.style, paidIn), paidIn)
    const supplierSku = row.read('supplierSku', textOf(255))
    const says = { supplierId, supplierName, orderNumber, itemId, units, ...location, ...days, cost, supplierSku }
    if (known) return { outcome: outcomeAt(row, known, said), says }
    const key = orderKey(supplier, orderNumber)
    const order: FileOrder = orders.get(key) ?? { first: row.line, location, lines: new Map() }
    refuseBeyond(row, order, !orders.has(key))
    if (order.location.locationId !== location.locationId)
      row.blame('location', `is another than that of row ${order.first}, of the same order`)
    keepOrderedOn(row, order, days.orderedOn)
    const lineKey = `${itemId} ${days.due ?? ''}`
    const twin = order.lines.get(lineKey)
    if (twin !== undefined) row.blame(null, `is the same item as row ${twin}: their units are added up`, 'nothing')
    if (row.isWhole()) {
      orders.set(key, order)
      order.lines.set(lineKey, twin ?? row.line)
    }
    return { outcome: 'create', says }
  }

  function refuseBeyond(row: RowReader, order: FileOrder, isNew: boolean): void {
    if (isNew && orders.size >= mostOrders)
      row.blame(null, `is of more than ${mostOrders} new orders: import these, and then this file once more`)
    if (order.lines.size >= mostItems) row.blame(null, `is beyond the ${mostItems} items that one order may have`)
  }

  return async (rows) => {
    const open = rows.filter((row) => isOnItsWay(row))
    const items = await itemsOfRows(open)
    const said = new Map(open.map((row) => [row, saidLine(row, items.get(row))]))
    const wanted = [...said.values()].flatMap((one) =>
      one?.supplier.supplierId ? [{ supplierId: one.supplier.supplierId, reference: one.orderNumber }] : [],
    )
    const known = new Map(
      (await lookups.orders(wanted)).map((order) => [
        orderKey({ ...order, supplierName: null }, order.reference),
        order,
      ]),
    )
    return rows.map((row) => {
      const one = said.get(row) ?? null
      if (one === null) return { outcome: 'create', says: {} }
      return meaningOf(row, one, known.get(orderKey(one.supplier, one.orderNumber)))
    })
  }
}

/** How long its supplier takes is learned from it, so an order has one. */
function keepOrderedOn(row: RowReader, order: FileOrder, on: Day | null): void {
  if (on === null || !row.isWhole()) return
  order.ordered ??= { line: row.line, on }
  if (on !== order.ordered.on)
    row.blame(
      'orderedOn',
      `is another than that of row ${order.ordered.line}, of the same order: that one counts`,
      'cell',
    )
}

function orderKey(supplier: Pick<RowSupplier, 'supplierId' | 'supplierName'>, orderNumber: string): string {
  return JSON.stringify([supplier.supplierId, supplier.supplierName?.toLowerCase(), orderNumber.toLowerCase()])
}

/** Where it is not, that is why the row stays out, and nothing else about it matters. */
function isOnItsWay(row: RowReader): boolean {
  const status = row.read('status', statusOf, 'row')
  if (status === 'draft') row.blame('status', 'is not ordered yet: only orders that are on their way come in')
  if (status === 'cancelled') row.blame('status', 'is cancelled: nothing of it is on its way')
  if (status === 'received') row.blame('status', 'is received: nothing of it is on its way')
  return row.isWhole()
}

function numberOf(row: RowReader): string | null {
  const cell = row.read('orderNumber', (text) => textOf(100)(text.normalize('NFKC').replace(/\s+/g, ' ')), 'row')
  if (cell === null && row.isWhole()) row.blame('orderNumber', 'is missing')
  return cell
}

/** Units that are on their way: as the file says, else what was ordered without what was received. */
function outstandingOf(row: RowReader, style: NumberStyle): number | null {
  const said = row.read('outstanding', (cell) => countInCell(cell, style), 'row')
  const ordered = row.read('units', (cell) => countInCell(cell, style), 'row')
  const received = row.read('received', (cell) => countInCell(cell, style), 'row') ?? 0
  const outstanding = said ?? (ordered === null ? null : ordered - received)
  if (!row.isWhole()) return null
  if (outstanding === null) row.blame('units', 'is missing')
  else if (said === null && ordered === 0) row.blame('units', 'is 0: nothing of it is on its way')
  else if (outstanding <= 0)
    row.blame(said === null && received > 0 ? 'received' : null, 'has all come: nothing of it is on its way')
  return outstanding !== null && outstanding > 0 ? outstanding : null
}

/** There are no cents of what has none. */
function payable(row: RowReader, cost: string | null, paidIn: string | null): string | null {
  if (cost === null || paidIn === null || decimalsOf(paidIn) > 0 || isPayable(cost, paidIn)) return cost
  row.blame('cost', `is not an amount in ${paidIn}`, 'cell')
  return null
}

function outcomeAt(
  row: RowReader,
  { number, isOpen, state, itemIds, locationId }: ReferencedOrder,
  { itemId, location }: SaidLine,
): 'same' | 'update' {
  if (itemIds.includes(itemId)) {
    row.blame('orderNumber', `is here as PO-${number} already: what became of that stays`, 'nothing')
    return 'same'
  }
  if (!isOpen) row.blame('orderNumber', `is here as PO-${number}, which is ${state}: nothing is added to it`)
  // Where the file says none, it goes where the rest of the order goes.
  else if (row.cell('location') !== null && locationId !== location.locationId)
    row.blame('location', `is another than that of PO-${number}, in which this order is here already`)
  return 'update'
}

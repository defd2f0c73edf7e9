// The two sides of a difference in words: "3 units ordered, 2 to ship" against "Cancelled".
import type { OrderSeen, ReconcileDifference, TransferSeen, VariantSeen } from '../../../checks/contract/reconcile.ts'
import { unitsSentence } from '../backorders/words/detail-words.ts'
import { beyondStock } from '../backorders/words/owed-words.ts'
import { counted, number } from '../format/counted.ts'
import { calendarDay, dayHere, exactTime } from '../format/dates.ts'

type Sides = { readonly ours: string; readonly theirs: string }

export function sidesWords(difference: ReconcileDifference): Sides {
  switch (difference.thing) {
    case 'location':
      return both(difference, ({ name, active }) => (active ? name : `${name}, not in use`))
    case 'variant':
      return both(difference, variantWords)
    case 'item':
      return both(difference, itemWords)
    case 'stock':
      return both(difference, stockWords)
    case 'order':
      return both(difference, (side) =>
        orderWords(side, side === difference.ours ? difference.theirs : difference.ours),
      )
    case 'transfer':
      return both(difference, (side) =>
        transferWords(side, side === difference.ours ? difference.theirs : difference.ours),
      )
    case 'backorder':
      return {
        ours: difference.ours === null ? 'Not recorded' : unitsSentence(difference.ours),
        theirs: difference.theirs === null ? 'Not recorded' : unitsSentence(difference.theirs),
      }
  }
}

function both<Side>(
  { ours, theirs }: { readonly ours: Side | null; readonly theirs: Side | null },
  words: (side: Side) => string,
): Sides {
  return { ours: ours === null ? 'Not known' : words(ours), theirs: theirs === null ? 'Not there' : words(theirs) }
}

type StockSeen = {
  readonly available: number | null
  readonly strangers?: number | undefined
  readonly owed?: number | undefined
}

/** What differs; where that is neither a name nor how it is sold, it is the item. */
function variantWords({ itemId, title, sku, onlineHandle, sellsWithoutStock }: VariantSeen): string {
  const parts: string[] = []
  if (title !== undefined) parts.push(title ? `“${title}”` : 'No title')
  if (sku !== undefined) parts.push(sku === null ? 'no SKU' : `SKU ${sku}`)
  if (onlineHandle !== undefined) {
    parts.push(onlineHandle === null ? 'not in the online store' : `in the online store as “${onlineHandle}”`)
  }
  if (sellsWithoutStock != null) parts.push(sellsWithoutStock ? 'sold when out of stock' : 'not sold when out of stock')
  if (parts.length === 0) return itemId === null ? 'No item known' : `Item ${itemId}`
  const words = parts.join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function itemWords({ tracked, deleted }: { tracked: boolean; deleted: boolean }): string {
  if (deleted) return 'Deleted'
  return tracked ? 'Stock is counted' : 'Stock is not counted'
}

function stockWords({ available, strangers, owed }: StockSeen): string {
  const shelf = available === null ? 'Not counted' : `${number(available)} available`
  return [
    shelf,
    ...(strangers === undefined ? [] : [`${counted(strangers, 'unit')} held by orders that Backline may not read`]),
    ...(owed === undefined ? [] : [beyondStock(owed)]),
  ].join(', ')
}

/** What of the order is another on the other side; all of it where there is none. */
function orderWords(side: OrderSeen, other: OrderSeen | null): string {
  if (side.isOver && !other?.isOver) return 'Cancelled or deleted'
  if (other === null) return unitsWords(side)
  const parts = [
    ...(side.orderedAt === other.orderedAt ? [] : [`placed on ${exactTime(side.orderedAt)}`]),
    ...linesWords(side, other),
    ...(placesWords(side) === placesWords(other) ? [] : [placesWords(side)]),
    ...(laterWords(side) === laterWords(other) ? [] : [laterWords(side)]),
  ]
  return parts.length === 0 ? unitsWords(side) : sentence(parts.join('; '))
}

/** What is outstanding and another on the other side; all of it where there is none. */
function transferWords({ lines }: TransferSeen, other: TransferSeen | null): string {
  const words = ({ title, units, due }: TransferSeen['lines'][number]) =>
    `${title}: ${counted(units, 'unit')} arriving, ${due === null ? 'no date' : calendarDay(due)}`
  const others = new Set(other?.lines.map(words))
  const otherwise = lines.map(words).filter((line) => !others.has(line))
  if (lines.length === 0) return 'Nothing outstanding'
  return otherwise.length === 0 ? `${counted(lines.length, 'line')} as before` : otherwise.join('; ')
}

function unitsWords({ lines }: OrderSeen): string {
  const sum = (count: (line: OrderSeen['lines'][number]) => number) =>
    lines.reduce((total, line) => total + count(line), 0)
  return `${counted(
    sum(({ units }) => units),
    'unit',
  )} ordered, ${number(sum(({ open }) => open))} to ship`
}

function linesWords(side: OrderSeen, other: OrderSeen): string[] {
  const others = new Map(other.lines.map((line) => [line.lineId, line]))
  const known = new Set(side.lines.map((line) => line.lineId))
  const changed = side.lines.filter(({ lineId, units, open }) => {
    const same = others.get(lineId)
    return same?.units !== units || same.open !== open
  })
  const missing = other.lines.filter(({ lineId, units }) => !known.has(lineId) && units > 0)
  return [
    ...changed.map(({ title, units, open }) => `${title}: ${counted(units, 'unit')} ordered, ${number(open)} to ship`),
    ...missing.map(({ title }) => `${title}: not on it`),
  ]
}

function placesWords({ places }: OrderSeen): string {
  return places.map(({ location, units }) => `${counted(units, 'unit')} to ship from ${location}`).join(', ')
}

function laterWords({ scheduled = [] }: OrderSeen): string {
  if (scheduled.length === 0) return 'nothing scheduled'
  return scheduled
    .map(({ units, at }) => {
      const day = at === null ? 'with no date set' : `for ${calendarDay(dayHere(new Date(at)))}`
      return `${counted(units, 'unit')} scheduled ${day}`
    })
    .join(', ')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import type {
  ChosenDemand,
  CreatedDrafts,
  Proposal,
  ProposedLine,
  ProposedOrder,
  RefusedLine,
  ServedBackorder,
} from '../../../proposals/contract/proposals.ts'
import { counted, number } from '../format/counted.ts'
import { calendarDay } from '../format/dates.ts'
import { isWorth, moneyWords } from '../format/money.ts'
import { supplierOrderNumber } from '../supplier-orders/words/supplier-order-number.ts'

export const proposalWords = {
  title: 'What to order',
  back: 'Backorders',
  loading: 'Loading what to order',
  loadingLines: 'Loading the lines',
  failed: 'What to order cannot be shown right now',
  failedText: 'Backline does not answer. Nothing was ordered.',
  gone: 'This is not there any more',
  goneText: 'It was discarded, or its address is wrong. Nothing was ordered by it: choose what to order again.',
  retry: 'Try again',
  toBackorders: 'To the backorders',
  nothing: 'Nothing in this selection needs ordering',
  nothingText: 'To order something else, select it under Backorders.',
  nothingOrderable: 'Nothing to order yet',
  nothingOrderableText: 'The reasons are named below.',
  noSupplierTitle: 'These items need a supplier',
  noSupplierText: 'Tell Backline who sells them, then come back and order them.',
  rule: 'Choose suppliers by',
  create: 'Create drafts',
  discard: 'Discard',
  tableLabel: (supplier: string) => `What to order from ${supplier}`,
  columns: {
    item: 'Item',
    serves: 'For',
    units: 'Order',
    cost: 'Unit cost',
    value: 'Value',
    expected: 'Expected',
    steps: 'Change',
  },
  refusedTitle: 'Cannot be ordered',
  refusedHint: 'These units are short, and nothing is ordered for them until you decide.',
  refusedTable: 'Items that cannot be ordered',
  refusedColumns: { item: 'Item', reason: 'Why not', serves: 'For', steps: 'Decide' },
  showLines: 'Show items',
  hideLines: 'Hide items',
  otherSupplier: 'Other supplier',
  chooseSupplier: 'Choose supplier',
  leaveOut: 'Leave out',
  takeIn: 'Take in again',
  leftOut: 'Left out',
  order: 'Order',
  draft: 'Draft',
  supplierTitle: 'Order it from whom?',
  supplierLabel: 'Supplier',
  supplierConfirm: 'Choose',
  cancel: 'Cancel',
  noSuppliers: 'You don’t have any suppliers yet.',
  noOtherSuppliers: 'You don’t have any other supplier yet.',
  assign: 'Assign suppliers',
  servesTitle: 'Orders it is for',
  servesTable: 'Order lines that need it',
  servesColumns: { order: 'Order', ordered: 'Ordered', units: 'Units' },
  close: 'Close',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  stale: 'Somebody changed this meanwhile. This is how it is now.',
  previous: 'Previous suppliers',
  next: 'Further suppliers',
  previousLines: 'Previous items',
  nextLines: 'Further items',
  createdTitle: 'Drafts are ready',
  reviewDrafts: 'Review each one, then send it and mark it as ordered.',
} as const

export const rules: readonly { value: Proposal['rule']; text: string }[] = [
  { value: 'preferred', text: 'Your preference' },
  { value: 'cheapest', text: 'Lowest landed cost' },
  { value: 'fastest', text: 'Earliest delivery' },
]

const reasons: Record<RefusedLine['reason'], { text: string; hint: string }> = {
  'no-supplier': { text: 'No supplier', hint: 'Nobody is known to sell it.' },
  discontinued: { text: 'Discontinued', hint: 'Nobody makes it any more.' },
  'no-longer-sold': {
    text: 'No longer sold',
    hint: 'It was deleted in Shopify, so no stock could hold it. Refund or cancel these lines.',
  },
  'closed-location': { text: 'Location closed', hint: 'Move these lines to another location in Shopify first.' },
  'made-elsewhere': { text: 'Made elsewhere', hint: 'It is made to order, not bought.' },
  'too-many': {
    text: 'Too many units',
    hint: 'With minimum and packs it is more than the 1,000,000 units that a line can have.',
  },
}

export function reasonWords(reason: RefusedLine['reason']): { text: string; hint: string } {
  return reasons[reason]
}

/** `31 order lines need 42 units, and 5 units were sold or shipped beyond stock. Nothing is ordered before you create the drafts.` */
export function proposalSubtitle({ orderLines, needed, owed, createdAt }: Proposal): string {
  if (needed === 0) return 'Nothing to order'
  const lines = `${counted(orderLines, 'order line')} ${orderLines === 1 ? 'needs' : 'need'} ${counted(needed - owed, 'unit')}`
  const beyond = `${counted(owed, 'unit')} ${owed === 1 ? 'was' : 'were'} sold or shipped beyond stock`
  const need = `${[...(orderLines > 0 ? [lines] : []), ...(owed > 0 ? [beyond] : [])].join(', and ')}.`
  return createdAt === null ? `${need} Nothing is ordered before you create the drafts.` : need
}

/** `12 items · 42 units · €420.00` */
export function orderSummary({ lines, leftOut, units, value, currency, unpriced }: ProposedOrder): string {
  const taken = lines - leftOut
  const worth = isWorth(value) || unpriced === 0 ? moneyWords(value, currency) : 'no costs known'
  const without = isWorth(value) && unpriced > 0 ? ` without ${counted(unpriced, 'item')} of unknown cost` : ''
  return [counted(taken, 'item'), counted(units, 'unit'), `${worth}${without}`].join(' · ')
}

/** What a person should know about one order before it is created. */
export function orderRemarks(
  { supplierOrder, orderOn, surplus, surplusValue, currency, leftOut }: ProposedOrder,
  today: string,
): string[] {
  return [
    ...(supplierOrder === null ? [] : [`Goes into draft ${supplierOrderNumber(supplierOrder.number)}.`]),
    ...(orderOn > today ? [`The supplier takes orders next on ${calendarDay(orderOn)}.`] : []),
    ...(surplus > 0 ? [surplusWords(surplus, surplusValue, currency)] : []),
    ...(leftOut > 0 ? [`${counted(leftOut, 'item')} left out.`] : []),
  ]
}

/** `5 units (€20.00) more than anybody waits for.` */
function surplusWords(surplus: number, value: string | null, currency: string): string {
  const worth = isWorth(value) ? ` (${moneyWords(value, currency)})` : ''
  return `${counted(surplus, 'unit')}${worth} more than anybody waits for.`
}

export function minimumWords(order: ProposedOrder): string | null {
  const { belowMinimum, minimumValue, currency, value, unpriced } = order
  if (belowMinimum === null) return null
  const least = moneyWords(minimumValue, currency)
  if (!isWorth(value) && unpriced > 0)
    return `The supplier’s minimum is ${least}. No costs are known to compare it with.`
  const without = unpriced > 0 ? `, without ${counted(unpriced, 'item')} of unknown cost` : ''
  return `${moneyWords(belowMinimum, currency)} below the supplier’s minimum of ${least}${without}.`
}

/** Beneath the quantity: how it compares to what is needed. */
export function lineRemark(line: ProposedLine): string {
  const joined = line.onDraft > 0 ? ` ${number(line.onDraft)} in the draft already.` : ''
  const pack = line.packSize > 1 ? ` Packs of ${number(line.packSize)}.` : ''
  if (line.surplus > 0) return `${number(line.needed)} needed, ${number(line.surplus)} over.${joined}${pack}`
  return `${number(line.needed)} needed.${joined}${pack}`
}

export function packTrouble({ fitsPacks, minimumQuantity, packSize, isLeftOut }: ProposedLine): string | null {
  if (fitsPacks || isLeftOut) return null
  const least = minimumQuantity > 1 ? `at least ${number(minimumQuantity)}` : null
  const pack = packSize > 1 ? `in packs of ${number(packSize)}` : null
  return `Sold ${[least, pack].filter((part) => part !== null).join(' and ')}`
}

/** `#1001 × 2, #1004`, each order once however many lines of it wait, and how many more lines there are. */
export function servesWords(
  serves: readonly Pick<ServedBackorder, 'orderName' | 'units'>[],
  total: number,
): { shown: string; more: string | null } {
  const orders = Map.groupBy(serves, ({ orderName }) => orderName)
  const shown = [...orders].map(([orderName, lines]) => {
    const units = lines.reduce((sum, line) => sum + line.units, 0)
    return units === 1 ? orderName : `${orderName} × ${number(units)}`
  })
  const more = total - serves.length
  return { shown: shown.join(', '), more: more > 0 ? `and ${number(more)} more` : null }
}

export function createdWords({ units, needed, noLongerNeeded, total }: CreatedDrafts): string {
  if (total === 0) return 'Nothing had to be ordered any more: somebody was faster, or the orders changed.'
  const gone =
    noLongerNeeded === 0
      ? ''
      : ` ${counted(noLongerNeeded, 'unit')} ${noLongerNeeded === 1 ? 'was' : 'were'} not needed any more and left out.`
  const over = units > needed ? `, ${number(needed)} of them for orders` : ''
  return `${counted(units, 'unit')} on ${counted(total, 'draft')}${over}.${gone} ${proposalWords.reviewDrafts}`
}

export const totalOrders = (total: number) => counted(total, 'supplier order')
export const totalOrderLines = (total: number) => counted(total, 'order line')

/** Which demand a proposal was made of, as the page's history keeps it. */
export function demandOf(state: unknown): ChosenDemand | null {
  if (typeof state !== 'object' || state === null || !('from' in state)) return null
  const { from } = state
  // Written by this app alone; the server checks it once more.
  return typeof from === 'object' && from !== null ? (from as ChosenDemand) : null
}

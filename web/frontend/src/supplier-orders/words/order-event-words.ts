// The timeline of a supplier order as sentences. What is told of an event depends on its kind; what is missing is left out.
import type {
  SupplierOrderEvent,
  SupplierOrderEventFacts,
} from '../../../../supplier-orders/contract/supplier-orders.ts'
import { counted } from '../../format/counted.ts'
import { calendarDay } from '../../format/dates.ts'

type Kind = keyof SupplierOrderEventFacts
type Facts<Of extends Kind> = Partial<SupplierOrderEventFacts[Of]>

export function eventWords({ kind, facts }: SupplierOrderEvent): { text: string; details: string[] } {
  if (!isKnown(kind)) return { text: 'Something was changed.', details: [] }
  // Facts of a kind are written in the one shape that the type says (`recordEvents`).
  return tell(kind, facts as Facts<typeof kind>)
}

function isKnown(kind: string): kind is Kind {
  return Object.hasOwn(sentences, kind)
}

function tell<Of extends Kind>(kind: Of, facts: Facts<Of>): { text: string; details: string[] } {
  return { text: sentences[kind](facts), details: details[kind]?.(facts) ?? [] }
}

const sentences: { readonly [Of in Kind]: (facts: Facts<Of>) => string } = {
  created: (facts) => {
    if (facts.by === 'file') return `It was imported from a file: ${unitsOnItems(facts)}.`
    return facts.by === 'proposal'
      ? `The draft was made from backorders: ${unitsOnItems(facts)}.`
      : `The draft was made by hand: ${items(facts)}.`
  },
  'demand-added': (facts) => `Further backorders were added: ${unitsOnItems(facts)}.`,
  edited: () => 'It was changed.',
  ordered: (facts) => `It was ordered: ${unitsOnItems(facts)}.`,
  'ordering-undone': () => 'It is a draft again: it was not ordered after all.',
  'send-asked': ({ to }) => `It is being sent to ${to ?? someone}.`,
  sent: ({ to, saved }) =>
    saved
      ? `The email to ${to ?? someone} was saved to a folder, as there is no mail server.`
      : `It was sent to ${to ?? someone}.`,
  'send-failed': ({ to }) => `It could not be sent to ${to ?? someone}.`,
  received: (facts) => `Goods came: ${received(facts)}.`,
  'receipt-corrected': (facts) => `A receipt was corrected: ${received(facts)}.`,
  'units-cancelled': (facts) => `${units(facts)} of what was still to come ${verb(facts)} cancelled.`,
  joined: ({ name = 'an order', ...facts }) =>
    `You said that it is the same delivery as ${name} in Shopify: ${units(facts)} ${verb(facts)} counted there.`,
  cancelled: (facts) => (facts.units ? `It was cancelled: ${units(facts)}.` : 'It was cancelled.'),
  closed: () => 'It was closed.',
}

const details: { readonly [Of in Kind]?: (facts: Facts<Of>) => string[] } = {
  edited: changes,
  sent: ({ notTo }) => (notTo ? [`Not delivered to ${notTo}`] : []),
  'receipt-corrected': ({ note }) => (note ? [note] : []),
  'units-cancelled': cancelled,
  cancelled,
}

const someone = 'the supplier'

function changes({ changed, moreChanged = 0, added = 0, removed = [], ...set }: Facts<'edited'>): string[] {
  return [
    ...(changed ?? []).map((line) => `${line.title}: ${lineChanges(line).join('; ')}`),
    ...(moreChanged > 0 ? [`${counted(moreChanged, 'further item')} changed`] : []),
    ...(added > 0 ? [`${counted(added, 'item')} added`] : []),
    ...(removed.length > 0 ? [`Removed: ${removed.join(', ')}`] : []),
    ...(set.tax === undefined ? [] : [`Tax ${set.tax}`]),
    ...(set.shipping === undefined ? [] : [`Shipping ${set.shipping}`]),
    ...(set.exchangeRate === undefined
      ? []
      : [set.exchangeRate === null ? noRate : `Exchange rate ${set.exchangeRate}`]),
    ...(set.notes ? ['Notes'] : []),
  ]
}

const noRate = 'Exchange rate removed'

type LineChange = NonNullable<SupplierOrderEventFacts['edited']['changed']>[number]

function lineChanges({ units, cost, days }: LineChange): string[] {
  return [
    ...(units ? [`${units.from} → ${counted(units.to, 'unit')}`] : []),
    ...(cost ? [`cost ${cost.from ?? '–'} → ${cost.to ?? '–'}`] : []),
    ...(days ? dayChange(dayList(days.from), dayList(days.to)) : []),
  ]
}

type Days = NonNullable<LineChange['days']>['from']

/** Units that changed move no day. */
function dayChange(from: string, to: string): string[] {
  return from === to ? [] : [`due ${from} → ${to}`]
}

/** One day, or each with its units. */
function dayList(parts: Days): string {
  const day = ({ due }: Days[number]) => (due === null ? 'no date' : calendarDay(due))
  const [first, ...others] = parts
  if (first === undefined) return 'no date'
  return others.length === 0 ? day(first) : parts.map((part) => `${part.units} on ${day(part)}`).join(', ')
}

function cancelled({ lines = [] }: Facts<'cancelled'>): string[] {
  return lines.filter((line) => line.units > 0).map((line) => `${line.title}: ${counted(line.units, 'unit')}`)
}

const units = (facts: { readonly units?: number }) => counted(facts.units ?? 0, 'unit')
const items = (facts: { readonly lines?: number }) => counted(facts.lines ?? 0, 'item')
const unitsOnItems = (facts: { readonly units?: number; readonly lines?: number }) =>
  `${units(facts)} of ${items(facts)}`
const verb = (facts: { readonly units?: number }) => (facts.units === 1 ? 'was' : 'were')

function received({ accepted = 0, rejected = 0 }: Facts<'received'>): string {
  const taken = `${counted(accepted, 'unit')} accepted`
  return rejected === 0 ? taken : `${taken}, ${rejected} rejected`
}

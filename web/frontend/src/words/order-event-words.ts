// The timeline of a supplier order as sentences. What is told of an event depends on its kind; what is missing is left out.
import type { SupplierOrderEvent } from '../../../contract/supplier-orders.ts'
import { counted } from './counted.ts'
import { calendarDay } from './dates.ts'

type Facts = SupplierOrderEvent['facts']

export function eventWords({ kind, facts }: SupplierOrderEvent): { text: string; details: string[] } {
  const tell = sentences[kind]
  return { text: tell ? tell(facts) : 'Something was changed.', details: kind === 'edited' ? changes(facts) : [] }
}

const sentences: Readonly<Record<string, (facts: Facts) => string>> = {
  created: (facts) =>
    facts['by'] === 'proposal'
      ? `The draft was made from backorders: ${unitsOnItems(facts)}.`
      : `The draft was made by hand: ${items(facts)}.`,
  'demand-added': (facts) => `Further backorders were added: ${unitsOnItems(facts)}.`,
  'taken-out': (facts) => `${units(facts)} that nobody needs any more ${verb(facts)} taken out.`,
  edited: () => 'It was changed.',
  ordered: (facts) => `It was ordered: ${unitsOnItems(facts)}.`,
  'ordering-undone': () => 'It is a draft again: it was not ordered after all.',
  'send-asked': (facts) => `It is being sent to ${textOf(facts, 'to')}.`,
  sent: (facts) =>
    facts['savedAs'] === undefined || facts['savedAs'] === null
      ? `It was sent to ${textOf(facts, 'to')}.`
      : `The e-mail to ${textOf(facts, 'to')} was saved to a folder, as there is no mail server.`,
  'send-failed': (facts) => `It could not be sent to ${textOf(facts, 'to')}.`,
  received: (facts) => `Goods came: ${received(facts)}.`,
  'receipt-corrected': (facts) => `A receipt was corrected: ${received(facts)}.`,
  'units-cancelled': (facts) => `${units(facts)} of what was still to come ${verb(facts)} cancelled.`,
  joined: (facts) =>
    `You said that it is the same delivery as ${textOf(facts, 'name')} in Shopify: ${units(facts)} ${verb(facts)} counted there.`,
  cancelled: (facts) => (numberOf(facts, 'units') > 0 ? `It was cancelled: ${units(facts)}.` : 'It was cancelled.'),
  closed: () => 'It was closed.',
}

function changes(facts: Facts): string[] {
  const changed = listOf(facts['changed']).map((line) => `${textOf(line, 'title')}: ${lineChanges(line).join('; ')}`)
  const more = numberOf(facts, 'moreChanged')
  const removed = Array.isArray(facts['removed']) ? facts['removed'].map(String) : []
  return [
    ...changed,
    ...(more > 0 ? [`${counted(more, 'further item')} changed`] : []),
    ...(numberOf(facts, 'added') > 0 ? [`${counted(numberOf(facts, 'added'), 'item')} added`] : []),
    ...(removed.length > 0 ? [`Removed: ${removed.join(', ')}`] : []),
    ...(typeof facts['tax'] === 'string' ? [`Tax ${facts['tax']}`] : []),
    ...(typeof facts['shipping'] === 'string' ? [`Shipping ${facts['shipping']}`] : []),
    ...(typeof facts['exchangeRate'] === 'string' ? [`Exchange rate ${facts['exchangeRate']}`] : []),
    ...(facts['notes'] === true ? ['Notes'] : []),
  ]
}

function lineChanges(line: Facts): string[] {
  const [unitsChange, cost, days] = [recordOf(line['units']), recordOf(line['cost']), recordOf(line['days'])]
  return [
    ...(unitsChange ? [`${unitsChange['from']} → ${counted(numberOf(unitsChange, 'to'), 'unit')}`] : []),
    ...(cost ? [`cost ${cost['from'] ?? '–'} → ${cost['to'] ?? '–'}`] : []),
    ...(days ? [`due ${dayList(days['from'])} → ${dayList(days['to'])}`] : []),
  ]
}

function dayList(parts: unknown): string {
  const days = listOf(parts).map((part) => {
    const due = part['due']
    return typeof due === 'string' ? calendarDay(due) : 'no date'
  })
  return [...new Set(days)].join(', ') || 'no date'
}

const units = (facts: Facts) => counted(numberOf(facts, 'units'), 'unit')
const items = (facts: Facts) => counted(numberOf(facts, 'lines'), 'item')
const unitsOnItems = (facts: Facts) => `${units(facts)} of ${items(facts)}`
const verb = (facts: Facts) => (numberOf(facts, 'units') === 1 ? 'was' : 'were')

function received(facts: Facts): string {
  const rejected = numberOf(facts, 'rejected')
  const accepted = `${counted(numberOf(facts, 'accepted'), 'unit')} accepted`
  return rejected === 0 ? accepted : `${accepted}, ${rejected} rejected`
}

function numberOf(facts: Facts, name: string): number {
  const value = facts[name]
  return typeof value === 'number' ? value : 0
}

function textOf(facts: Facts, name: string): string {
  const value = facts[name]
  return typeof value === 'string' ? value : 'the supplier'
}

function recordOf(value: unknown): Facts | null {
  return typeof value === 'object' && value !== null ? { ...value } : null
}

function listOf(value: unknown): Facts[] {
  if (!Array.isArray(value)) return []
  return value.map(recordOf).filter((each) => each !== null)
}

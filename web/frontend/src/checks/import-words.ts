import type { ImportPartName, ShopImport } from '../../../checks/contract/imports.ts'
import { counted, number } from '../format/counted.ts'
import { clockTime } from '../format/dates.ts'

const names: Record<ImportPartName, string> = {
  locations: 'Locations',
  catalogue: 'Variants',
  stock: 'Stock',
  orders: 'Open orders',
  routing: 'Where orders ship from',
  strangers: 'Orders too old to read',
}

export const importWords = {
  title: 'Importing your shop',
  again: 'Import again',
  waitingTitle: 'Your shop is being imported',
  waitingText: 'Backorders show up here when the import is done.',
} as const

/** What comes of waiting. */
export function importHint({ holdsPlans }: ShopImport): string {
  return holdsPlans
    ? 'Backorders show up when it is done. It goes on while you are away.'
    : 'Backorders stay up to date meanwhile. It goes on while you are away.'
}

const troubles: Readonly<Record<string, string>> = {
  'bulk-timeout': 'Shopify takes too long to gather them, however few Backline asks for at once.',
  'bulk-access-denied': 'Shopify says that Backline may not read them.',
  'bulk-canceled': 'Gathering them in Shopify was cancelled.',
  'shopify-busy': 'What Shopify gathered cannot be downloaded right now.',
}
const otherTrouble = 'Shopify could not gather them.'

/** What is being brought in, and how many of how many: `Open orders: 1,200 of 20,000`. */
export function importStep({ parts, trouble, troubledPart, retryAt }: ShopImport): string {
  if (trouble !== null && troubledPart !== null && retryAt !== null) {
    return `${names[troubledPart]}: ${troubles[trouble] ?? otherTrouble} Backline tries again at ${clockTime(retryAt)}.`
  }
  if (trouble !== null) return 'Shopify did not answer as it should. Backline tries again by itself.'
  const part = parts.find((each) => each.state !== 'done')
  if (!part || part.part === 'strangers') return 'Counting the units that older orders hold'
  const { part: name, state, done, expected } = part
  if (state === 'preparing') {
    return expected === null || expected === 0
      ? `${names[name]}: Shopify is gathering them`
      : `${names[name]}: Shopify has gathered ${number(expected)} so far`
  }
  return expected === null ? names[name] : `${names[name]}: ${number(done)} of ${number(expected)}`
}

export function importTimeLeft({ secondsLeft }: ShopImport): string {
  if (secondsLeft === null) return ''
  if (secondsLeft < 60) return 'Less than a minute left'
  return `About ${counted(Math.round(secondsLeft / 60), 'minute')} left`
}

/** Orders that the app may not read hold units: named, not ignored. Null where there are none. */
export function strangerWords({ strangerUnits }: ShopImport): { title: string; text: string } | null {
  if (strangerUnits === null || strangerUnits === 0) return null
  return {
    title: `${counted(strangerUnits, 'unit')} ${strangerUnits === 1 ? 'belongs' : 'belong'} to orders that Backline may not read`,
    text: 'Shopify shows apps the orders of the last 60 days. Older open orders are not listed here, but their units are set aside for them first and promised to nobody else.',
  }
}

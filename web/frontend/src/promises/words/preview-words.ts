import type { PromiseState, StorefrontOverview } from '../../../../promises/contract/storefront.ts'
import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { counted, number } from '../../format/counted.ts'

export const previewWords = {
  title: 'What shoppers see',
  hint: 'Word for word as on your product pages, with products of your shop.',
  language: 'Language of the shopper',
  tilesLabel: 'What shoppers see in each situation',
  loading: 'Loading what shoppers are told',
  failed: 'What shoppers are told cannot be shown right now',
  failedText: 'Backline does not answer. Your shop goes on showing what it was given.',
  retry: 'Try again',
  anyProduct: 'A product of your shop',
  example: 'Example',
  asNow: 'In your shop now',
  soldOut: 'None in stock',
  toldTitle: 'Told now',
  allowed: 'Allowed. Shoppers are told in a few seconds.',
} as const

/** What each preview is about. */
export const situationWords = {
  day: 'With a day',
  'no-day': 'Without a day',
  'made-to-order': 'Made to order',
  split: 'More than is in stock',
  beyond: 'More than arrives next',
  few: 'Few more can be ordered',
  'limit-reached': 'No more can be ordered',
  'last-ones': 'The last ones',
  discontinued: 'Discontinued',
  delayed: 'Delayed',
} as const
export type Situation = keyof typeof situationWords

/** `2 in stock, 5 chosen` */
export function shelfWords({ ready, asked }: { ready: number; asked: number }): string {
  const inStock = ready === 0 ? previewWords.soldOut : `${number(ready)} in stock`
  return asked === 1 ? inStock : `${inStock}, ${number(asked)} chosen`
}

const names = new Intl.DisplayNames('en', { type: 'language' })

export function languageName(language: TextLanguage): string {
  return names.of(language) ?? language
}

const states: readonly { readonly state: PromiseState; readonly name: string }[] = [
  { state: 'backorder', name: 'On backorder' },
  { state: 'made-to-order', name: 'Made to order' },
  { state: 'limit-reached', name: 'Limit reached' },
  { state: 'discontinued', name: 'Discontinued' },
]

/** How many variants shoppers are told of, by what they are told. */
export function toldFacts({ promised }: StorefrontOverview): { name: string; value: string }[] {
  return states.map(({ state, name }) => ({ name, value: number(promised[state]) }))
}

/** What of it Shopify has: `All of it is in your shop.` */
export function givenWords({ published, waiting, hidden }: StorefrontOverview): string {
  const silent = hidden === 0 ? '' : ` Of ${counted(hidden, 'variant')} you have nothing told.`
  if (waiting > 0) return `${counted(waiting, 'change')} on the way to your shop.${silent}`
  if (published === 0) return `No variant is short or limited. Shoppers see nothing, as it should be.${silent}`
  return `All of it is in your shop, on ${counted(published, 'variant')}.${silent}`
}

/** A permission may have been taken back when there was something in the shop already. */
export function offTitle({ published }: Pick<StorefrontOverview, 'published'>): string {
  return published === 0 ? 'Shoppers are told nothing yet' : 'Shoppers read what was told before, and nothing new'
}

export function offWords(missingScopes: readonly string[]): string {
  return `Backline may not write to your products (${missingScopes.join(', ')}). Allow it, and what is short is told in a few seconds.`
}

import { wordsOfLanguages } from './words-of-languages.ts'

/** What documents for suppliers are called and say; dates and numbers are written by Intl. */
export type DocumentWords = {
  readonly order: (number: number) => string
  readonly to: string
  readonly deliverTo: string
  readonly yourSku: string
  readonly ourSku: string
  readonly item: string
  readonly due: string
  readonly units: string
  readonly unitCost: string
  readonly amount: string
  readonly subtotal: string
  readonly tax: string
  readonly shipping: string
  readonly total: string
  readonly page: (page: number, pages: number) => string
  readonly letter: (number: number, shop: string) => string
}

const english: DocumentWords = {
  order: (number) => `Order ${number}`,
  to: 'To',
  deliverTo: 'Deliver to',
  yourSku: 'Your SKU',
  ourSku: 'Our SKU',
  item: 'Item',
  due: 'Due',
  units: 'Units',
  unitCost: 'Unit cost',
  amount: 'Amount',
  subtotal: 'Subtotal',
  tax: 'Tax',
  shipping: 'Shipping',
  total: 'Total',
  page: (page, pages) => `Page ${page} of ${pages}`,
  letter: (number, shop) =>
    `Hello,\n\nplease find attached our order ${number}. Please confirm it and the days on which the goods will come.\n\nKind regards\n${shop}`,
}

/** English for a language that we have no words of. */
export function wordsOf(language: string): DocumentWords {
  return wordsOfLanguages[language.split('-')[0]?.toLowerCase() ?? ''] ?? english
}

export const storefrontWords = {
  title: 'Storefront',
  subtitle: 'What shoppers are told about products that are short.',
  pagesLabel: 'Storefront pages',
  pages: { overview: 'Overview', texts: 'Texts', overrides: 'Overrides' },
  themeTitle: 'In your shop',
  themeHint: 'Switched on in the theme editor, without any code. This is about the theme that is published.',
  themeLabel: 'What shoppers can see',
  page: 'Page of everything on backorder',
  pageAllowed: 'Allowed. The page is in your shop.',
  turnOn: 'Switch on',
  look: 'Look at it',
  elsewhere: 'Open Backline from your Shopify admin to see what is switched on in your theme.',
  notTold: 'Shopify does not say right now what is switched on in your theme.',
  again: 'Ask again',
  silent: 'Shoppers see nothing of it yet: the notice on product pages is switched off.',
  settings: 'Storefront',
  cardTitle: 'In your shop',
  checking: 'Asking Shopify what is switched on in your theme',
} as const

export const blockWords = {
  'product-promise': {
    name: 'Notice on product pages',
    short: 'the notice on product pages',
    where: 'on product pages',
    text: 'Tells of the chosen variant and quantity what can ship now, and when the rest can. It has a place in every theme whose product pages take blocks of apps, such as Dawn and Horizon.',
  },
  'cart-promise': {
    name: 'Line in the cart',
    short: 'the line in the cart',
    where: 'in the cart',
    text: 'Says the same beneath each item of the cart. The order then remembers what its shopper was told. It works in every theme whose cart links to its products.',
  },
  'promise-badge': {
    name: 'Badge on product cards',
    short: 'the badge on product cards',
    where: 'on product cards',
    text: 'A word in lists, such as “On backorder”, for products of which nothing can ship now. It has a place in themes whose product cards take blocks of apps: Horizon and the themes made of it. There choose a product card in the theme editor, then Add block. In Dawn and themes like it there is none.',
  },
} as const

type BlockStatus = 'active' | 'available' | 'unavailable' | 'unknown'

export const blockStatusWords = {
  active: { text: 'On', tone: 'success' },
  available: { text: 'Off', tone: 'attention' },
  unavailable: { text: 'No place in this theme', tone: 'neutral' },
  unknown: { text: 'Not known', tone: 'neutral' },
} as const satisfies Record<BlockStatus, { text: string; tone: 'success' | 'attention' | 'neutral' }>

/** Where the page is, and how shoppers come there. */
export function backorderPageWords(path: string | null): string {
  return path === null
    ? 'Lists by day what comes when. It needs nothing from your theme.'
    : `Lists by day what comes when, at ${path} in your shop. Link to it from your menu. Product feeds can read the days at ${path}/availability.tsv?country=US.`
}

export function pageOffWords(missingScopes: readonly string[]): string {
  return `Backline may not add a page to your shop (${missingScopes.join(', ')}). It lists by day what comes when, and needs nothing from your theme.`
}

const order = ['product-promise', 'cart-promise', 'promise-badge'] as const

/** `Switch on: Line in the cart` */
export function turnOnLabel(block: keyof typeof blockWords): string {
  return `${storefrontWords.turnOn}: ${blockWords[block].name}`
}

/** What the home page says of the theme: where shoppers are told, and what is not switched on. */
export function themeWords(statuses: Readonly<Record<keyof typeof blockWords, BlockStatus>>): string {
  if (statuses['product-promise'] === 'available') return storefrontWords.silent
  const told = order.filter((block) => statuses[block] === 'active').map((block) => blockWords[block].where)
  const off = order.filter((block) => statuses[block] === 'available').map((block) => blockWords[block].short)
  const sentences = [
    ...(told.length === 0 ? [] : [`Shoppers are told ${listed(told)}.`]),
    ...(off.length === 0 ? [] : [`Switched off: ${listed(off)}.`]),
  ]
  return sentences.length === 0 ? storefrontWords.notTold : sentences.join(' ')
}

/** `a, b and c` */
function listed(parts: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(parts)
}

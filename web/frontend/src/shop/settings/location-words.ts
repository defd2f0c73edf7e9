import type { CountsPreview, OpenLocations } from '../../../../shop/contract/shop.ts'
import { counted } from '../../format/counted.ts'

export const locationWords = {
  title: 'Locations',
  hint: 'Stock at a location that doesn’t fulfill online orders is not shown to customers as ready to ship. Change this in Shopify’s location settings.',
  table: 'Your locations',
  columns: { name: 'Location', online: 'Online orders', stock: 'Stock', turn: 'Change' },
  online: { text: 'Fulfills online orders', tone: 'success' },
  storeOnly: { text: 'Doesn’t fulfill online orders', tone: 'neutral' },
} as const

type Location = OpenLocations['rows'][number]

/** Whose figure counts, and what is to be known of it. */
export function stockWords({
  isFulfillmentService,
  serviceName,
  counts,
}: Pick<Location, 'isFulfillmentService' | 'serviceName' | 'counts'>): {
  readonly first: string
  readonly second: string | null
} {
  const written = isFulfillmentService
    ? `Shopify’s figure is written by ${serviceName ?? 'a fulfillment service'}.`
    : null
  if (counts === 'received') {
    return { first: 'Only what you received', second: written ?? 'Shopify’s figure is not used.' }
  }
  if (written === null) return { first: 'Shopify’s figure', second: null }
  return { first: 'Shopify’s figure', second: `${written} Backline can’t see what is oversold there.` }
}

export const countsWords = {
  received: {
    turn: 'Count only received',
    label: (name: string) => `Count only received goods at ${name}`,
    dialogTitle: (name: string) => `Count only what you received at ${name}?`,
    dialogText: ({ name, serviceName }: Pick<Location, 'name' | 'serviceName'>) =>
      `Use this when ${serviceName ?? 'a fulfillment service or another app'} writes the stock at ${name}. Orders there are served only from goods you receive in Backline or with Shopify’s transfers. Stock that was never received doesn’t count.`,
    done: (name: string) => `Only what you received counts at ${name}`,
  },
  shopify: {
    turn: 'Use Shopify’s figure',
    label: (name: string) => `Use Shopify’s figure at ${name}`,
    dialogTitle: (name: string) => `Use Shopify’s figure at ${name}?`,
    dialogText: ({ name }: Pick<Location, 'name' | 'serviceName'>) =>
      `All stock that Shopify shows at ${name} counts, whoever writes it. You can change this back at any time.`,
    done: (name: string) => `Shopify’s figure counts at ${name}`,
  },
  cancel: 'Cancel',
  asking: 'Checking affected orders',
  notKnown: 'Couldn’t check affected orders. You can change this all the same.',
  failed: 'Couldn’t save. Try again.',
} as const

/** `Affects 3 items of 2 orders: 5 more units are backordered.` */
export function countsPreviewWords({ lines, orders, moreBackordered, fewerBackordered }: CountsPreview): string {
  if (lines === 0) return 'No orders affected.'
  const more = moreBackordered > 0 ? [`${counted(moreBackordered, 'more unit')} backordered`] : []
  const fewer = fewerBackordered > 0 ? [`${counted(fewerBackordered, 'unit')} no longer backordered`] : []
  const moved = [...more, ...fewer].join(', ')
  return `Affects ${counted(lines, 'item')} of ${counted(orders, 'order')}${moved === '' ? '' : `: ${moved}`}.`
}

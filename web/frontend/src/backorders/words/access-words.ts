import type { Feature, ShopAccess } from '../../../../shop/contract/shop.ts'

const missing: Record<Feature, string> = {
  orders: 'New and changed orders are not seen.',
  stock: 'Stock cannot be read, so lines may be missing here.',
  routing: 'The location that an order ships from is not seen.',
  shipments: 'Shipments are seen late.',
  receipts: 'Stock that arrives cannot be added from here.',
}

/** What the merchant is told where Backline may not do its work, and what helps; null where all is well. */
export function accessWords(access: ShopAccess | undefined): { title: string; text: string } | null {
  if (access === undefined) return null
  if (access.lost !== null) {
    return {
      title: 'Backline is waiting for access to your shop',
      text: 'The numbers below are the last ones it could work out. Open the app again from your Shopify admin: whatever happened meanwhile is caught up on its own.',
    }
  }
  return {
    title: 'Backline may not see everything in your shop',
    text: `${access.off.map(({ feature }) => missing[feature]).join(' ')} Open the app again from your Shopify admin and allow what it asks for (${access.off.flatMap(({ missingScopes }) => missingScopes).join(', ')}).`,
  }
}

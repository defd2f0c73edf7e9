import type { AwaitedVariant } from '../store/listed-variants.ts'

// What feeds of products are to say of variants on backorder, in a file that supplements them: Google's and others' ask for a
// day with each `backorder`. https://support.google.com/merchants/answer/6324470

const header = 'id\tavailability\tavailability_date\n'

/** How the feed that is supplemented names its variants; null: it has no name for this one. */
export type FeedIds = (variant: AwaitedVariant) => string | null

/** `country=US` as Google's channel of Shopify names them, `id=variant` or `id=sku`; null: neither was said. */
export function readFeedIds(asked: ReadonlyMap<string, string>): FeedIds | null {
  const country = asked.get('country') ?? ''
  if (/^[a-z]{2}$/i.test(country)) {
    return ({ productId, variantId }) => `shopify_${country.toUpperCase()}_${productId}_${variantId}`
  }
  if (asked.get('id') === 'variant') return ({ variantId }) => variantId
  // Columns and lines end where these stand.
  if (asked.get('id') === 'sku') return ({ sku }) => sku?.replace(/[\t\r\n]+/g, ' ').trim() || null
  return null
}

export const whichFeed =
  'Say how your feed names variants: ?country=US for shopify_US_[product]_[variant], ?id=variant, or ?id=sku.'

/** Tab-separated, with a header. The day begins where the shop is. */
export function availabilityFeed(variants: readonly AwaitedVariant[], ids: FeedIds): string {
  const lines = variants.flatMap((variant) => {
    const id = ids(variant)
    return id === null ? [] : [`${id}\tbackorder\t${variant.day}T00:00${offsetText(variant.offset)}\n`]
  })
  return header + lines.join('')
}

function offsetText(minutes: number): string {
  const ahead = Math.abs(minutes)
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(ahead / 60))}${twoDigits(ahead % 60)}`
}

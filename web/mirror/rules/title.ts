/** Between a product's title and its variant's. */
export const titleSeparator = ' · '

/** `Mug` or `Mug · Blue`. Shopify names the only variant of a product "Default Title", which nobody should read. */
export function titleOf(title: string, variantTitle: string | null): string {
  return variantTitle && variantTitle !== 'Default Title' ? `${title}${titleSeparator}${variantTitle}` : title
}

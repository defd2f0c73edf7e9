/** `Mug` or `Mug · Blue`. Shopify names the only variant of a product "Default Title", which nobody should read. */
export function titleOf(title: string, variantTitle: string | null): string {
  return variantTitle && variantTitle !== 'Default Title' ? `${title} · ${variantTitle}` : title
}

const shape = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

/** The permanent `*.myshopify.com` name, or null when the text is anything else. */
export function shopName(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const name = text.toLowerCase()
  return shape.test(name) ? name : null
}

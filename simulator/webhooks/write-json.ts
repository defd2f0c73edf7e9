// Shopify writes 64-bit ids as bare numbers. Payloads carry them as bigint, and here they are written digit by digit,
// never through a JavaScript number.

declare global {
  interface JSON {
    /** A value that `stringify` writes as it stands (ECMAScript 2026; in Node since 22). */
    rawJSON(text: string): unknown
  }
}

export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? JSON.rawJSON(String(each)) : each))
}

/** Money as a theme prints it. Liquid counts in hundredths, whatever the currency. */
export function moneyFormat(cents: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100)
}

/** Decimal text, `9.5`, in hundredths. */
export function centsOf(price: string): number {
  return Math.round(Number(price) * 100)
}
